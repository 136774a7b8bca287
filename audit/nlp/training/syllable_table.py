"""Make the shipped table of syllables from the CMU Pronouncing Dictionary, and measure what helps where it ends.

    python -m audit.nlp.training.syllable_table ../shared/data/cmudict --out seeds/syllables.txt.gz
    python -m audit.nlp.training.syllable_table ../shared/data/cmudict --measure

``--measure`` holds out a tenth of the dictionary's plain words, fits the letter patterns to the rest, and prints how many
of the held-out words get the right number of syllables from each way of counting, hyphenation (what textstat falls back
on) included where pyphen is installed.
"""

import argparse
import gzip
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.linalg import lsqr

from audit.nlp.syllables import STEPS, inflected_syllables, modelled_syllables, patterns

FEWEST_WORDS = 10  # a pattern seen in fewer words is left out: 4 gives half a point more and doubles the file
DAMPING = 1.0
SEED = 1
_PLAIN = re.compile(r"[a-z]+")


def read_dictionary(folder: Path) -> dict[str, int]:
    """Syllables of every word by its first pronunciation: one for each stressed or unstressed vowel."""
    words: dict[str, int] = {}
    for line in (folder / "cmudict.dict").read_text(encoding="utf-8").splitlines():
        word, *sounds = line.split("#")[0].split()
        if "(" not in word:
            words.setdefault(word, sum(sound[-1].isdigit() for sound in sounds))
    return {word: count for word, count in words.items() if count}


def fit(words: dict[str, int]) -> dict[str, int]:
    """Weights of letter patterns, in 64ths of a syllable, by damped least squares."""
    plain = sorted(word for word in words if _PLAIN.fullmatch(word))
    seen = Counter(pattern for word in plain for pattern in set(patterns(word)))
    place = {pattern: at for at, pattern in enumerate(sorted(p for p, n in seen.items() if n >= FEWEST_WORDS))}
    rows, columns = [], []
    for row, word in enumerate(plain):
        found = [place[pattern] for pattern in patterns(word) if pattern in place]
        rows += [row] * len(found)
        columns += found
    design = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(plain), len(place)))
    solution = lsqr(design, np.array([words[word] for word in plain], dtype=float), damp=DAMPING, iter_lim=300)[0]
    rounded = np.rint(solution * STEPS).astype(int)
    return {pattern: int(rounded[at]) for pattern, at in place.items() if rounded[at]}


def write(path: Path, *, words: dict[str, int], weights: dict[str, int], notice: str) -> None:
    """Write the table, the dictionary's licence at its head; the same input gives the same bytes."""
    by_count: defaultdict[int, list[str]] = defaultdict(list)
    for word, count in words.items():
        by_count[count].append(word)
    lines = [f"# {line}".rstrip() for line in ("Derived from the CMU Pronouncing Dictionary.", *notice.splitlines())]
    lines += [f"={count} {' '.join(sorted(listed))}" for count, listed in sorted(by_count.items())]
    lines += [f"~{pattern} {weight}" for pattern, weight in sorted(weights.items())]
    path.write_bytes(gzip.compress("\n".join(lines).encode() + b"\n", 9, mtime=0))


def measure(words: dict[str, int]) -> None:
    """Print the share of held-out words counted right."""
    plain = sorted(word for word in words if _PLAIN.fullmatch(word))
    random.Random(SEED).shuffle(plain)
    held = plain[: len(plain) // 10]
    known = {word: words[word] for word in plain[len(held) :]}
    weights = fit(known)
    inflected = [word for word in held if inflected_syllables(word, known)]
    print(f"{len(known):,} words kept, {len(held):,} held out, {len(weights):,} patterns")
    _report("vowel runs", held, words, lambda word: max(1, len(re.findall("[aeiouy]+", word))))
    _report("letter patterns", held, words, lambda word: modelled_syllables(word, weights))
    _report("inflections, where they are", inflected, words, lambda word: inflected_syllables(word, known) or 0)
    shipped = lambda word: inflected_syllables(word, known) or modelled_syllables(word, weights)  # noqa: E731
    _report("both, as shipped", held, words, shipped)
    try:
        import pyphen  # type: ignore[import-untyped]
    except ImportError:
        return
    hyphens = pyphen.Pyphen(lang="en_US")
    _report("hyphenation (pyphen)", held, words, lambda word: len(hyphens.positions(word)) + 1)


def _report(name: str, held: Sequence[str], words: dict[str, int], count: Callable[[str], int]) -> None:
    right = sum(count(word) == words[word] for word in held)
    off = _total(map(count, held)) / _total(words[word] for word in held) - 1
    print(
        f"{name:30} {100 * right / len(held):5.1f} % of {len(held):,} words right, syllables in all off by {100 * off:+.1f} %"
    )


def _total(counts: Iterable[int]) -> int:
    return sum(counts)


def main() -> None:
    """Write or measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="folder of cmudict.dict and its LICENSE")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--measure", action="store_true")
    options = parser.parse_args()
    words = read_dictionary(options.folder)
    if options.measure:
        measure(words)
    if options.out:
        notice = (options.folder / "LICENSE").read_text(encoding="utf-8")
        write(options.out, words=words, weights=fit(words), notice=notice)


if __name__ == "__main__":
    main()

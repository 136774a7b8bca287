"""How right the source types are: politician, official, expert …, against types given by hand.

    python -m benchmarks.source_types ../shared/data/speakers_dev.json --run out/dev

The gold says who each source is; `source_types.csv` beside this file says of each of these actors which types are right for it,
by the definitions in `seeds/README.md` (several where a coder could take either). They were given by one person who saw the
articles' sources and not what the program made of them. Measured are attributions whose actor was found right, or that both sides
describe without a name.
"""

import argparse
import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from audit import tables
from audit.nlp.scoring_actors import found_sources, matched, read_gold_sources, same_actor

TYPES = Path(__file__).with_name("source_types.csv")


@dataclass(frozen=True, slots=True)
class Pair:
    """A source: its article, its actor, the types that are right for it, and the one it was given (None: unknown)."""

    article: str
    actor: str
    right: frozenset[str]
    given: str | None


def read_types(path: Path = TYPES) -> dict[str, frozenset[str]]:
    """Actor -> the types that are right for it."""
    with path.open(encoding="utf-8", newline="") as stream:
        return {row["actor"]: frozenset(row["source_type"].split("|")) for row in csv.DictReader(stream)}


def pairs_of(gold: Path, run: Path, types: dict[str, frozenset[str]]) -> Iterator[Pair]:
    """Every attribution of which the gold and the program mean the same actor, or both nobody with a name."""
    texts = dict(tables.read(run, "articles").select("article_id", "text").iter_rows())
    found = found_sources(tables.read(run, "attributions"), tables.read(run, "actors"))
    for article, item, best in matched(read_gold_sources(gold), found, texts):
        known = next((name for name in item.actors if name in types), None)
        if best is None or best.actor is None or known is None:
            continue
        if same_actor(best.actor, item.actors) or (item.unnamed and best.unnamed):
            yield Pair(article, known, types[known], best.source_type)


def shares(pairs: list[Pair]) -> dict[str, float]:
    """Number of pairs; per cent that are given a type, of these the right one; per cent of all that are given the right one."""
    told = [pair for pair in pairs if pair.given]
    right = sum(pair.given in pair.right for pair in told)
    return {
        "n": len(pairs),
        "told": round(100 * len(told) / max(len(pairs), 1), 1),
        "right_of_told": round(100 * right / max(len(told), 1), 1),
        "right_of_all": round(100 * right / max(len(pairs), 1), 1),
    }


def by_type(pairs: list[Pair]) -> dict[str, tuple[int, int, int]]:
    """Of each type: how many have it (first of those that are right), how many were given it, how many rightly."""
    has = Counter(pair.given if pair.given in pair.right else min(pair.right) for pair in pairs)
    given = Counter(pair.given for pair in pairs if pair.given)
    right = Counter(pair.given for pair in pairs if pair.given in pair.right)
    return {name: (has[name], given[name], right[name]) for name in sorted({*has, *given}, key=str)}


def main() -> None:
    """Print the figures over attributions, and over sources (each actor of an article once)."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument(
        "--run", type=Path, required=True, help="folder of a run over the gold's articles (of --no-clean)"
    )
    options = parser.parse_args()
    pairs = list(pairs_of(options.gold, options.run, read_types()))
    once = list({(pair.article, pair.actor): pair for pair in pairs}.values())
    for name, some in (("attributions", pairs), ("sources", once)):
        print(name, shares(some))
    print("\nsources by type   have it  given it  rightly")
    for kind, counts in by_type(once).items():
        print(f"{kind:16}" + "".join(f"{count:9}" for count in counts))
    print()
    for pair in once:
        if pair.given not in pair.right:
            print(f"{pair.actor} ({pair.article}): {pair.given}, not {' or '.join(sorted(pair.right))}")


if __name__ == "__main__":
    main()

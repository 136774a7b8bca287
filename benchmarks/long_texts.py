"""How long one very long article takes to annotate, and how much memory.

    python -m benchmarks.long_texts [--words 5000 20000 40000 160000]

Joins the articles of the demo corpus, again and again, to one text of at least so many words and annotates it; prints processor
time and the most memory held. Each text has a process of its own, as a process keeps the memory of its largest work.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from itertools import cycle

from audit.config import seeds_path
from audit.model import Article
from audit.nlp.annotate import Annotator
from audit.words import count_words

WORDS = (5_000, 20_000, 40_000, 160_000)
_MB = 2**20 if sys.platform == "darwin" else 2**10  # of the unit in which peak memory is stated


def joined(n_words: int) -> str:
    """The demo corpus as one text of at least so many words."""
    files = sorted((seeds_path() / "demo" / "articles").glob("*.jsonl"))
    lines = [line for path in files for line in path.read_text("utf-8").split("\n") if line]
    texts = [str(json.loads(line)["text"]) for line in lines]
    parts: list[str] = []
    n = 0
    for text, words in cycle([(text, count_words(text)) for text in texts]):
        if n >= n_words:
            return "\n\n".join(parts)
        parts.append(text)
        n += words
    raise AssertionError("the demo corpus is empty")


def measure(n_words: int) -> None:
    """Annotate one text and print what it took."""
    annotator = Annotator()
    annotator.annotate([_article(joined(500))])
    loaded, text = _peak(), joined(n_words)
    began = time.process_time()
    found = annotator.annotate([_article(text)])
    seconds = time.process_time() - began
    print(
        f"{count_words(text):9,} words {len(text):9,} characters {seconds:7.1f} s {count_words(text) / seconds:6,.0f} words/s "
        f"{_peak():6,.0f} MB (loaded: {loaded:,.0f} MB), {len(found.rejects)} refused",
        flush=True,
    )


def _article(text: str) -> Article:
    return Article(article_id="long", outlet="all", text=text)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MB


def main() -> None:
    """Measure each length in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, nargs="+", default=list(WORDS))
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        measure(options.one)
        return
    for n_words in options.words:
        command = [sys.executable, "-m", "benchmarks.long_texts", "--one", str(n_words)]
        subprocess.run(command, check=True)  # noqa: S603 - this very program


if __name__ == "__main__":
    main()

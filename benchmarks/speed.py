"""Words a second of `annotate`, and the share of each part: `python -m benchmarks.speed FILE_OR_FOLDER [N_ARTICLES]`."""

import sys
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from audit.ingest import ReadOptions, read
from audit.model import Article
from audit.nlp.annotate import Annotator
from audit.words import count_words


def measure(articles: Sequence[Article]) -> dict[str, float]:
    """Seconds of processor time for the whole, and for each component run alone, after a warm-up."""
    annotator = Annotator()
    annotator.annotate(articles[:2])
    began = time.process_time()
    annotator.annotate(articles)
    seconds = {"annotate": time.process_time() - began}
    docs = [annotator.nlp.make_doc(article.text) for article in articles]
    for name, component in annotator.nlp.pipeline:
        began = time.process_time()
        piped = (
            component.pipe(docs, batch_size=annotator.nlp.batch_size)
            if hasattr(component, "pipe")
            else map(component, docs)
        )
        docs = list(piped)
        seconds[name] = time.process_time() - began
    return seconds


def main(path: Path, n: int) -> None:
    """Print the table."""
    records = read([path], options=ReadOptions(clean=False))
    articles = list(islice((record for record in records if isinstance(record, Article)), n))
    words = sum(count_words(article.text) for article in articles)
    seconds = measure(articles)
    whole = seconds.pop("annotate")
    print(f"{len(articles)} articles, {words:,} words: {words / whole:,.0f} words/s of processor time")
    rest = whole - sum(seconds.values())
    for name, part in sorted({**seconds, "actors, tone, counts, rows": rest}.items(), key=lambda item: -item[1]):
        print(f"  {name:28} {part / whole:6.1%}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 64)

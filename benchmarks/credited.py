"""PolNeAR's articles as JSON Lines with what its metadata says of them: outlet, date, the agency credited.

    python -m benchmarks.credited ../shared/data/polnear --part train --each 60 > credited.jsonl

Half of one outlet's articles there are agency copy, which makes the corpus a test of figures counted without it
(docs/robustness.md). ``--each`` takes the first so many of each outlet by their file names; all of outlets that have agency copy.
"""

import argparse
import csv
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

NO_CREDIT = ("None", "NA", "")
WRITTEN = {"reuters": "Reuters"}


def articles(corpus: Path, *, part: str, each: int | None) -> Iterator[dict[str, str]]:
    """One record an article of a part of the corpus, in the order of the file names."""
    with (corpus / "metadata.tsv").open(encoding="utf-8", newline="") as file:
        rows = sorted((row for row in csv.DictReader(file, delimiter="\t") if row["compartment"] == part), key=_name)
    crediting = {row["publisher"] for row in rows if row["wire"] not in NO_CREDIT}
    taken: Counter[str] = Counter()
    for row in rows:
        outlet = row["publisher"]
        taken[outlet] += 1
        if each is not None and taken[outlet] > each and outlet not in crediting:
            continue
        text = (corpus / part / "text" / f"{row['filename']}.txt").read_text(encoding="utf-8")
        record = {"article_id": row["filename"], "outlet": outlet, "published": row["publication_date"], "text": text}
        yield record | ({} if row["wire"] in NO_CREDIT else {"wire": WRITTEN.get(row["wire"], row["wire"])})


def _name(row: dict[str, str]) -> str:
    return row["filename"]


def main() -> None:
    """Write the records to the standard output."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--part", choices=("train", "dev"), default="dev")
    parser.add_argument("--each", type=int)
    options = parser.parse_args()
    for record in articles(options.corpus, part=options.part, each=options.each):
        sys.stdout.write(f"{json.dumps(record, ensure_ascii=False)}\n")


if __name__ == "__main__":
    main()

"""How long reading a workbook takes, and how much memory, against the same rows as CSV.

    python -m benchmarks.workbooks [--rows 20000 --characters 3000]

Writes a workbook as Excel does (texts shared by cells) and a CSV file of invented clippings, whose texts are stretches of the
demo corpus, and reads each; prints seconds and the most memory held. Each step has a process of its own, as a process
counts its parent's memory as well.
"""

import argparse
import csv
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

from audit.config import seeds_path
from audit.ingest.files import sources, walk
from audit.ingest.formats import recognise
from audit.ingest.options import ReadOptions

COLUMNS = ("ID", "Date", "Outlet", "Headline", "Text", "URL", "Author")


def clippings(n_rows: int, n_characters: int) -> Iterator[tuple[object, ...]]:
    """Rows of a monitoring service's export; every text is another stretch of the demo corpus."""
    files = sorted((seeds_path() / "demo" / "articles").glob("*.jsonl"))
    lines = [line for path in files for line in path.read_text("utf-8").split("\n") if line]
    words = " ".join(str(json.loads(line)["text"]) for line in lines)
    corpus = words * (1 + 2 * n_characters // len(words))
    chance = random.Random(1)
    for number in range(n_rows):
        start = chance.randrange(len(corpus) - n_characters)
        text = f"{number} {corpus[start : start + n_characters]}"[:n_characters]
        outlet = f"Outlet {number % 20}"
        day = date(2024, 1, 1) + timedelta(days=number % 366)
        url = f"https://www.outlet{number % 20}.example/{number}"
        yield number, day, outlet, f"Headline {number}", text, url, "Jane Doe"


def write(folder: Path, *, n_rows: int, n_characters: int) -> None:
    """The two files."""
    options = {"default_date_format": "dd/mm/yyyy", "strings_to_urls": False}
    with (
        xlsxwriter.Workbook(folder / "clippings.xlsx", options) as book,
        (folder / "clippings.csv").open("w", encoding="utf-8", newline="") as stream,
    ):
        sheet, table = book.add_worksheet(), csv.writer(stream)
        for number, row in enumerate([COLUMNS, *clippings(n_rows, n_characters)]):
            sheet.write_row(number, 0, row)
            table.writerow(row)


def measure(path: Path) -> None:
    """Read one file to its end and print what it took."""
    options = ReadOptions()
    began, n_rows = time.perf_counter(), 0
    for found in walk([path]):
        for source in sources(found):
            format_ = recognise(source, options)
            n_rows += sum(1 for _ in format_.records(source, options)) if format_ else 0
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{path.suffix:6} {path.stat().st_size / 1e6:6.1f} MB  {n_rows:7,} rows  {seconds:5.1f} s  {peak:4.0f} MB of memory"
    )


def main() -> None:
    """Write the files, and read each in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--characters", type=int, default=3_000)
    parser.add_argument("--read", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--write", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.read:
        measure(options.read)
    elif options.write:
        write(options.write, n_rows=options.rows, n_characters=options.characters)
    else:
        with tempfile.TemporaryDirectory() as folder:
            again = [sys.executable, "-m", "benchmarks.workbooks", *sys.argv[1:]]
            subprocess.run([*again, "--write", folder], check=True)  # noqa: S603 - this very program
            for path in sorted(Path(folder).iterdir()):
                subprocess.run([*again, "--read", str(path)], check=True)  # noqa: S603 - this very program


if __name__ == "__main__":
    main()

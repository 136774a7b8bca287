"""Parties' shares of the attributed words, corrected by sheets that the gold fills in.

    python -m benchmarks.correction_speakers ../shared/data/speakers_dev.json --run out/dev [--rows 100 200 300]

The gold says of each attribution of some articles of the run whose it is; so it stands for the coder of a sheet of speakers.
Sheets are drawn from these articles, all outlets together. The truth is the gold's share in these very articles, so the
intervals leave out the part for the choice of articles.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from audit import tables
from audit.hand_coding.frames import Party, Scope, groups_of, parties_of, speaker_frame, words_by_sentence, words_of
from audit.hand_coding.speakers import speakers
from audit.model import Span
from benchmarks.correction import Coded, measure_gold
from metrics.double_sampling import Machine
from metrics.groups import NO_PARTY


def coded_by(gold: list[dict[str, Any]], run: Path, parties: tuple[Party, ...]) -> Iterator[tuple[str, Coded]]:
    """Of each party the machine's and the gold's words of it, and of all groups, in the sentences of the gold's articles."""
    names = [entry["article"] for entry in gold]
    frame = speaker_frame(run, Scope(parties=parties)).filter(pl.col("article_id").is_in(names))
    frame = frame.sort("article_id", "start")
    groups = groups_of(parties)
    rows = [(entry["article"], one["content"], one["parties"]) for entry in gold for one in entry["attributions"]]
    told = pl.DataFrame(
        [
            (article, [Span(*span) for span in content], next((of for of in whose if of in groups), NO_PARTY))
            for article, content, whose in rows
        ],
        schema={"article_id": pl.String, "content": pl.List(tables.SPAN), "group": pl.String},
        orient="row",
    )
    texts = (
        tables.scan(run, "articles").filter(pl.col("article_id").is_in(names)).select("article_id", "text").collect()
    )
    words = words_by_sentence(told, frame, texts).pivot("group", index=["article_id", "sentence_id"], values="words")
    people = frame.join(words, on=["article_id", "sentence_id"], how="left", maintain_order="left").fill_null(0)
    found = [name for name in groups if name in words.columns]
    each = np.zeros(len(frame), dtype=np.int64)
    for party in parties:
        yield (
            party.id,
            Coded(
                machine=Machine(
                    outlet=each,
                    story=frame["article_id"].rank("dense").to_numpy().astype(np.int64) - 1,
                    code=frame["code"].rank("dense").to_numpy().astype(np.int64) - 1,
                    numerator=frame[words_of(party.id)].to_numpy(),
                    denominator=frame["words"].to_numpy(),
                ),
                numerator=people[party.id].to_numpy().astype(float),
                denominator=people.select(pl.sum_horizontal(found)).to_series().to_numpy().astype(float),
            ),
        )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--rows", type=int, nargs="+", default=(100, 200, 300))
    parser.add_argument("--samples", type=int, default=500)
    options = parser.parse_args()
    parties = parties_of(options.run)
    weights = np.array([weight for _, weight in sorted(speakers(parties).weights.items())])
    print("rows  party       machine  gold  corrected: mean    sd  held  width   (per cent of words attributed)")
    for party, coded in coded_by(json.loads(options.gold.read_text(encoding="utf8")), options.run, parties):
        for n_rows in options.rows:
            told = measure_gold(coded, weights=weights, n_rows=n_rows, n_sheets=options.samples)[-1]
            shares = 100 * np.array([*told[:4], told[5]])
            machine, truth, mean, spread, width = shares
            print(
                f"{n_rows:4}  {party:10}{machine:9.1f}{truth:6.1f}{mean:17.1f}{spread:6.1f}{told[4]:6.1f}{width:7.1f}"
            )


if __name__ == "__main__":
    main()

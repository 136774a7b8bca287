"""What the articles of a run lack, so that nobody is surprised by a figure: dates, outlets, originality."""

from dataclasses import dataclass

import polars as pl

NO_OUTLET = "unknown"
"""The outlet of records that name none, where nothing else tells it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking:
    """Articles without a date, articles without an outlet, and articles with headline and text of another one of the outlet."""

    undated: int
    nameless: int
    again: int


def lacking(articles: pl.DataFrame) -> Lacking:
    """Count what is lacking in columns ``outlet``, ``published`` and ``content_hash`` of table ``articles``."""
    return Lacking(
        undated=articles["published"].null_count(),
        nameless=articles.filter(pl.col("outlet") == NO_OUTLET).height,
        again=articles.height - articles.unique(["outlet", "content_hash"]).height,
    )

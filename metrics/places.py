"""Where every article counts: its cell (outlet x month), the levels above, and the unit that is resampled with it."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import polars as pl

from metrics.bootstrap import Keys, unit_keys

ALL_OUTLETS = "(all)"
NO_OUTLET = "(unknown)"
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Articles by resampled unit, sorted so that the units of a cell are neighbours.

    Attributes
    ----------
    articles
        article_id, article (its number).
    levels
        level, outlet, month: months first, then outlets, then the whole corpus.
    parents
        cell, level: which levels a cell's sums go into, its own included.
    starts
        first unit of each cell, and the number of units at the end.
    keys
        the units' keys for :func:`metrics.bootstrap.poisson_weights`.
    unit_of, outlet_of
        the unit and the outlet (by number) of each article.
    cell_of
        the cell of each unit.
    """

    articles: pl.DataFrame
    levels: pl.DataFrame
    parents: pl.DataFrame
    starts: Ints
    keys: Keys
    unit_of: Ints
    outlet_of: Ints
    cell_of: Ints

    @property
    def n_cells(self) -> int:
        """How many cells there are."""
        return len(self.starts) - 1

    def units(self, cell: int) -> slice:
        """The units of a cell."""
        return slice(int(self.starts[cell]), int(self.starts[cell + 1]))

    def numbers(self, ids: pl.Series) -> pl.Series:
        """The number of each article, null where it is not known; runs of the same one are looked up once."""
        return numbers(ids, self.articles)

    def by_outlet(self) -> "Places":
        """The same units in one cell an outlet: no sums of months."""
        whole = self.levels.filter(pl.col("month").is_null()).select("level")
        above = self.parents.join(whole, on="level", how="semi")
        outlet = above.group_by("cell").agg(pl.col("level").min()).sort("cell")["level"].rle_id()
        parents = above.with_columns(cell=outlet.gather(above["cell"])).unique().sort("cell", "level")
        first = np.flatnonzero(np.diff(outlet.to_numpy(), prepend=-1))
        starts = np.append(self.starts[first], self.starts[-1])
        cell_of = np.repeat(np.arange(len(first)), np.diff(starts))
        return replace(self, parents=parents, starts=starts, cell_of=cell_of)


def numbers(ids: pl.Series, known: pl.DataFrame) -> pl.Series:
    """``article`` of the frame ``known`` for each article_id, null where it has none; runs of one are looked up once."""
    runs = pl.DataFrame({"run": ids.rle()}).unnest("run")
    found = runs.join(
        known.select("article_id", "article"), left_on="value", right_on="article_id", how="left", maintain_order="left"
    )
    return found.select(pl.col("article").repeat_by("len").explode()).to_series()


def place(articles: pl.LazyFrame, *, seed: int, stories: pl.LazyFrame | None = None, by_month: bool = True) -> Places:
    """Give every article its place: stories are the units where given, else articles."""
    units = _units(articles, stories, by_month=by_month)
    cells = units.select("cell", "outlet", "month").unique().sort("cell")
    levels, parents = _levels(cells)
    first = units.group_by("cell").agg(pl.col("unit").min()).sort("cell")["unit"].to_list()
    names = units.unique("unit").sort("unit")["name"]
    starts = np.array([*first, len(names)], dtype=np.int64)
    return Places(
        articles=units.select("article_id", "article"),
        levels=levels,
        parents=parents,
        starts=starts,
        keys=unit_keys(names, seed=seed),
        unit_of=units["unit"].to_numpy().astype(np.int64),
        outlet_of=units["outlet"].rle_id().to_numpy().astype(np.int64),
        cell_of=np.repeat(np.arange(len(cells)), np.diff(starts)),
    )


def _units(articles: pl.LazyFrame, stories: pl.LazyFrame | None, *, by_month: bool) -> pl.DataFrame:
    """Every article's place: article_id, article, outlet, month, name (of the resampled unit), unit, cell."""
    month = pl.col("published").dt.strftime("%Y-%m") if by_month else pl.lit(None, dtype=pl.String)
    placed = articles.select("article_id", outlet=pl.col("outlet").fill_null(NO_OUTLET), month=month)
    article = pl.format("article:{}", "article_id")
    if stories is None:
        named = placed.with_columns(name=article)
    else:
        told = stories.select("article_id", "story_id").unique("article_id")
        story = pl.format("story:{}", "story_id")
        named = placed.join(told, on="article_id", how="left").with_columns(name=pl.coalesce(story, article))
    ordered = (
        named.select("article_id", "outlet", "month", "name").sort("outlet", "month", "name", "article_id").collect()
    )
    return ordered.with_columns(
        article=pl.int_range(pl.len(), dtype=pl.UInt32),
        unit=pl.struct("outlet", "month", "name").rle_id(),
        cell=pl.struct("outlet", "month").rle_id(),
    )


def _levels(cells: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Cells with a month, outlets and the corpus as levels; and which levels each cell belongs to."""
    months = cells.filter(pl.col("month").is_not_null()).select("outlet", "month")
    outlets = cells.select("outlet", month=pl.lit(None, dtype=pl.String)).unique().sort("outlet")
    corpus = pl.DataFrame({"outlet": [ALL_OUTLETS], "month": [None]}, schema={"outlet": pl.String, "month": pl.String})
    levels = pl.concat([months, outlets, corpus]).with_row_index("level")
    places = levels.select("level", "outlet", "month")
    own = cells.join(places, on=["outlet", "month"])
    above = cells.select("cell", "outlet").join(places.filter(pl.col("month").is_null()), on="outlet")
    whole = cells.select("cell", level=pl.lit(len(levels) - 1, dtype=pl.UInt32))
    parents = pl.concat([frame.select("cell", "level") for frame in (own, above, whole)])
    return levels, parents.sort("cell", "level")

"""Would the figures stand? The headline figures of every outlet, counted otherwise in one respect at a time.

A reader of "28 % of the statements come from unnamed sources" may ask whether it hangs on one article, on agency copy, on
long articles, on what the model was unsure of. Each of these questions is a variant (:mod:`metrics.variants`), and its answer
a figure beside the main one and its interval: a multiverse analysis of one step [1]_ [2]_, with the leave-one-out influence
of regression diagnostics [3]_. A variant is no test and has no interval: it shares nearly all articles with the main figure,
and whether it lies within that figure's interval says how the choice weighs against the chance of which stories were covered.

Articles are left out of the scores, since a metric's rows of an article depend on that article alone; variants that change
what was found in the articles run the metric's own ``compute`` on the changed tables.

References
----------
.. [1] Steegen, S., Tuerlinckx, F., Gelman, A. & Vanpaemel, W. (2016). Increasing transparency through a multiverse analysis.
   Perspectives on Psychological Science 11(5), 702-712.
.. [2] Simonsohn, U., Simmons, J. P. & Nelson, L. D. (2020). Specification curve analysis. Nature Human Behaviour 4(11).
.. [3] Belsley, D. A., Kuh, E. & Welsch, R. E. (1980). Regression Diagnostics. Wiley.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from audit.tables import check, empty
from metrics.base import Metric, Status, Tables, status_where
from metrics.frequent import has_many
from metrics.places import ALL_OUTLETS, NO_OUTLET
from metrics.scored import Scored
from metrics.sure_tables import changes, sure_tables
from metrics.tone import TARGET
from metrics.tone import VADER as BY_VADER
from metrics.variants import EQUAL_WEIGHT, NO_AGENCY, NO_SHORT, ONE_LESS, SHORT, SURE, VADER, VARIANTS, Variant

GROUP = ("group_by", "group")
PLACE = ("outlet", *GROUP)
_COUNTS = ("article_id", *GROUP, "numerator", "denominator")
_ROUNDING = 1e-9  # relative; sums taken in another order differ by less
_EXACT = pl.Decimal(38, 12)  # counts have nine decimals; sums of decimals are the same in any order, so tables are too


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """What all metrics share: tables as they are and as variants need them, and which articles count."""

    tables: Tables
    sure: Tables
    by_vader: Tables | None
    articles: pl.DataFrame
    minimum_articles: int


def robustness(scored: Scored, tables: Tables, *, estimates: pl.DataFrame) -> pl.DataFrame:
    """Rows of table ``robustness``: each headline figure of an outlet, and of all together, by each variant that it has.

    Parameters
    ----------
    scored
        scores of the run; its stories may say which texts are shared (``is_shared``).
    tables
        annotation tables by name.
    estimates
        table ``estimates``: the main figures and their intervals.

    Notes
    -----
    Groups are all but actors, as in :func:`metrics.differences.differences`. ``n`` is the denominator, ``n_articles`` how many
    articles have one; under ``minimum_articles`` of them there is no value (``too_few``), except where one was left out of
    enough. ``within``: whether the value lies in the interval of the main figure; null where either is missing or the scales
    differ. ``article_id``: the article whose leaving moves the figure most; null where none moves it.
    """
    run = _prepare(scored, tables)
    shown = [metric for metric in scored.metrics.values() if metric.headline]
    rows = [rows for metric in shown for rows in _metric(metric, scored.scores, run, estimates=estimates)]
    if not rows:
        return empty("robustness")
    order = pl.Enum([variant.name for variant in VARIANTS])
    found = pl.concat(rows).sort("metric", *GROUP, "outlet", pl.col("variant").cast(order))
    return check(found, "robustness")


def _prepare(scored: Scored, tables: Tables) -> _Run:
    given = tables["articles"].select("article_id", "outlet", "wire", "n_words")
    shared = pl.lit(value=False)
    if scored.stories is not None and "is_shared" in scored.stories.collect_schema():
        told = scored.stories.select("article_id", "is_shared").unique("article_id")
        given, shared = given.join(told, on="article_id", how="left"), pl.col("is_shared").fill_null(value=False)
    articles = given.select(
        "article_id",
        outlet=pl.col("outlet").fill_null(NO_OUTLET),
        agency=pl.col("wire").is_not_null() | shared,
        short=pl.col("n_words").fill_null(SHORT) < SHORT,
    )
    methods = set(tables["tone"].select(pl.col("method").unique()).collect(engine="streaming")["method"])
    by_vader = {**tables, "tone": tables["tone"].filter(pl.col("method") == BY_VADER)}
    return _Run(
        tables=tables,
        sure=sure_tables(tables),
        by_vader=by_vader if {TARGET, BY_VADER} <= methods else None,
        articles=articles.collect(),
        minimum_articles=scored.settings.minimum_articles,
    )


def _metric(metric: Metric, scores: pl.LazyFrame, run: _Run, *, estimates: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """The rows of one metric, variant by variant."""
    here = pl.col("month").is_null() & (pl.col("metric") == metric.id)
    main = estimates.filter(here, ~pl.col("group_by").is_in(_many(metric)))
    main = main.select("metric", *PLACE, "ci_low", "ci_high", main="value", main_status="status")
    counts = _defined(scores.filter(pl.col("metric") == metric.id), metric).select(*_COUNTS, "value")
    for variant, figures in _figures(counts.collect(engine="streaming"), metric, run):
        yield _beside(main, figures, variant=variant, metric=metric, run=run)


def _many(metric: Metric) -> list[str]:
    return [group_by for group_by in metric.group_by if has_many(metric, group_by)]


def _defined(rows: pl.LazyFrame, metric: Metric) -> pl.LazyFrame:
    """The score rows that a figure is made of."""
    return rows.filter(pl.col("status") != Status.UNDEFINED.value, ~pl.col("group_by").is_in(_many(metric)))


def _figures(counts: pl.DataFrame, metric: Metric, run: _Run) -> Iterator[tuple[Variant, pl.DataFrame]]:
    """Sums by outlet and group (see :func:`_sums`), variant by variant."""
    if changes(metric):
        yield SURE, _again(metric, run.sure, run)
    for variant, out in ((NO_AGENCY, "agency"), (NO_SHORT, "short")):
        left = run.articles.filter(~pl.col(out))
        yield variant, _sums(counts.lazy(), left)
    yield ONE_LESS, one_less(counts, run.articles)
    yield EQUAL_WEIGHT, _sums(_alike(counts, metric).lazy(), run.articles)
    if run.by_vader is not None and "tone" in metric.needs:
        yield VADER, _again(metric, run.by_vader, run)


def _again(metric: Metric, tables: Tables, run: _Run) -> pl.DataFrame:
    """Sums of the metric's counts over changed tables."""
    return _sums(_defined(metric.score(tables), metric).select(_COUNTS), run.articles)


def _alike(counts: pl.DataFrame, metric: Metric) -> pl.DataFrame:
    """Counts in which every article that has a value of its own weighs 1."""
    valued = counts.filter(pl.col("value").is_not_null())
    return valued.with_columns(numerator=pl.col("value") / metric.scale, denominator=pl.lit(1.0))


def _sums(counts: pl.LazyFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Sums over the articles given of each outlet, and of all: outlet, group_by, group, num, den, n_articles, article_id."""
    placed = counts.join(articles.lazy().select("article_id", "outlet"), on="article_id")
    summed = placed.group_by(PLACE).agg(num=_exactly("numerator"), den=_exactly("denominator"), n_articles=pl.len())
    return with_all(summed.collect(engine="streaming")).with_columns(article_id=pl.lit(None, dtype=pl.String))


def _exactly(column: str) -> pl.Expr:
    """The sum of a column, to the last bit the same whatever the order of its rows."""
    return pl.col(column).cast(_EXACT).sum().cast(pl.Float64)


def with_all(sums: pl.DataFrame) -> pl.DataFrame:
    """Add the rows of all outlets together."""
    together = sums.group_by(GROUP).agg(_exactly("num"), _exactly("den"), pl.col("n_articles").sum())
    return pl.concat([sums, together.with_columns(outlet=pl.lit(ALL_OUTLETS)).select(sums.columns)])


def one_less(counts: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """The sums without the article whose leaving moves the figure most, and its id; of equals, the first in the alphabet.

    An article that alone has a denominator cannot be left out; where none can, there is no row.
    """
    placed = counts.join(articles.select("article_id", "outlet"), on="article_id")
    everywhere = placed.with_columns(outlet=pl.lit(ALL_OUTLETS))
    return pl.concat([_furthest(placed), _furthest(everywhere)])


def _furthest(counts: pl.DataFrame) -> pl.DataFrame:
    """One row an outlet and group: what is left of its sums without the article that moves them most."""
    whole = counts.group_by(PLACE).agg(
        whole_num=_exactly("numerator"), whole_den=_exactly("denominator"), n_articles=pl.len() - 1
    )
    left = counts.join(whole, on=PLACE).with_columns(
        num=pl.col("whole_num") - pl.col("numerator"), den=pl.col("whole_den") - pl.col("denominator")
    )
    left = left.filter(pl.col("den") > _ROUNDING * pl.col("whole_den"))
    before, after = pl.col("whole_num") / pl.col("whole_den"), pl.col("num") / pl.col("den")
    moved = left.with_columns(move=(after - before).abs(), least=_ROUNDING * before.abs())
    furthest = moved.filter(pl.col("move") >= pl.col("move").max().over(PLACE) - pl.col("least"))
    first = furthest.sort("article_id").unique(PLACE, keep="first", maintain_order=True)
    named = pl.when(pl.col("move") > pl.col("least")).then("article_id").alias("article_id")
    return first.select(*PLACE, "num", "den", "n_articles", named)


def _beside(main: pl.DataFrame, figures: pl.DataFrame, *, variant: Variant, metric: Metric, run: _Run) -> pl.DataFrame:
    """A variant's figures beside the main ones; every main figure has a row."""
    joined = main.join(figures, on=PLACE, how="left").with_columns(pl.col("n_articles").fill_null(0))
    few = pl.col("main_status") == Status.TOO_FEW.value
    if variant is not ONE_LESS:  # there one fewer than enough is what was asked for
        few |= pl.col("n_articles") < run.minimum_articles
    status = status_where(undefined=pl.col("den").is_null() | (pl.col("den") <= 0), few=few)
    value = pl.when(status == Status.OK.value).then(metric.scale * pl.col("num") / pl.col("den"))
    valued = joined.with_columns(status=status, value=value, n=pl.col("den"), variant=pl.lit(variant.name))
    slack = _ROUNDING * pl.max_horizontal(pl.col("ci_low").abs(), pl.col("ci_high").abs())
    inside = (pl.col("value") >= pl.col("ci_low") - slack) & (pl.col("value") <= pl.col("ci_high") + slack)
    within = inside if variant.same_scale else pl.lit(None, dtype=pl.Boolean)
    named = pl.when(pl.col("value").is_not_null()).then("article_id").alias("article_id")
    return check(valued.with_columns(named, within=within), "robustness").select(empty("robustness").columns)

"""Who is quoted most: actors by the words attributed to them, outlet by outlet."""

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from reports import cells, lettering, numbers, text
from reports.figures.grid import Column
from reports.figures.strips import Look, across_for
from reports.layout import Page
from reports.pages.flow import Flow
from reports.tables import ReportTables

METRIC = "quote_space.speech_share"
MAX_ACTORS = 8
MAX_LISTED, MAX_CHECKED = 12, 6
MAX_OUTLETS = 6
CHECKED = (
    Column("name", "actor", 1.5),
    Column("text", "longest statement, as attributed by the model", 4.4, lines=2),
    Column("words", "words", 0.5, "right"),
    Column("article", "in article", 2.4, family=lettering.MONO, lines=3),
)
MAX_IN_FULL = 20
IN_FULL = (replace(CHECKED[0], lines=2), replace(CHECKED[1], lines=4), *CHECKED[2:])
"""With more room for each statement."""

WHERE = "Where to check: “media-audit show DIR ARTICLE” shows an article with every attribution"
LONGEST = "The longest statement of each"
IN_COUNTS = "Attributed words, counted"
COUNTED = "The tables count what the models found in these texts; counts are not estimates, so they have no intervals."
NOTE = (
    "Shares are of all attributed words, those of unknown speakers included. Undecided: the name fits several actors (see the "
    "page on data quality)."
)
AUTHOR = "the article’s author"
"""Who speaks as "I" in an article of their own; each article's is another actor."""

ENOUGH = 0.5
"""Share of an outlet x actor grid that must have figures for the grid to be worth showing."""


def pages(tables: ReportTables) -> Iterator[Page]:
    """Shares of attributed words of the most quoted actors, and their counts."""
    ranked = ranking(tables.actors)
    if ranked.is_empty():
        return
    shares = share_cells(tables, ranked.head(MAX_ACTORS))
    few = cells.one_by_one(tables)
    dots = shares.height > 0 or not few
    read = text.method_note([cells.card_of(tables, METRIC)], tables.manifest) if dots else ""
    note = " ".join(filter(None, (read, COUNTED if few else "", NOTE)))
    flow = Flow(title="Who is quoted most", lede=lede(tables, ranked), note=note, section="Sources")
    if dots:
        _shares(flow, shares)
    if few:
        _counts_of_few(flow, tables, ranked)
    else:
        _counts(flow, tables, ranked)
    yield from flow.pages


def _counts(flow: Flow, tables: ReportTables, ranked: pl.DataFrame) -> None:
    """The words of the first speakers, and the longest statement of the very first."""
    columns = columns_for(tables)
    counted = with_everybody(tables, listed(tables, ranked))
    flow.grid(counted, columns=columns, subtitle=IN_COUNTS, nothing="", bold_last=True)
    flow.grid(to_check(ranked), columns=CHECKED, subtitle=WHERE, nothing="")


def _counts_of_few(flow: Flow, tables: ReportTables, ranked: pl.DataFrame) -> None:
    """The words of the speakers of one article or a few, and as many of their longest statements as there is room for."""
    alone = tables.articles.height == 1
    limit = MAX_IN_FULL if alone else MAX_LISTED
    flow.grid(
        listed(tables, ranked, limit=limit), columns=columns_for(tables, few=True), subtitle=IN_COUNTS, nothing=""
    )
    if ranked.height > limit:
        flow.paragraph(f"Not shown: {ranked.height - limit:,} more, with fewer words.")
    checked, columns = to_check(ranked, limit=limit), IN_FULL[:-1] if alone else IN_FULL
    n_shown = limit if alone else max(MAX_CHECKED, flow.rows_left(checked, columns))
    flow.grid(checked.head(n_shown), columns=columns, subtitle=LONGEST, nothing="")


def to_check(ranked: pl.DataFrame, *, limit: int = MAX_CHECKED) -> pl.DataFrame:
    """Printed rows: the longest statement of the actors quoted most, and the article it stands in."""
    return (
        ranked.filter(pl.col("longest_text").is_not_null())
        .head(limit)
        .select(
            "name",
            text=pl.col("longest_text"),
            words=pl.col("longest_words").cast(pl.String),
            article=pl.col("longest_article"),
        )
    )


def ranking(actors: pl.DataFrame) -> pl.DataFrame:
    """Known actors over all outlets, most attributed words first; a name that fits several actors says so."""
    known = actors.filter(pl.col("actor_id").is_not_null())
    first = [pl.col(name).drop_nulls().first() for name in ("name", "kind", "source_type", "party")]
    sums = [pl.col(name).sum() for name in ("n_articles", "n_attributions", "n_words")]
    longest = [
        pl.col(f"longest_{name}").sort_by("longest_words", descending=True).first() for name in ("text", "article")
    ]
    author = pl.col("actor_id").str.ends_with("/author")
    named = pl.when(author).then(pl.lit(AUTHOR)).otherwise(pl.coalesce("name", "actor_id"))
    return (
        known.group_by("actor_id")
        .agg(
            *first,
            *sums,
            *longest,
            n_outlets=pl.col("outlet").n_unique(),
            undecided=pl.col("undecided").any(),
            longest_words=pl.col("longest_words").max(),
        )
        .sort("n_words", "actor_id", descending=[True, False])
        .with_columns(name=pl.when("undecided").then(pl.format("{} (undecided)", named)).otherwise(named))
    )


def lede(tables: ReportTables, ranked: pl.DataFrame) -> str:
    """Who comes first, and how much of the attributed words the first five have."""
    total = int(tables.actors["n_words"].sum() or 0)
    if ranked.is_empty() or not total:
        return "No attribution was found whose speaker could be identified."
    first = ranked.row(0, named=True)
    unknown = int(tables.actors.filter(pl.col("actor_id").is_null())["n_words"].sum() or 0)
    if tables.articles.height == 1:
        said = numbers.count(first["n_attributions"], "statement")
        nobody = f" {unknown:,} of the words have no identified speaker." if unknown else ""
        most = f"{first['n_words']:,} of {numbers.count(total, 'attributed word')}"
        return f"{first['name']} is quoted most: {most}, in {said}.{nobody}"
    over = " in all outlets together" if tables.articles["outlet"].n_unique() > 1 else ""
    head = ranked.head(5)
    part = numbers.figure(int(head["n_words"].sum()) / total, "share")
    rest = f" {numbers.figure(unknown / total, 'share')} of the words have no identified speaker."
    some = f" The five most quoted have {part} of all attributed words." if ranked.height > 5 else ""
    return (
        f"{first['name']} is quoted most: {numbers.count(first['n_words'], 'word')} in "
        f"{numbers.count(first['n_articles'], 'article')}{over}.{some}{rest if unknown else ''}"
    )


def _shares(flow: Flow, frame: pl.DataFrame) -> None:
    flow.strips(
        frame,
        look=Look(across=across_for(frame["column"].n_unique()), common_scale=True),
        subtitle="Share of attributed words",
        nothing="No shares are shown: no actor speaks in enough articles for a figure with an interval.",
    )


def share_cells(tables: ReportTables, shown: pl.DataFrame) -> pl.DataFrame:
    """Cells of the actors that have a figure: over all outlets, and outlet by outlet where enough of them have one."""
    names = distinct_names(shown)
    together = cells.overall(tables, METRIC, group_by="actor", groups=names)
    single = cells.by_group(tables, METRIC, group_by="actor", groups=names, outlets_as_rows=False)
    several = single["column"].n_unique() > 1
    dense = single["value"].count() >= ENOUGH * single.height
    frame = pl.concat([together, single] if several and dense else [together] if several else [single])
    return frame.filter(pl.col("value").is_not_null().any().over("row"))


def names_of(tables: ReportTables, actors: pl.DataFrame) -> dict[str, str]:
    """Actor id -> name of some actors (column actor_id), in their order; of those never quoted, the words of the id."""
    named = tables.actors.filter(pl.col("name").is_not_null()).unique("actor_id", keep="first")
    joined = actors.join(named.select("actor_id", "name"), on="actor_id", how="left", maintain_order="left")
    return distinct_names(joined.with_columns(name=pl.coalesce("name", pl.col("actor_id").str.replace_all("-", " "))))


def distinct_names(shown: pl.DataFrame) -> dict[str, str]:
    """Actor id -> name; the id stands behind names that two actors share."""
    twice = set(shown.filter(pl.col("name").is_duplicated())["name"])
    pairs = shown.select("actor_id", "name").iter_rows()
    return {actor: f"{name} ({actor})" if name in twice else str(name) for actor, name in pairs}


def columns_for(tables: ReportTables, *, few: bool = False) -> list[Column]:
    """The columns of the table of counts, with one for each outlet where they are not too many; of few articles more counts."""
    found = cells.outlets_of(tables)
    outlets = found if 1 < len(found) <= MAX_OUTLETS else []
    statements = Column("statements", "statements", 1.1, "right")
    by_outlet = tables.actors.group_by("outlet").agg(pl.col("n_words").sum())["n_words"]
    most, total = (_room_for(int(number or 0)) for number in (by_outlet.max(), by_outlet.sum()))  # type: ignore[arg-type]
    return [
        Column("name", "actor", 2.3, lines=2),
        *([Column("party", "party", 2.2 if len(outlets) < 5 else 1.75)] if tables.parties else []),
        Column("source_type", "type", 1.15),
        *(Column(f"in {outlet}", outlet, max(1.25, most), "right") for outlet in outlets),
        *([statements] if few and not outlets else []),
        *([] if few else [Column("articles", "articles", 0.95, "right")]),
        Column("words", "all words" if outlets or not few else "words", max(0.9, total), "right"),
        *([Column("share", "of all words", 0.9, "right")] if few else []),
    ]


def _room_for(number: int) -> float:
    """The width of a column in which a number stands in bold figures."""
    return 0.3 + 0.14 * len(f"{number:,}")


def listed(tables: ReportTables, ranked: pl.DataFrame, *, limit: int = MAX_LISTED) -> pl.DataFrame:
    """Printed rows: what is known of the most quoted actors, and their words at each outlet."""
    labels = cells.brief(cells.party_labels(tables.parties))
    shown, total = ranked.head(limit), int(tables.actors["n_words"].sum())
    by_outlet = tables.actors.select("actor_id", "n_words", outlet=pl.format("in {}", "outlet"))
    wide = by_outlet.filter(pl.col("actor_id").is_in(shown["actor_id"].implode())).pivot(
        "outlet", index="actor_id", values="n_words", aggregate_function="sum"
    )
    joined = shown.join(wide, on="actor_id", how="left", maintain_order="left")
    missing = [pl.lit(None, dtype=pl.UInt32).alias(name) for name in _names_of(tables) if name not in joined.columns]
    counts = [
        pl.col(name).fill_null(0).map_elements("{:,}".format, return_dtype=pl.String) for name in _names_of(tables)
    ]
    return joined.with_columns(missing).select(
        "name",
        *counts,
        party=pl.col("party").replace(labels).fill_null("–"),
        source_type=pl.col("source_type").str.replace_all("_", " ").fill_null("–"),
        articles=pl.col("n_articles").map_elements("{:,}".format, return_dtype=pl.String),
        statements=pl.col("n_attributions").map_elements("{:,}".format, return_dtype=pl.String),
        share=(pl.col("n_words") / total).map_elements(_percent, return_dtype=pl.String),
        words=pl.col("n_words").map_elements("{:,}".format, return_dtype=pl.String),
    )


def with_everybody(tables: ReportTables, rows: pl.DataFrame) -> pl.DataFrame:
    """The printed rows, and the words of all speakers together, known or not: outlets print unequally many."""
    by_outlet = dict(tables.actors.group_by("outlet").agg(pl.col("n_words").sum()).iter_rows())
    sums = {f"in {outlet}": f"{by_outlet.get(outlet, 0):,}" for outlet in cells.outlets_of(tables)}
    last = {"name": "all speakers", "words": f"{sum(by_outlet.values()):,}"} | sums
    return pl.concat([rows, pl.DataFrame([{name: last.get(name, "") for name in rows.columns}])])


def _percent(share: float) -> str:
    return numbers.figure(share, "share", digits=0)


def _names_of(tables: ReportTables) -> list[str]:
    return [f"in {outlet}" for outlet in cells.outlets_of(tables)]

"""Who is quoted most: actors by the words attributed to them, outlet by outlet."""

from collections.abc import Iterator

import polars as pl

from reports import cells, numbers, text
from reports.figures.grid import Column
from reports.figures.strips import Look, across_for
from reports.layout import Page
from reports.pages.flow import Flow
from reports.tables import ReportTables

METRIC = "quote_space.speech_share"
MAX_ACTORS = 15
MAX_LISTED = 25
LISTED = (
    Column("name", "actor", 3.2),
    Column("party", "party", 1.8),
    Column("source_type", "type", 1.3),
    Column("outlets", "outlets", 0.8, "right"),
    Column("articles", "articles", 0.8, "right"),
    Column("attributions", "attributions", 1.0, "right"),
    Column("words", "words", 0.9, "right"),
)


def pages(tables: ReportTables) -> Iterator[Page]:
    """Shares of attributed words of the most quoted actors, and their counts."""
    ranked = ranking(tables.actors)
    flow = Flow(
        title="Who is quoted most",
        lede=lede(tables, ranked),
        note=text.method_note([cells.card_of(tables, METRIC)], tables.manifest)
        + " Shares are of all attributed words, those of unknown speakers included.",
        section="Sources",
    )
    _shares(flow, tables, ranked)
    flow.grid(
        _listed(tables, ranked),
        columns=LISTED,
        subtitle="All outlets together, in counts",
        nothing="No attribution has a speaker that could be identified.",
    )
    yield from flow.pages


def ranking(actors: pl.DataFrame) -> pl.DataFrame:
    """Known actors over all outlets, most attributed words first."""
    known = actors.filter(pl.col("actor_id").is_not_null())
    first = [pl.col(name).drop_nulls().first() for name in ("name", "kind", "source_type", "party")]
    sums = [pl.col(name).sum() for name in ("n_articles", "n_attributions", "n_words")]
    return (
        known.group_by("actor_id")
        .agg(*first, *sums, n_outlets=pl.col("outlet").n_unique())
        .sort("n_words", "actor_id", descending=[True, False])
        .with_columns(name=pl.coalesce("name", "actor_id"))
    )


def lede(tables: ReportTables, ranked: pl.DataFrame) -> str:
    """Who comes first, and how much of the attributed words the first five have."""
    total = int(tables.actors["n_words"].sum() or 0)
    if ranked.is_empty() or not total:
        return "No attribution was found whose speaker could be identified."
    first = ranked.row(0, named=True)
    head = ranked.head(5)
    part = numbers.figure(int(head["n_words"].sum()) / total, "share")
    unknown = int(tables.actors.filter(pl.col("actor_id").is_null())["n_words"].sum() or 0)
    rest = f" {numbers.figure(unknown / total, 'share')} of the words have no identified speaker."
    some = f" The first {head.height} have {part} of all attributed words." if ranked.height > 5 else ""
    return (
        f"{first['name']} is quoted most: {numbers.count(first['n_words'], 'word')} in "
        f"{numbers.count(first['n_articles'], 'article')}, over all outlets.{some}{rest if unknown else ''}"
    )


def _shares(flow: Flow, tables: ReportTables, ranked: pl.DataFrame) -> None:
    shown = ranked.head(MAX_ACTORS)
    names = distinct_names(shown)
    frame = cells.by_group(tables, METRIC, group_by="actor", groups=names, outlets_as_rows=False)
    flow.strips(
        frame,
        look=Look(across=across_for(frame["column"].n_unique()), common_scale=True),
        subtitle="Share of an outlet’s attributed words",
        nothing="No shares are shown: no actor speaks in enough articles of one outlet for a figure with an interval.",
    )


def distinct_names(shown: pl.DataFrame) -> dict[str, str]:
    """Actor id -> name; the id stands behind names that two actors share."""
    twice = set(shown.filter(pl.col("name").is_duplicated())["name"])
    pairs = shown.select("actor_id", "name").iter_rows()
    return {actor: f"{name} ({actor})" if name in twice else str(name) for actor, name in pairs}


def _listed(tables: ReportTables, ranked: pl.DataFrame) -> pl.DataFrame:
    labels = cells.party_labels(tables.parties)
    whole = [pl.col(name).map_elements("{:,}".format, return_dtype=pl.String) for name in ("n_words", "n_attributions")]
    return (
        ranked.head(MAX_LISTED)
        .with_columns(whole)
        .select(
            "name",
            party=pl.col("party").replace(labels).fill_null("–"),
            source_type=pl.col("source_type").str.replace_all("_", " ").fill_null("–"),
            outlets=pl.col("n_outlets").cast(pl.String),
            articles=pl.col("n_articles").cast(pl.String),
            attributions="n_attributions",
            words="n_words",
        )
    )

"""What the articles of a run together know of an actor: gender and source type, where an article itself does not say.

An article that calls somebody "Trump" throughout does not tell that he is a politician; others of the same run do. What most of
those that tell agree on holds for the article that is silent, and outweighs a bare weak noun: where one article has "Central
Bank governor", the "governor" of the others is none of a state. Besides, whoever speaks for an organisation or a person takes
the type that the run gives to these, and the run's own outlets are media.
"""

import polars as pl

from audit.names import slug

AGREEING_SHARE = 0.75
"""Share of the articles that tell an attribute in which it must be the same."""

WEAK_TYPE = "weak_source_type"
"""Evidence of a source type that rests on a noun which says little by itself ("governor"), or on what is merely likely."""

BELONGS_TO = "belongs_to"
"""Evidence that names whom an actor serves or belongs to."""

_FOLLOWING = ("others", "aides", "advisers", "advisors", "allies", "associates", "staff", "team", "campaign")
"""Members of a group that share the type of the one named beside them: "Ann Lee and aides"."""

_WITHOUT_GENDER = ("organisation", "group", "document")
_KEY = ("article_id", "actor_id")


def fill(
    actors: pl.LazyFrame, *, mentions: pl.LazyFrame | None = None, articles: pl.LazyFrame | None = None
) -> pl.LazyFrame:
    """Rows of ``actors`` with run-wide ids; missing attributes filled from what the rest of the run tells.

    Actors known within their article alone (ids with a ``/``) take nothing from other articles.

    Parameters
    ----------
    actors
        the table.
    mentions
        the run's table; tells whom a source belongs to. Without it, nobody takes an organisation's type.
    articles
        the run's table; its outlets are media. Without it, they count as what their names tell.
    """
    columns = actors.collect_schema().names()
    filled = _as_outlets(actors, articles) if articles is not None else actors
    person = (pl.col("kind") == "person").fill_null(value=False)
    filled = filled.with_columns(firm=_is_firm(), person=person)
    filled = _agreed(_agreed(filled, "gender"), "source_type")
    if mentions is not None:
        filled = _agreed(_belonging(filled, mentions), "source_type")
    return _of_members(filled).select(columns)


def _is_firm() -> pl.Expr:
    """Whether an article tells a source type by more than a weak noun."""
    weak = pl.col("evidence").list.eval(pl.element().struct.field("attribute") == WEAK_TYPE).list.any()
    return pl.col("source_type").is_not_null() & ~weak.fill_null(value=False)


def _as_outlets(actors: pl.LazyFrame, articles: pl.LazyFrame) -> pl.LazyFrame:
    """The run's outlets are media, whatever their names were taken for."""
    outlets = articles.select("outlet").unique().drop_nulls().collect()["outlet"]
    known = [name for outlet in outlets for name in (slug(outlet), slug(outlet).removeprefix("the-"))]
    is_outlet = pl.col("actor_id").is_in(known) & (pl.col("kind") == "organisation")
    return actors.with_columns(
        source_type=pl.when(is_outlet).then(pl.lit("media")).otherwise("source_type"),
        evidence=pl.when(is_outlet).then(pl.col("evidence").list.head(0)).otherwise("evidence"),
    )


def _agreed(actors: pl.LazyFrame, name: str) -> pl.LazyFrame:
    """Fill an attribute with the value that enough of the articles give an actor that give any.

    Of source types, those told firmly alone are asked where there are any, and fill weak ones too: of a person those of a person,
    since a name may be a firm's as well.
    """
    if name == "source_type":
        actors = _with_agreed(actors, name, by=["actor_id", "person"])
        better = pl.col("firm_agreed").fill_null(value=False) & ~pl.col("firm")
        taken = pl.when(better).then("agreed").otherwise(pl.coalesce(name, "agreed"))
        actors = actors.with_columns(taken.alias(name), firm=pl.col("firm") | better).drop("agreed", "firm_agreed")
    filled = pl.coalesce(name, pl.when(_may_have(name)).then("agreed"))
    return _with_agreed(actors, name, by=["actor_id"]).with_columns(filled.alias(name)).drop("agreed", "firm_agreed")


def _may_have(name: str) -> pl.Expr:
    """Whether an actor of this kind can have an attribute: no organisation has a gender."""
    without = pl.col("kind").is_in(_WITHOUT_GENDER).fill_null(value=False)
    return ~without if name == "gender" else pl.lit(value=True)


def _with_agreed(actors: pl.LazyFrame, name: str, *, by: list[str]) -> pl.LazyFrame:
    """Add ``agreed``, the value that the articles agree on (null where they do not), and ``firm_agreed``, whether firmly."""
    known = actors.filter(pl.col(name).is_not_null(), ~pl.col("actor_id").str.contains("/", literal=True))
    firm = pl.col("firm") if name == "source_type" else pl.lit(value=True)
    known = known.select(*by, agreed=name, firm_agreed=firm)
    known = known.filter(pl.col("firm_agreed") | ~pl.col("firm_agreed").any().over(by))
    counted = known.group_by(*by, "agreed", "firm_agreed").agg(n=pl.len())
    share = pl.col("n") / pl.col("n").sum().over(by)
    counted = counted.filter(share >= AGREEING_SHARE).drop("n")
    return actors.join(counted, on=by, how="left", maintain_order="left")


def _belonging(actors: pl.LazyFrame, mentions: pl.LazyFrame) -> pl.LazyFrame:
    """Give actors the type of whom they belong to, where they have none, or a weak one and that is firm."""
    places = (
        actors.filter(~pl.col("firm"))
        .select(*_KEY, "evidence")
        .explode("evidence", empty_as_null=False)
        .drop_nulls("evidence")
        .unnest("evidence")
        .filter(pl.col("attribute") == BELONGS_TO)
        .select(*_KEY, "start", "in_title")
    )
    named = mentions.select("article_id", "start", "in_title", whom="actor_id")
    whom = actors.select("article_id", whom="actor_id", lent="source_type", lent_firm="firm").drop_nulls("lent")
    found = (
        places.join(named, on=["article_id", "start", "in_title"])
        .join(whom, on=["article_id", "whom"])
        .filter(pl.col("whom") != pl.col("actor_id"))
        .unique(_KEY, keep="first", maintain_order=True)
        .select(*_KEY, "lent", "lent_firm")
    )
    joined = actors.join(found, on=_KEY, how="left", maintain_order="left")
    better = pl.col("lent_firm").fill_null(value=False)
    taken = pl.when(better).then("lent").otherwise(pl.coalesce("source_type", "lent"))
    return joined.with_columns(source_type=taken, firm=pl.col("firm") | better).drop("lent", "lent_firm")


def _of_members(actors: pl.LazyFrame) -> pl.LazyFrame:
    """Give a group that is named by its members ("Ann Lee and Bo Ray") the type that all of them have."""
    rows = actors.with_row_index("place")
    open_groups = rows.filter(
        pl.col("source_type").is_null(), pl.col("kind") == "group", pl.col("name").str.contains(" and ", literal=True)
    )
    members = open_groups.select("place", "article_id", member=pl.col("name").str.split(" and ")).explode("member")
    members = members.filter(~pl.col("member").is_in(_FOLLOWING))
    named = actors.select(
        "article_id", "source_type", member=pl.concat_list("name", pl.col("names").fill_null([]))
    ).explode("member")
    named = named.drop_nulls("member").unique(["article_id", "member"], keep="first", maintain_order=True)
    kinds = members.join(named, on=["article_id", "member"], how="left").group_by("place")
    agreed = kinds.agg(shared=pl.col("source_type").first(), one=pl.col("source_type").n_unique() == 1)
    joined = rows.join(agreed.filter("one").select("place", "shared"), on="place", how="left", maintain_order="left")
    return joined.with_columns(source_type=pl.coalesce("source_type", "shared")).drop("place", "shared")

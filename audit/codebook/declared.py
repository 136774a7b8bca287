"""Camps by declared support: actors whom no codebook can list by name, and of whom the article says whom they support."""

from collections.abc import Iterable

import polars as pl

from audit.codebook.parties import Party
from audit.model import ActorKind

SUPPORTS = "supports"
"""The attribute of ``actors.evidence`` that tells where a text says whom an actor supports, and the kind of pattern for it."""

_KINDS = [ActorKind.PERSON.value, ActorKind.UNNAMED.value, ActorKind.GROUP.value]
_SPEAK_FOR_OTHERS = ["politician", "media"]
"""Types of sources whose endorsement does not make them part of a camp: they speak for their own party or outlet."""

_OUT_OF_OFFICE = r"(?i)\b(former|retired|ex)\b"


def by_declared_support(
    rows: pl.DataFrame, articles: pl.DataFrame, parties: Iterable[Party], *, order: str
) -> pl.DataFrame:
    """``order`` and ``support_of``: the only party that an actor's words of support name, in the article that has them.

    Parameters
    ----------
    rows
        ``actors`` with a column ``order`` that numbers the rows.
    articles
        ``article_id`` and ``text``, and ``title`` where evidence stands in titles; without ``text`` nothing is found.
    parties
        those with patterns of the kind ``supports``.
    order
        name of the column that numbers the rows.

    Notes
    -----
    Persons and groups only. Politicians and media are left out, and officials in office: what they endorse does not
    make them a part of the camp. Somebody whose words name two parties is in neither.
    """
    patterned = [party for party in parties if party.patterns.get(SUPPORTS)]
    empty = pl.DataFrame(schema={order: rows.schema[order], "support_of": pl.String})
    if not patterned or "text" not in articles.columns or "evidence" not in rows.columns:
        return empty
    words = words_of_support(rows.filter(_may_join()), articles, order=order)
    fits = [
        pl.when(pl.any_horizontal(pl.col("words").str.contains(f"(?i){item}") for item in party.patterns[SUPPORTS]))
        .then(pl.lit(party.id))
        .alias(party.id)
        for party in patterned
    ]
    found = words.select(order, support_of=pl.concat_list(fits).list.drop_nulls()).explode(
        "support_of", empty_as_null=True
    )
    one = found.drop_nulls().group_by(order, maintain_order=True).agg(pl.col("support_of").unique())
    return one.filter(pl.col("support_of").list.len() == 1).with_columns(pl.col("support_of").list.first())


def says_support() -> pl.Expr:
    """Whether a row of ``actors`` has words of support."""
    attributes = pl.col("evidence").list.eval(pl.element().struct.field("attribute") == SUPPORTS)
    return attributes.list.any().fill_null(value=False)


def _may_join() -> pl.Expr:
    """Whether an actor is of a kind and a type that support places in a camp."""
    retired = pl.col("role").str.contains(_OUT_OF_OFFICE).fill_null(value=False)
    kind = pl.col("source_type").fill_null("")
    return pl.col("kind").is_in(_KINDS) & ~kind.is_in(_SPEAK_FOR_OTHERS) & ((kind != "official") | retired)


def words_of_support(rows: pl.DataFrame, articles: pl.DataFrame, *, order: str) -> pl.DataFrame:
    """``order`` and ``words`` of every piece of evidence of support, white space made single."""
    texts = articles if "title" in articles.columns else articles.with_columns(title=pl.lit(None, dtype=pl.String))
    found = (
        rows.select(order, "article_id", "evidence")
        .explode("evidence", empty_as_null=False)
        .drop_nulls("evidence")
        .unnest("evidence")
        .filter(pl.col("attribute") == SUPPORTS)
        .join(texts.select("article_id", "text", "title"), on="article_id", how="inner", maintain_order="left")
    )
    block = pl.when("in_title").then("title").otherwise("text")
    cut = block.str.slice(pl.col("start"), pl.col("end") - pl.col("start"))
    return found.select(order, words=cut.str.replace_all(r"\s+", " "))

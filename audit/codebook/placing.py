"""Put a run's actors into the parties of a codebook."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from difflib import get_close_matches

import polars as pl

from audit.codebook.declared import SUPPORTS, by_declared_support, says_support
from audit.codebook.parties import Codebook, Membership, Party
from audit.model import ActorKind
from audit.names import name_key

_BODIES = [ActorKind.ORGANISATION.value, ActorKind.GROUP.value, ActorKind.DOCUMENT.value]
_LOOKED_FOR = ("name", "role", "organisation")
"""The kinds of patterns that are looked for in the table of actors itself."""

_NEVER_BEGAN, _NEVER_ENDED = date.min, date.max
_ORDER = "order_given"


def assign(actors: pl.DataFrame, articles: pl.DataFrame, codebook: Codebook) -> pl.DataFrame:
    """The actors with their ``party`` (null where the codebook places them nowhere).

    Parameters
    ----------
    actors
        rows of ``actors``; a ``party`` column that is there already is replaced.
    articles
        ``article_id`` and ``published``; where an article has no date, memberships limited in time do not apply.
        ``text`` and ``title`` too where the codebook has patterns of declared support (see :func:`articles_for`).
    codebook
        the parties.

    Notes
    -----
    First members, by name or alias; a membership limited in time counts from its first to its last day. Then patterns, over each
    distinct combination of name, kind and role once. Where none fits, the article's words of declared support.
    """
    rows = actors.drop("party", strict=False).with_row_index(_ORDER)
    dated = rows.join(articles.select("article_id", "published"), on="article_id", how="left")
    keys = _keys(rows)
    dated = dated.join(keys, on=["name", "kind"], how="left")
    members = dated.join(_members(codebook.parties), on="key", how="left")
    begun = (pl.col("begins") == _NEVER_BEGAN) | (pl.col("published") >= pl.col("begins")).fill_null(value=False)
    ended = (pl.col("ends") == _NEVER_ENDED) | (pl.col("published") <= pl.col("ends")).fill_null(value=False)
    placed = members.group_by(_ORDER).agg(
        member=pl.col("member_of").filter(begun & ended).first(), claimed=pl.col("member_of").is_not_null().any()
    )
    rows = rows.join(placed, on=_ORDER, how="left").join(
        _by_pattern(rows, codebook.parties), on=["name", "kind", "role"], how="left", nulls_equal=True
    )
    supporting = by_declared_support(rows, articles, codebook.parties, order=_ORDER)
    rows = rows.join(supporting, on=_ORDER, how="left")
    declared = pl.when(pl.col("n_patterns") == 0).then("support_of")
    party = pl.when("claimed").then("member").otherwise(pl.coalesce("pattern_of", declared))
    return rows.sort(_ORDER).with_columns(party=party).select([*_before_party(actors), "party", *_after_party(actors)])


def articles_for(codebook: Codebook, actors: pl.DataFrame, articles: pl.LazyFrame) -> pl.DataFrame:
    """The columns of ``articles`` that :func:`assign` needs; texts only where the codebook asks for declared support."""
    dates = articles.select("article_id", "published")
    if not any(party.patterns.get(SUPPORTS) for party in codebook.parties):
        return dates.collect()
    declared = actors.filter(says_support())
    texts = articles.select("article_id", "text", "title").join(
        declared.lazy().select("article_id").unique(), on="article_id", how="semi"
    )
    return dates.join(texts, on="article_id", how="left", maintain_order="left").collect()


def _before_party(actors: pl.DataFrame) -> list[str]:
    columns = actors.columns
    return columns[: columns.index("party")] if "party" in columns else columns


def _after_party(actors: pl.DataFrame) -> list[str]:
    columns = actors.columns
    return columns[columns.index("party") + 1 :] if "party" in columns else []


def _keys(rows: pl.DataFrame) -> pl.DataFrame:
    spellings = rows.select("name", "kind").unique()
    keys = [name_key(name or "", kind or "") for name, kind in spellings.iter_rows()]
    return spellings.with_columns(key=pl.Series(keys, dtype=pl.String))


def _members(parties: Iterable[Party]) -> pl.DataFrame:
    """``key`` of every member's name and alias with the party and the dates."""
    rows = [
        (key, party.id, dates.begins or _NEVER_BEGAN, dates.ends or _NEVER_ENDED)
        for party in parties
        for member in party.members
        for dates in [party.dates.get(member, Membership())]
        for key in _spellings(party, member)
    ]
    schema = {"key": pl.String, "member_of": pl.String, "begins": pl.Date, "ends": pl.Date}
    return pl.DataFrame(rows, schema=schema, orient="row").unique(maintain_order=True)


def _spellings(party: Party, member: str) -> list[str]:
    names = (member, *party.aliases.get(member, ()))
    return list(dict.fromkeys(name_key(name, kind) for name in names for kind in (ActorKind.PERSON, ActorKind.GROUP)))


def _by_pattern(rows: pl.DataFrame, parties: Iterable[Party]) -> pl.DataFrame:
    """``pattern_of`` for every distinct name, kind and role: the only party any of whose patterns is found there.

    ``n_patterns`` counts the parties with such a pattern.
    """
    distinct = rows.select("name", "kind", "role").unique()
    fits = []
    for party in parties:
        found = [_fits(kind, item) for kind in _LOOKED_FOR for item in party.patterns.get(kind, ())]
        if found:
            fits.append(pl.when(pl.any_horizontal(found)).then(pl.lit(party.id)))
    if not fits:
        return distinct.with_columns(pattern_of=pl.lit(None, dtype=pl.String), n_patterns=0)
    return (
        distinct.with_columns(fit=pl.concat_list(fits).list.drop_nulls())
        .with_columns(
            pattern_of=pl.when(pl.col("fit").list.len() == 1).then(pl.col("fit").list.first()),
            n_patterns=pl.col("fit").list.len(),
        )
        .drop("fit")
    )


def _fits(kind: str, pattern: str) -> pl.Expr:
    """Whether a pattern of a kind (``name``, ``role``, ``organisation``) is found in a row of ``actors``."""
    if kind == "organisation":
        return pl.col("kind").is_in(_BODIES) & _found("name", pattern)
    return _found(kind, pattern)


def _found(column: str, pattern: str) -> pl.Expr:
    return pl.col(column).str.contains(f"(?i){pattern}").fill_null(value=False)


NAMED = 3
"""So many unseen members are named in a warning; the codebook has the rest."""


def unmatched_members(actors: pl.DataFrame, codebook: Codebook) -> list[str]:
    """Warnings of members that no actor of the run matches: one each where names near theirs were seen, else one a party."""
    keys = _keys(actors.select("name", "kind"))
    seen = dict(zip(keys["key"].to_list(), keys["name"].to_list(), strict=True))
    warnings = []
    for party in codebook.parties:
        unseen = [member for member in party.members if seen.keys().isdisjoint(_spellings(party, member))]
        near = {member: get_close_matches(_spellings(party, member)[0], seen, n=3, cutoff=0.75) for member in unseen}
        warnings += [_misspelt(member, party, [seen[key] for key in keys]) for member, keys in near.items() if keys]
        absent = [member for member, keys in near.items() if not keys]
        warnings += [_absent(absent, party)] if absent else []
    return warnings


def doubtful_patterns(actors: pl.DataFrame, codebook: Codebook) -> list[str]:
    """Warnings of patterns that find nobody in the run, one a party, and of actors whom the patterns of several parties fit."""
    distinct = actors.select("name", "kind", "role").unique()
    warnings = []
    for party in codebook.parties:
        looked_for = [(kind, item) for kind in _LOOKED_FOR for item in party.patterns.get(kind, ())]
        idle = [f"{kind} '{item}'" for kind, item in looked_for if distinct.filter(_fits(kind, item)).is_empty()]
        if idle:
            named = ", ".join(idle[:NAMED]) + (f" and {len(idle) - NAMED} more" if len(idle) > NAMED else "")
            warnings.append(
                f"codebook: {len(idle)} of {len(looked_for)} patterns of party {party.id!r} find nobody in the run: {named}"
            )
    return [*warnings, *_contested(distinct, codebook.parties)]


def _contested(distinct: pl.DataFrame, parties: Sequence[Party]) -> Iterator[str]:
    """The actors without a party because the patterns of several fit them, and no list of members names them."""
    listed = {key for party in parties for member in party.members for key in _spellings(party, member)}
    both = _by_pattern(distinct, parties).filter(pl.col("n_patterns") > 1).sort("name", "role", nulls_last=True)
    names = both.join(_keys(both), on=["name", "kind"], how="left", maintain_order="left").filter(
        ~pl.col("key").is_in(listed)
    )["name"]
    seen = [str(name) for name in names.drop_nulls().unique(maintain_order=True)]
    if seen:
        named = ", ".join(seen[:NAMED]) + (f" and {len(seen) - NAMED} more" if len(seen) > NAMED else "")
        yield (
            f"codebook: the patterns of several parties fit {named}, who stay{'s' if len(seen) == 1 else ''} without party; list "
            "them as members where they belong, or narrow the patterns"
        )


def _misspelt(member: str, party: Party, near: list[str]) -> str:
    return (
        f"codebook: member {member!r} of party {party.id!r} is never seen in the run; near names seen: {', '.join(near)} "
        "(if one of them is meant, add it to the member's aliases)"
    )


def _absent(members: list[str], party: Party) -> str:
    named = ", ".join(members[:NAMED]) + (f" and {len(members) - NAMED} more" if len(members) > NAMED else "")
    return f"codebook: {len(members)} of {len(party.members)} members of party {party.id!r} are never seen in the run: {named}"

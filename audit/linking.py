"""One id for one actor over a run: full names first, then what the run leaves no doubt about.

How an actor of an article gets its id (column ``linked_by`` of :func:`link_actors`):

``alias``
    its name is a member's name or alias in the codebook, which wins over all.
``name``
    its name has two words or more, or is a single word that nothing longer explains: the same name is the same actor.
``short``
    a surname, acronym or other short form: in the run's articles that give both, it stands for one full name in nine of ten or
    more, or only one full name fits it at all. What an article takes for an organisation ("Ford") stands for a person only if
    the form is a person's in nine of ten articles.
``article``
    an actor without a name (an unnamed source, "the Finance Minister", a group or a document): known only within its article.
``undecided``
    a short form that fits several full names; it stays apart, within its article.

Ids are slugs of the name (``donald-trump``); within an article ``KIND/ARTICLE/slug`` (``unnamed/a17/senior-official``), numbered
from the second of a kind on (``…-2``). They depend on the names of the run alone, not on the order of articles or the number of
workers.
"""

from collections.abc import Mapping, Sequence

import polars as pl

from audit.model import ActorKind
from audit.names import initials_of, name_key, slug

DECIDED_SHARE = 0.9
"""Share of the articles giving both forms in which a short form must stand for the same full name."""

SHORTEST_ACRONYM = 3
"""Letters of an acronym that may stand for a full name on its spelling alone."""

SHORTEST_SURNAME = 2
"""Letters of a surname of which the same holds: "X" is seldom Malcolm X."""

_COLUMNS = ("article_id", "local_id", "actor_id", "name", "linked_by")


def link_actors(actors: pl.LazyFrame | pl.DataFrame, *, aliases: Mapping[str, Sequence[str]]) -> pl.DataFrame:
    """Give every actor of every article its id and name in the run.

    Parameters
    ----------
    actors
        rows of ``actors`` with ids local to their article.
    aliases
        a canonical name -> other names of the same actor.

    Returns
    -------
    polars.DataFrame
        ``article_id``, ``local_id``, ``actor_id``, ``name``, ``linked_by``; one row an actor, in the order given.
    """
    columns = ["article_id", "actor_id", "name", "kind", "named", "gender", "names"]
    rows = actors.lazy().select(columns).rename({"actor_id": "local_id"}).collect().with_row_index("row")
    if rows.is_empty():
        return pl.DataFrame(schema=dict.fromkeys(_COLUMNS, pl.String))
    rows = _keyed(rows)
    named = _resolved(rows.filter("named"), aliases)
    local = _within_article(pl.concat([rows.filter(~pl.col("named")), named.filter("undecided").select(rows.columns)]))
    known = _titled(named.filter(~pl.col("undecided")), aliases)
    return pl.concat([known, local]).sort("row").select(_COLUMNS)


def _keyed(rows: pl.DataFrame) -> pl.DataFrame:
    """Add ``key``, whether it is ``short`` (one word), and let only those count as ``named`` that bear a name."""
    bears = pl.col("names").list.len().fill_null(0) > 0
    rows = rows.with_columns(named=bears, shape=_shape())
    spellings = rows.select("name", "shape").unique()
    keys = [name_key(name, shape) for name, shape in spellings.iter_rows()]
    spellings = spellings.with_columns(key=pl.Series(keys, dtype=pl.String))
    return rows.join(spellings, on=["name", "shape"], how="left", maintain_order="left").with_columns(
        short=~pl.col("key").str.contains(" ")
    )


def _shape() -> pl.Expr:
    """Persons' names lose middle names in the key, all others keep every word."""
    person = pl.col("kind") == ActorKind.PERSON.value
    return pl.when(person).then(pl.lit(ActorKind.PERSON.value)).otherwise(pl.lit(ActorKind.ORGANISATION.value))


def _resolved(rows: pl.DataFrame, aliases: Mapping[str, Sequence[str]]) -> pl.DataFrame:
    """Add ``identity`` (the full name's key), ``linked_by`` and ``undecided``."""
    table = alias_table(aliases)
    rows = rows.join(table, on="key", how="left", maintain_order="left")
    rows = rows.with_columns(identity=pl.coalesce("canonical", pl.when(~pl.col("short")).then("key")))
    short = rows.filter(pl.col("identity").is_null())
    chosen = _short_forms(short, rows, table)
    rows = rows.join(chosen, on="key", how="left", maintain_order="left")
    likely = ~pl.col("of_person") | (pl.col("kind") == ActorKind.PERSON.value) | pl.col("is_persons")
    by_short = pl.col("identity").is_null() & (pl.col("n_full") > 0) & likely
    undecided = by_short & pl.col("full").is_null()
    return rows.with_columns(
        undecided=undecided.fill_null(value=False),
        linked_by=pl.when(pl.col("canonical").is_not_null())
        .then(pl.lit("alias"))
        .when(by_short)
        .then(pl.lit("short"))
        .otherwise(pl.lit("name")),
        identity=pl.coalesce("identity", pl.when(by_short).then("full"), "key"),
    )


def alias_table(aliases: Mapping[str, Sequence[str]]) -> pl.DataFrame:
    """``key`` of every name and alias with the ``canonical`` key and ``title`` (the name as the codebook writes it)."""
    found: dict[str, tuple[str, str]] = {}
    for name, others in aliases.items():
        for spelling in (name, *others):
            for kind in (ActorKind.PERSON, ActorKind.ORGANISATION):
                found.setdefault(name_key(spelling, kind), (name_key(name), name))
    items = [(key, canonical, title) for key, (canonical, title) in found.items()]
    return pl.DataFrame(items, schema={"key": pl.String, "canonical": pl.String, "title": pl.String}, orient="row")


def _short_forms(short: pl.DataFrame, rows: pl.DataFrame, table: pl.DataFrame) -> pl.DataFrame:
    """What every short key can stand for.

    ``full``: the only full name (null if in doubt); ``n_full``: how many fit; ``of_person``: whether they are persons' names;
    ``is_persons``: whether the form is, wherever it occurs.
    """
    identities = rows.filter(pl.col("identity").is_not_null())
    forms = _one_word_forms(rows)
    votes = forms.drop_nulls("identity").group_by("key", "identity").agg(articles=pl.col("article_id").n_unique())
    labels = forms.group_by("key").agg((pl.col("person").mean() >= DECIDED_SHARE).alias("is_persons"))
    people = identities.filter(pl.col("kind") == ActorKind.PERSON.value)["identity"]
    full = pl.concat([identities["identity"], table["canonical"]])
    fitting = _fitting(full.unique(), people=pl.concat([people, table["canonical"]]).unique())
    merged = fitting.join(votes, on=["key", "identity"], how="full", coalesce=True).with_columns(
        pl.col("articles").fill_null(0)
    )
    merged = merged.join(short.select("key").unique(), on="key", how="semi")
    share = pl.col("articles").max() / pl.col("articles").sum()
    decided = (pl.len() == 1) | ((pl.col("articles").sum() > 0) & (share >= DECIDED_SHARE))
    best = pl.col("identity").sort_by(["articles", "identity"], descending=[True, False]).first()
    of_person = pl.col("identity").is_in(people.implode()).any()
    found = merged.group_by("key").agg(n_full=pl.len(), full=pl.when(decided).then(best), of_person=of_person)
    return found.join(labels, on="key", how="left")


def _one_word_forms(rows: pl.DataFrame) -> pl.DataFrame:
    """Article, identity, ``key`` and whether it is a person, for each form of one word that an actor of an article has."""
    person = pl.col("kind") == ActorKind.PERSON.value
    return (
        rows.select("article_id", "identity", person=person, form=pl.col("names"))
        .explode("form")
        .drop_nulls("form")
        .with_columns(key=pl.col("form").str.to_lowercase().str.replace_all(r"[.'’]|^the ", ""))
        .drop("form")
        .filter(~pl.col("key").str.contains(" "))
        .unique()
    )


def _fitting(identities: pl.Series, *, people: pl.Series) -> pl.DataFrame:
    """Short forms that a full name allows of itself: a person's surname, and the acronym of several words."""
    frame = pl.DataFrame({"identity": identities}).filter(pl.col("identity").str.contains(" "))
    acronyms = pl.Series([initials_of(name) for name in frame["identity"]], dtype=pl.String)
    persons = pl.DataFrame({"identity": people}).filter(pl.col("identity").str.contains(" "))
    last = persons.select(pl.col("identity").str.split(" ").list.last().alias("key"), "identity")
    last = last.filter(pl.col("key").str.len_chars() >= SHORTEST_SURNAME)
    short = frame.select(acronyms.alias("key"), "identity").filter(pl.col("key").str.len_chars() >= SHORTEST_ACRONYM)
    return pl.concat([last, short]).unique()


def _titled(rows: pl.DataFrame, aliases: Mapping[str, Sequence[str]]) -> pl.DataFrame:
    """Add the run's id and name: the codebook's spelling, else the commonest (of equals: fewest odd marks, longest)."""
    titles = {name_key(name): name for name in aliases}
    spelled = (
        rows.filter(pl.col("key") == pl.col("identity"))
        .group_by("identity", "name")
        .agg(n=pl.len())
        .with_columns(marks=pl.col("name").str.count_matches(r"[^\p{L}\s.-]"), length=pl.col("name").str.len_chars())
        .sort("identity", "n", "marks", "length", "name", descending=[False, True, False, True, False])
        .group_by("identity", maintain_order=True)
        .agg(common=pl.col("name").first())
    )
    unique = rows.select("identity").unique()
    ids = pl.DataFrame(
        {
            "identity": unique["identity"],
            "run_id": pl.Series([slug(key) for key in unique["identity"]], dtype=pl.String),
            "given": pl.Series([titles.get(key) for key in unique["identity"]], dtype=pl.String),
        }
    )
    rows = rows.join(ids, on="identity", how="left").join(spelled, on="identity", how="left")
    return rows.select(
        "row",
        "article_id",
        "local_id",
        actor_id="run_id",
        name=pl.coalesce("given", "common", "name"),
        linked_by="linked_by",
    )


def _within_article(rows: pl.DataFrame) -> pl.DataFrame:
    """Ids of actors that are known in their article alone."""
    unique = rows.select("name").unique()
    slugs = unique.with_columns(slug=pl.Series([slug(name) for name in unique["name"]], dtype=pl.String))
    rows = rows.join(slugs, on="name", how="left").sort("row")
    number = pl.int_range(pl.len()).over("article_id", "kind", "slug") + 1
    suffix = pl.when(number > 1).then(pl.format("-{}", number)).otherwise(pl.lit(""))
    status = pl.when(pl.col("named")).then(pl.lit("undecided")).otherwise(pl.lit("article"))
    return rows.select(
        "row",
        "article_id",
        "local_id",
        actor_id=pl.format("{}/{}/{}", "kind", "article_id", "slug") + suffix,
        name="name",
        linked_by=status,
    )

"""The actors that matter in a run, ready to be sorted into parties."""

from pathlib import Path

import polars as pl

from audit import tables
from audit.codebook.declared import says_support, words_of_support

COLUMNS = (
    "actor_id",
    "name",
    "kind",
    "role",
    "source_type",
    "party",
    "n_articles",
    "n_attributions",
    "n_words",
    "n_mentions",
    "supports",
    "sample",
)
_SAMPLE_CHARS = 240
_MORE = (
    """# aliases = {"Jane Doe" = ["The Owl"]}  # other names of members""",
    r"""# patterns = {role = ['\bgreen mp\b']}  # looked for in roles; in single quotation marks (docs/codebook.md)""",
)
"""What else a party may have, for those who have not read that page."""

_AUTHOR = "/author"
"""How the ids of those end who speak as "I" in an article of their own; a codebook that listed them would mean all of them."""


def suggest(run: Path, *, top: int = 40, named_only: bool = True) -> pl.DataFrame:
    """The most quoted and mentioned actors of a run.

    Parameters
    ----------
    run
        folder of an annotated run.
    top
        how many actors.
    named_only
        leave out unnamed sources, groups and documents, which are known within their article alone, and whoever speaks as the
        author of an article.

    Returns
    -------
    polars.DataFrame
        ``actor_id``, ``name``, ``kind``, ``role`` and ``source_type`` (the commonest), ``party`` (of the present codebook),
        ``n_articles``, ``n_attributions``, ``n_words`` (attributed; both in bodies, as reports count them), ``n_mentions``,
        ``supports`` (the first words that say whom it supports), ``sample`` (a sentence that mentions it); by words attributed,
        then mentions, then name.
    """
    actors = tables.scan(run, "actors")
    if named_only:
        actors = actors.filter("named", ~pl.col("actor_id").str.ends_with(_AUTHOR))
    known = actors.group_by("actor_id").agg(
        *(pl.col(name).drop_nulls().mode().sort().first() for name in ("name", "kind", "role", "source_type", "party")),
        n_articles=pl.col("article_id").n_unique(),
    )
    quoted = (
        tables.scan(run, "attributions")
        .filter(~pl.col("in_title"))
        .drop_nulls("actor_id")
        .group_by("actor_id")
        .agg(n_attributions=pl.len(), n_words=pl.col("n_words").sum())
    )
    mentioned = tables.scan(run, "mentions").group_by("actor_id").agg(n_mentions=pl.len())
    found = known.join(quoted, on="actor_id", how="left").join(mentioned, on="actor_id", how="left")
    found = found.with_columns(pl.col("n_attributions", "n_words", "n_mentions").fill_null(0))
    order = ["n_words", "n_mentions", "name", "actor_id"]
    first = found.sort(order, descending=[True, True, False, False]).head(top).collect()
    for more in (_declared(run, first["actor_id"]), _samples(run, first["actor_id"])):
        first = first.join(more, on="actor_id", how="left", maintain_order="left")
    return first.select(COLUMNS)


def _declared(run: Path, actor_ids: pl.Series) -> pl.DataFrame:
    """The first words by which an article says whom each actor supports."""
    rows = tables.scan(run, "actors").filter(pl.col("actor_id").is_in(actor_ids.implode())).collect()
    rows = rows.filter(says_support()).sort("article_id").with_row_index("row")
    texts = tables.scan(run, "articles").join(rows.lazy().select("article_id").unique(), on="article_id", how="semi")
    words = words_of_support(rows, texts.select("article_id", "text", "title").collect(), order="row")
    found = rows.select("row", "actor_id").join(words, on="row", maintain_order="left")
    return found.group_by("actor_id", maintain_order=True).agg(supports=pl.col("words").first())


def _samples(run: Path, actor_ids: pl.Series) -> pl.DataFrame:
    """A sentence of the body for each actor: the first of middling length that calls it by name."""
    sentences = tables.scan(run, "sentences").select("article_id", "sentence_id", "start", "end", "n_words", "in_title")
    texts = tables.scan(run, "articles").select("article_id", "text")
    wanted = tables.scan(run, "mentions").filter(
        pl.col("actor_id").is_in(actor_ids.implode()), pl.col("form") == "name"
    )
    wanted = wanted.select("article_id", "sentence_id", "actor_id").unique()
    fitting = (pl.col("n_words") < 8).cast(pl.Int8) + (pl.col("n_words") > 40).cast(pl.Int8)
    first = (
        wanted.join(sentences, on=["article_id", "sentence_id"])
        .filter(~pl.col("in_title"))
        .with_columns(unfit=fitting)
        .sort("unfit", "article_id", "sentence_id")
        .group_by("actor_id", maintain_order=True)
        .first()
        .join(texts, on="article_id")
        .collect()
    )
    sample = [_squeezed(row["text"][row["start"] : row["end"]]) for row in first.iter_rows(named=True)]
    return first.select("actor_id").with_columns(sample=pl.Series(sample, dtype=pl.String))


def _squeezed(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SAMPLE_CHARS else f"{words[: _SAMPLE_CHARS - 1]}…"


def as_toml(suggested: pl.DataFrame, *, title: str = "") -> str:
    """A codebook to be filled in: one party to rename, every suggested actor a member commented out."""
    lines = [
        f'title = "{_escaped(title)}"',
        "",
        "# Make one table for each party; move the members where they belong and take the # away.",
        "[party.first]",
        'label = "First party"',
        "members = [",
    ]
    for row in suggested.unique("name", keep="first", maintain_order=True).iter_rows(named=True):
        about = ", ".join(str(row[name]) for name in ("role", "source_type") if row[name])
        n_articles = row["n_articles"]
        counts = f"{row['n_words']:,} words attributed, seen in {n_articles:,} article{'' if n_articles == 1 else 's'}"
        lines.append(f'    # "{_escaped(row["name"])}",  # {" ".join(f"{about}; {counts}".lstrip("; ").split())}')
    return "\n".join([*lines, "]", *_MORE, ""])


def _escaped(text: str) -> str:
    return " ".join(text.replace("\\", "\\\\").replace('"', '\\"').split())

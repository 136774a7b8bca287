"""The words that set outlets apart, and those of the sentences about a party: weighted log-odds with a Dirichlet prior.

For word w in group i against all other groups j, with counts y, sizes n and a prior a of the corpus' own frequencies [1]_,

    delta = log((y_iw + a_w) / (n_i + a - y_iw - a_w)) - log((y_jw + a_w) / (n_j + a - y_jw - a_w))
    z     = delta / sqrt(1 / (y_iw + a_w) + 1 / (y_jw + a_w))

The prior is worth as many words as an average group has. It keeps words that are rare everywhere from the top, and z keeps
those down whose odds rest on few uses. Words come in bursts, an article about whales says "whale" often, so z overstates:
a word must stand in three articles of the group, and the table is to be read as a list of suggestions, not of tests.

References
----------
.. [1] Monroe, B. L., Colaresi, M. P. & Quinn, K. M. (2008). Fightin' words: lexical feature selection and evaluation for
   identifying the content of political conflict. Political Analysis 16(4), equations 15, 16, 20 and 22.
"""

import re
from collections.abc import Iterator

import polars as pl

from metrics.function_words import FUNCTION_WORDS

OUTLET, PARTY = "outlet", "party"
MINIMUM_ARTICLES = 3
NOTABLE_Z = 1.959964  # two-sided 5 % of the normal distribution
LIMIT = 100  # words kept for each group and direction
COURTESY = frozenset({"mr", "mrs", "ms", "mx", "messrs"})  # whether to write them is a matter of house style
STYLE_SHARE, STYLE_ELSEWHERE = (
    0.5,
    0.05,
)  # a word in half of an outlet's articles and hardly any of the others' is its style
_BATCH = 4000
_WORD = r"[\p{L}]+(?:['’-][\p{L}]+)*"
DISTINCTIVE = pl.Schema(
    {
        "group_by": pl.String,
        "group": pl.String,
        "word": pl.String,
        "n": pl.UInt32,
        "n_rest": pl.UInt32,
        "n_articles": pl.UInt32,
        "log_odds": pl.Float64,
        "z": pl.Float64,
        "is_name": pl.Boolean,
    }
)


def distinctive_words(
    articles: pl.LazyFrame,
    actors: pl.LazyFrame,
    *,
    mentions: pl.LazyFrame | None = None,
    sentences: pl.LazyFrame | None = None,
    keep_style: bool = False,
) -> pl.DataFrame:
    """Words that an outlet's articles, or the sentences that mention a party, have more or less than the rest.

    Parameters
    ----------
    articles
        article_id, outlet, text, authors.
    actors
        article_id, actor_id, names, party.
    mentions, sentences
        where given, parties' sentences are compared as well: article_id, sentence_id, actor_id, in_title, and article_id,
        sentence_id, start, end.
    keep_style
        whether to keep Mr and Ms, words of the outlets' and authors' names, and words that stand in most articles of
        one outlet and hardly any of the others' (datelines, house phrases).

    Returns
    -------
    pl.DataFrame
        columns of :data:`DISTINCTIVE`, for each group the 100 highest and 100 lowest z beyond 1.96; ``is_name`` says that
        the word is part of an actor's name.
    """
    texts = articles.select("article_id", "text", group=pl.col("outlet").fill_null("(unknown)"))
    counts = _count(texts)
    if not keep_style:
        counts = _without_style(counts, articles)
    found = [_scored(counts, OUTLET)]
    if mentions is not None and sentences is not None:
        found.append(_scored(_count(_party_sentences(articles, actors, mentions, sentences)), PARTY))
    table = pl.concat(found).with_columns(is_name=pl.col("word").is_in(_name_words(actors)))
    return table.select(pl.col(name).cast(kind) for name, kind in DISTINCTIVE.items())


def log_odds(counts: pl.DataFrame) -> pl.DataFrame:
    """Add n_rest, log_odds and z to counts of group, word, n: every group against all others together."""
    whole = counts.group_by("word").agg(n_corpus=pl.col("n").sum())
    sizes = counts.group_by("group").agg(size=pl.col("n").sum())
    n_groups, total = len(sizes), int(sizes["size"].sum())
    every = (
        sizes.join(whole, how="cross")
        .join(counts, on=["group", "word"], how="left")
        .with_columns(pl.col("n").fill_null(0))
    )
    prior_size = total / max(n_groups, 1)
    prior = prior_size * pl.col("n_corpus") / total
    here, rest = pl.col("n") + prior, pl.col("n_corpus") - pl.col("n") + prior
    odds_here = (here / (pl.col("size") + prior_size - here)).log()
    odds_rest = (rest / (total - pl.col("size") + prior_size - rest)).log()
    scored = every.with_columns(
        n_rest=pl.col("n_corpus") - pl.col("n"), log_odds=odds_here - odds_rest, deviation=(1 / here + 1 / rest).sqrt()
    )
    return scored.with_columns(z=pl.col("log_odds") / pl.col("deviation")).drop("deviation", "size", "n_corpus")


def _scored(counts: pl.DataFrame, group_by: str) -> pl.DataFrame:
    """The notable words of every group; none where there is one group only."""
    schema = {name: kind for name, kind in DISTINCTIVE.items() if name != "is_name"}
    if counts["group"].n_unique() < 2:
        return pl.DataFrame(schema=schema)
    held = counts.group_by("word").agg(n_holding=pl.col("n_articles").sum())
    common = held.filter(pl.col("n_holding") >= MINIMUM_ARTICLES).select("word")
    scored = log_odds(counts.select("group", "word", "n").join(common, on="word"))
    scored = scored.join(counts.select("group", "word", "n_articles"), on=["group", "word"], how="left")
    scored = scored.join(held, on="word").with_columns(pl.col("n_articles").fill_null(0))
    elsewhere = pl.col("n_holding") - pl.col("n_articles")
    enough = pl.when(pl.col("z") > 0).then(pl.col("n_articles")).otherwise(elsewhere) >= MINIMUM_ARTICLES
    notable = scored.filter(enough & (pl.col("z").abs() >= NOTABLE_Z)).sort(
        "group", pl.col("z").abs(), "word", descending=[False, True, False]
    )
    kept = notable.group_by("group", more=pl.col("z") > 0, maintain_order=True).head(LIMIT)
    return kept.with_columns(group_by=pl.lit(group_by)).select(pl.col(name).cast(kind) for name, kind in schema.items())


def _count(texts: pl.LazyFrame) -> pl.DataFrame:
    """Uses and articles of every word by group: group, word, n, n_articles; function words and figures are left out."""
    parts = [_count_batch(batch) for batch in _batches(texts)]
    empty = pl.DataFrame(schema={"group": pl.String, "word": pl.String, "n": pl.UInt32, "n_articles": pl.UInt32})
    return (
        pl.concat([empty, *parts]).group_by("group", "word").agg(pl.col("n", "n_articles").sum()).sort("group", "word")
    )


def _batches(texts: pl.LazyFrame) -> Iterator[pl.DataFrame]:
    n_texts = texts.select(pl.len()).collect().item()
    for start in range(0, n_texts, _BATCH):
        yield texts.slice(start, _BATCH).collect()


def _count_batch(batch: pl.DataFrame) -> pl.DataFrame:
    words = batch.select(
        "article_id", "group", word=pl.col("text").fill_null("").str.to_lowercase().str.extract_all(_WORD)
    )
    said = words.explode("word").drop_nulls("word").with_columns(_base("word"))
    content = said.filter(~pl.col("word").is_in(FUNCTION_WORDS) & (pl.col("word").str.len_chars() > 1))
    by_article = content.group_by("article_id", "group", "word").len("n")
    return by_article.group_by("group", "word").agg(pl.col("n").sum(), n_articles=pl.len().cast(pl.UInt32))


def _base(name: str) -> pl.Expr:
    """Without typographic apostrophes and the possessive."""
    return pl.col(name).str.replace_all("’", "'").str.strip_suffix("'s")


def _without_style(counts: pl.DataFrame, articles: pl.LazyFrame) -> pl.DataFrame:
    """Drop courtesy titles, words of outlets' and authors' names, and those that only one outlet uses, and nearly always."""
    names = (
        articles.select(pl.col("outlet").fill_null(""), pl.col("authors").list.join(" ").fill_null(""))
        .unique()
        .collect()
    )
    own = {word for name in [*names["outlet"], *names["authors"]] for word in _words(name)}
    sizes = articles.group_by(group=pl.col("outlet").fill_null("(unknown)")).len("n_in").collect()
    total = int(sizes["n_in"].sum())
    spread = counts.join(sizes, on="group").with_columns(held=pl.col("n_articles").sum().over("word"))
    share = pl.col("n_articles") / pl.col("n_in")
    elsewhere = (pl.col("held") - pl.col("n_articles")) / pl.max_horizontal(total - pl.col("n_in"), 1)
    habit = spread.filter((share >= STYLE_SHARE) & (elsewhere <= STYLE_ELSEWHERE) & (pl.col("n_in") < total)).select(
        "word"
    )
    return counts.filter(~pl.col("word").is_in(own | set(habit["word"]) | COURTESY))


def _words(name: str) -> set[str]:
    """Words of a name, apart and written as one: "Huff-Post" is huff, post, huff-post and huffpost."""
    words = [word for word in re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", name.lower()) if word]
    parts = [part for word in words for part in word.split("-")]
    return {*words, *parts, "".join(parts)}


def _name_words(actors: pl.LazyFrame) -> set[str]:
    """Words that begin with a capital in actors' names."""
    names = actors.select(pl.col("names").explode()).drop_nulls().unique()
    words = names.select(word=pl.col("names").str.extract_all(r"\p{Lu}[\p{L}'’-]*")).explode("word").drop_nulls()
    return set(words.select(pl.col("word").str.to_lowercase()).select(_base("word")).unique().collect()["word"])


def _party_sentences(
    articles: pl.LazyFrame, actors: pl.LazyFrame, mentions: pl.LazyFrame, sentences: pl.LazyFrame
) -> pl.LazyFrame:
    """Body sentences that mention members of just one party: article_id, group, text."""
    member = actors.filter(pl.col("party").is_not_null()).select("article_id", "actor_id", "party").unique()
    mentioned = mentions.filter(~pl.col("in_title")).join(member, on=["article_id", "actor_id"])
    about = mentioned.group_by("article_id", "sentence_id").agg(parties=pl.col("party").unique())
    alone = about.filter(pl.col("parties").list.len() == 1).with_columns(group=pl.col("parties").list.first())
    placed = alone.join(sentences.select("article_id", "sentence_id", "start", "end"), on=["article_id", "sentence_id"])
    length = pl.col("end") - pl.col("start")
    return placed.join(articles.select("article_id", "text"), on="article_id").select(
        "article_id", "group", text=pl.col("text").str.slice(pl.col("start"), length)
    )

"""Show a run: its PDF report, and single articles with their evidence."""

from pathlib import Path

import polars as pl
from rich.console import Console

import reports
from audit import manifest, tables
from audit.errors import SettingsError
from audit.hand_coding.kept import kept
from audit.workflow.models import model_cards
from audit.workflow.options import Listener, Silent
from metrics.registry import declarations
from metrics.standing import standing
from metrics.tone import told_tones
from metrics.variants import VARIANTS
from reports import ReportTables
from reports.cells import outlets_have_figures
from reports.tables import (
    ACTORS,
    DISTINCTIVE,
    MAX_ARTICLES,
    PARTS,
    TOLD,
    TRUST,
    UNDECIDED,
    UNSURE,
    VERBS,
    PartyCard,
    VariantCard,
)
from reports.tone_evidence import TONES

REPORT = "report.pdf"
N_NEAR = 5
FEW = 4  # so many articles are shown one by one even where outlets have figures

IS_UNDECIDED = (
    pl.col("named").fill_null(value=False) & pl.col("actor_id").str.contains("/") & (pl.col("names").list.len() > 0)
)
"""A name with an id of its article alone: it fits several full names of the run (``audit.linking``, ``undecided``)."""


def report(out: Path, *, title: str | None = None, listener: Listener | None = None) -> Path:
    """Draw ``DIR/report.pdf`` from the tables of a scored run, and write its figures to ``DIR/report.csv``."""
    (listener or Silent()).stage("draw")
    drawn = report_tables(out, title=title)
    reports.render_csv(drawn, path=(out / REPORT).with_suffix(".csv"))
    return reports.render_pdf(drawn, path=out / REPORT)


def report_tables(out: Path, *, title: str | None = None) -> ReportTables:
    """What the report is drawn from: the run's estimates, and counts over its attributions."""
    entries = manifest.read(out)
    codebook = entries.get("codebook") or {}
    distinctive = out / "tables" / "distinctive.parquet"
    spoken, estimates, robustness = _spoken(out), tables.read(out, "estimates"), tables.read(out, "robustness")
    single = _shown_one_by_one(out, estimates)
    return ReportTables(
        title=title or codebook.get("title") or f"Media audit of {out.resolve().name}",
        articles=tables.scan(out, "articles").drop("text").collect(),
        estimates=estimates,
        scores=tables.scan(out, "scores").filter(pl.col("article_id").is_in(single)).collect(),
        tones=_told(out, single) if not outlets_have_figures(estimates) else pl.DataFrame(schema=TOLD),
        differences=tables.read(out, "differences"),
        rejects=tables.read(out, "rejects"),
        actors=_sources(spoken),
        verbs=_verbs(spoken),
        kinds=_kinds(spoken),
        trust=_trust(spoken, _quoted(out)),
        undecided=_undecided(out, spoken),
        distinctive=pl.read_parquet(distinctive) if distinctive.exists() else pl.DataFrame(schema=DISTINCTIVE),
        manifest=entries,
        metrics=reports.cards_of(declarations().values()),
        parties=tuple(PartyCard(**card) for card in codebook.get("parties", ())),
        models=model_cards(),
        checks=tuple(kept(out)),
        robustness=robustness,
        standing=standing(robustness),
        variants=tuple(VariantCard.of(variant) for variant in VARIANTS),
    )


def _shown_one_by_one(out: Path, estimates: pl.DataFrame) -> list[str]:
    """The articles whose own counts are shown: all of them, where they are few and no outlet has a figure."""
    articles = tables.scan(out, "articles").select("article_id").collect()["article_id"]
    few = articles.len() <= (FEW if outlets_have_figures(estimates) else MAX_ARTICLES)
    return articles.sort().to_list() if few else []


def _told(out: Path, articles: list[str]) -> pl.DataFrame:
    """The tone of the articles' sentences toward each actor, with the sentences themselves."""
    texts = tables.scan(out, "articles").select("article_id", "text").filter(pl.col("article_id").is_in(articles))
    parts = [pl.DataFrame(schema=TOLD)]
    for article, text in texts.collect().sort("article_id").iter_rows():
        found = _tones(out, article).sort("start", "name", "voice")
        sentences = [
            " ".join((text or "")[start:end].split()) for start, end in found.select("start", "end").iter_rows()
        ]
        shown = found.with_columns(article_id=pl.lit(article), sentence=pl.Series(sentences, dtype=pl.String))
        parts.append(shown.select([pl.col(name).cast(kind) for name, kind in TOLD.items()]))
    return pl.concat(parts)


def article_page(out: Path, article_id: str) -> str:
    """One article with its evidence as a self-contained HTML page."""
    return reports.render_html(*_evidence(out, article_id), _tones(out, article_id))


def print_article(out: Path, article_id: str, *, console: Console) -> None:
    """One article with its evidence, coloured, on a console."""
    reports.print_article(*_evidence(out, article_id), console=console)


def _evidence(out: Path, article_id: str) -> tuple[dict[str, object], pl.DataFrame]:
    """The article's row, and its attributions with the names and parties of their actors."""
    found = tables.scan(out, "articles").filter(pl.col("article_id") == article_id).collect()
    if found.is_empty():
        raise SettingsError(_no_article(out, article_id))
    here = pl.col("article_id") == article_id
    actors = tables.scan(out, "actors").filter(here).collect().unique("actor_id")
    who = actors.select("actor_id", "name", "party", "source_type", "role", "gender")
    attributions = tables.scan(out, "attributions").filter(here).collect()
    joined = attributions.join(who, on="actor_id", how="left", maintain_order="left")
    joined = joined.with_columns(_party_label(out))
    via = who.select(via_actor_id="actor_id", via_name="name")
    return found.row(0, named=True), joined.join(via, on="via_actor_id", how="left", maintain_order="left")


def _tones(out: Path, article_id: str) -> pl.DataFrame:
    """The tone of the article's sentences toward each actor, as the metrics count it."""
    here = pl.col("article_id") == article_id
    mentions = tables.scan(out, "mentions").filter(here)
    keys = ["article_id", "actor_id", "voice", "sentence_id"]
    spans = mentions.group_by(keys).agg(mentions=pl.struct(pl.col("start", "end").cast(pl.Int64)))
    actors = tables.scan(out, "actors").filter(here).unique("actor_id").select("actor_id", "name", "party")
    sentences = tables.scan(out, "sentences").filter(here).select("article_id", "sentence_id", "start", "end")
    found = told_tones(mentions).join(spans, on=keys).join(actors, on="actor_id", how="left")
    placed = found.join(sentences, on=["article_id", "sentence_id"])
    named = placed.with_columns(_party_label(out), name=pl.coalesce("name", "actor_id"))
    return named.select([pl.col(name).cast(kind) for name, kind in TONES.items()]).collect()


def _party_label(out: Path) -> pl.Expr:
    """What the codebook calls a party, in place of its id."""
    parties = (manifest.read(out).get("codebook") or {}).get("parties", ())
    return pl.col("party").replace({party["id"]: party["label"] for party in parties})


def _no_article(out: Path, article_id: str) -> str:
    from difflib import get_close_matches

    ids = tables.scan(out, "articles").select("article_id").collect()["article_id"].to_list()
    holding = [one for one in ids if article_id.casefold() in one.casefold()]
    ending = [one for one in holding if one.casefold().endswith(f"-{article_id.casefold()}")]
    near = (
        (ending or sorted(holding, key=len))[:N_NEAR]
        or get_close_matches(article_id, ids, n=N_NEAR, cutoff=0.3)
        or ids[:N_NEAR]
    )
    return f"no article {article_id!r} in {out} (near: {', '.join(near)}); table articles lists all {len(ids)}"


def _spoken(out: Path) -> pl.LazyFrame:
    """Attributions of article bodies with their outlet and what is known of their actor."""
    outlets = tables.scan(out, "articles").select("article_id", "outlet")
    actors = tables.scan(out, "actors").unique(["article_id", "actor_id"], keep="first")
    known = actors.select(
        "article_id", "actor_id", "name", "source_type", "party", actor_kind="kind", undecided=IS_UNDECIDED
    )
    body = tables.scan(out, "attributions").filter(~pl.col("in_title"))
    return body.join(outlets, on="article_id", how="left").join(known, on=["article_id", "actor_id"], how="left")


def _sources(spoken: pl.LazyFrame) -> pl.DataFrame:
    attributes = [pl.col(name).drop_nulls().mode().first() for name in ("name", "source_type", "party")]
    by_length = [pl.col(name) for name in ("n_words", "article_id", "attribution_id")]
    longest = {
        name: pl.col(column).sort_by(by_length, descending=[True, False, False]).first()
        for name, column in (("words", "n_words"), ("text", "content_text"), ("article", "article_id"))
    }
    grouped = spoken.group_by("outlet", "actor_id").agg(
        *attributes,
        kind=pl.col("actor_kind").drop_nulls().mode().first(),
        n_articles=pl.col("article_id").n_unique(),
        n_attributions=pl.len(),
        n_words=pl.col("n_words").sum(),
        undecided=pl.col("undecided").any(),
        **{f"longest_{name}": column for name, column in longest.items()},
    )
    return _shaped(grouped, ACTORS).sort("outlet", "n_words", "actor_id", descending=[False, True, False])


def _verbs(spoken: pl.LazyFrame) -> pl.DataFrame:
    cued = spoken.filter(pl.col("cue_lemma").is_not_null())
    return _shaped(cued.group_by("outlet", "cue_lemma", "cue_class", "party").agg(n=pl.len()), VERBS)


def _kinds(spoken: pl.LazyFrame) -> pl.DataFrame:
    return _shaped(spoken.group_by("outlet", "kind").agg(n=pl.len(), n_words=pl.col("n_words").sum()), PARTS)


def _quoted(out: Path) -> pl.LazyFrame:
    """Words of long quotations of each outlet, and those in no attribution."""
    words = tables.scan(out, "sentences").filter(~pl.col("in_title").fill_null(value=False))
    outlets = tables.scan(out, "articles").select("article_id", "outlet")
    joined = words.join(outlets, on="article_id")
    return joined.group_by("outlet").agg(pl.col("n_words_quoted", "n_words_stray").fill_null(0).sum())


def _trust(spoken: pl.LazyFrame, quoted: pl.LazyFrame) -> pl.DataFrame:
    """What could not be told of an outlet's attributions."""
    grouped = spoken.group_by("outlet").agg(
        n_attributions=pl.len(),
        n_without_source=pl.col("source").is_null().sum(),
        n_unresolved=(pl.col("actor_id").is_null() & pl.col("source").is_not_null()).sum(),
        n_undecided=pl.col("undecided").fill_null(value=False).sum(),
        n_unsure=(pl.col("confidence") < UNSURE).sum(),
    )
    grouped = grouped.join(quoted, on="outlet", how="left")
    return _shaped(grouped, TRUST).sort("outlet")


def _undecided(out: Path, spoken: pl.LazyFrame) -> pl.DataFrame:
    """The names that stayed apart, those with most attributed words first."""
    seen = (
        tables.scan(out, "actors").filter(IS_UNDECIDED).group_by("name").agg(n_articles=pl.col("article_id").n_unique())
    )
    said = spoken.filter("undecided").group_by("name").agg(n_attributions=pl.len(), n_words=pl.col("n_words").sum())
    joined = seen.join(said, on="name", how="left").with_columns(pl.col("n_attributions", "n_words").fill_null(0))
    return _shaped(joined, UNDECIDED).sort("n_words", "n_articles", "name", descending=[True, True, False])


def _shaped(frame: pl.LazyFrame, schema: pl.Schema) -> pl.DataFrame:
    return frame.select([pl.col(name).cast(kind) for name, kind in schema.items()]).collect()

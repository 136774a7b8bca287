"""Score a run from its tables: parties, tone, metrics, stories, estimates and how they stand, differences, words. No model."""

from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from audit import manifest, tables
from audit.codebook import Codebook, articles_for, assign, doubtful_patterns, load_codebook, unmatched_members
from audit.config import Settings
from audit.workflow.annotate import link
from audit.workflow.options import Listener, Silent
from metrics.differences import differences
from metrics.distinctive import distinctive_words
from metrics.estimates import estimate
from metrics.pooling import pooled_estimates
from metrics.registry import all_metrics, outlet_metrics
from metrics.robustness import robustness
from metrics.scored import Scored
from metrics.stories import find_stories
from metrics.tone import tone_table

ANNOTATED = ("articles", "sentences", "attributions", "mentions", "actors", "text_counts", "wording", "tone")


def score(
    out: Path, *, codebook: Path | None = None, settings: Settings | None = None, listener: Listener | None = None
) -> None:
    """Write ``tone``, ``scores``, ``estimates``, ``differences`` and ``robustness`` of an annotated run.

    Parameters
    ----------
    out
        folder of the run.
    codebook
        TOML file of parties; without one, actors are scored and the report says that no parties were defined.
    settings
        seed, replicates, minimum n.
    listener
        told of members of the codebook that were never seen.
    """
    settings, listener = settings or Settings(), listener or Silent()
    listener.stage("score")
    book = load_codebook(codebook) if codebook else None
    _place_in_parties(out, book, listener)
    tables.write(tone_table(tables.scan(out, "mentions")).collect(), out, "tone")
    _score_articles(out)
    _estimate(out, settings)
    manifest.update(
        out,
        codebook=_described(book),
        settings={name: value for name, value in settings.as_dict().items() if name not in ("clean", "model")},
        times={"scored": manifest.now()},
    )


def _place_in_parties(out: Path, book: Codebook | None, listener: Listener) -> None:
    """Link actors anew (the codebook's aliases join what names alone cannot) and give them their parties."""
    link(out, aliases=book.aliases if book else {})
    if book is None:
        tables.write(tables.empty("baselines"), out, "baselines")
        return
    linked = tables.read(out, "actors")
    actors = assign(linked, articles_for(book, linked, tables.scan(out, "articles")), book)
    tables.write(actors, out, "actors")
    tables.write(book.baseline_table(), out, "baselines")
    for warning in (*unmatched_members(actors, book), *doubtful_patterns(actors, book)):
        listener.note(warning)


def _score_articles(out: Path) -> None:
    """Every metric's rows, one metric at a time, in the order of the registry; never all in memory."""
    given = {name: tables.scan(out, name) for name in (*ANNOTATED, "baselines")}
    with TemporaryDirectory(dir=out) as folder:
        tables.empty("scores").write_parquet(Path(folder) / "000.parquet")
        for number, metric in enumerate(all_metrics().values(), start=1):
            rows = metric.score(given).collect().sort("article_id", "group_by", "group")
            tables.check(rows, "scores").write_parquet(Path(folder) / f"{number:03d}.parquet")
        tables.sink(pl.scan_parquet(sorted(Path(folder).glob("*.parquet"))), out, "scores")


def _estimate(out: Path, settings: Settings) -> None:
    scores = tables.scan(out, "scores")
    articles = tables.scan(out, "articles").select("article_id", "outlet", "published")
    stories = find_stories(tables.scan(out, "articles").select("article_id", "outlet", "published", "text"))
    stories.write_parquet(out / "tables" / "stories.parquet")
    scored = Scored(scores=scores, articles=articles, metrics=all_metrics(), settings=settings, stories=stories.lazy())
    given = {name: tables.scan(out, name) for name in (*ANNOTATED, "baselines")}
    pooled = pooled_estimates(given, metrics=outlet_metrics(), settings=settings, stories=stories.lazy())
    order = ("metric", "group_by", "group", "outlet", "month")
    estimates = pl.concat([estimate(scored), pooled]).sort(order, nulls_last=False)
    tables.write(estimates, out, "estimates")
    tables.write(differences(scored).sort("metric", "group_by", "group", "outlet_a", "outlet_b"), out, "differences")
    tables.write(robustness(scored, given, estimates=estimates), out, "robustness")
    words = distinctive_words(
        given["articles"], given["actors"], mentions=given["mentions"], sentences=given["sentences"]
    )
    words.write_parquet(out / "tables" / "distinctive.parquet")


def _described(book: Codebook | None) -> dict[str, object] | None:
    if book is None:
        return None
    return {
        "title": book.title,
        "hash": book.content_hash,
        "parties": [
            {"id": party.id, "label": party.label, "colour": party.colour, "n_members": len(party.members)}
            for party in book.parties
        ],
    }

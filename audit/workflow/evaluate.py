"""Measure the models against human annotation: the definitions of the independent scorer, on anybody's gold."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import polars as pl

from audit import tables
from audit.errors import InputError
from audit.model import Article
from audit.nlp.annotate import Annotator
from audit.nlp.gold import GoldArticle, read_gold
from audit.nlp.scoring import Pair, Parts, score_attributions
from audit.nlp.scoring_actors import (
    UNNAMED_KINDS,
    found_sources,
    read_gold_sources,
    score_shares,
    score_sources,
    score_unnamed,
)

Figures = dict[str, Any]
BATCH = 32


def evaluate_attribution(gold: Path, *, predictions: Path | None = None, model: str | None = None) -> Figures:
    """Exact, overlap and linked precision, recall and F1 of attributions, in percent.

    Parameters
    ----------
    gold
        brat folder or JSON file of annotated texts.
    predictions
        a run folder (of ``--no-clean``), or a JSON file in the gold's form, to measure in place of the models.
    model
        spaCy pipeline by name; None is the shipped one.
    """
    texts = read_gold(gold)
    found = _predicted(texts, predictions, model)
    pairs = [Pair(text.text, text.outlet, text.attributions, found.get(text.name, ())) for text in texts]
    return score_attributions(pairs).as_dict()


def evaluate_actors(gold: Path, *, predictions: Path | None = None, model: str | None = None) -> Figures:
    """Right actors among the attributions found, and how well unnamed sources are told, where the gold has any.

    With a scored run, also how well the parties' shares agree.

    Parameters
    ----------
    gold
        JSON list of articles with ``attributions`` that name their ``actors``, ``kinds`` and ``parties``.
    predictions
        a run folder over the same texts (of ``--no-clean``); without one, the texts must stand in the gold (``text``).
    model
        spaCy pipeline by name; None is the shipped one.
    """
    sources = read_gold_sources(gold)
    if predictions is None:
        frames = annotate_texts(read_gold(gold), model=model)
    else:
        frames = read_run(predictions, ("articles", "attributions", "actors"), names=list(sources))
    texts = dict(frames["articles"].select("article_id", "text").iter_rows())
    if missing := [name for name in sources if name not in texts]:
        raise InputError(
            f"{len(missing)} of {len(sources)} gold articles are not in {predictions or gold}, such as {missing[0]!r}; "
            "give the run over these articles with --predictions"
        )
    found = found_sources(frames["attributions"], frames["actors"])
    figures: Figures = score_sources(sources, found, texts).as_dict()
    unnamed = score_unnamed(sources, found, texts)
    if unnamed.gold:
        of_kinds = {kind: score_unnamed(sources, found, texts, kind=kind).as_dict() for kind in UNNAMED_KINDS}
        figures["unnamed"] = unnamed.as_dict() | of_kinds
    placed = set(frames["actors"]["party"].drop_nulls().unique())
    parties = sorted(placed & {party for items in sources.values() for item in items for party in item.parties})
    if parties:
        figures["shares"] = {"parties": parties} | asdict(score_shares(sources, found, texts, parties=parties))
    return figures


def annotate_texts(texts: Iterable[GoldArticle], *, model: str | None = None) -> dict[str, pl.DataFrame]:
    """Annotation tables of gold texts, by the models."""
    articles = [Article(article_id=text.name, outlet=text.outlet, text=text.text) for text in texts]
    annotator = Annotator(model=model)
    done = [annotator.annotate(articles[start : start + BATCH]).frames for start in range(0, len(articles), BATCH)]
    return {table: pl.concat([frames[table] for frames in done]) for table in done[0]}


def _predicted(texts: Sequence[GoldArticle], predictions: Path | None, model: str | None) -> dict[str, list[Parts]]:
    if predictions is None:
        return parts_of(annotate_texts(texts, model=model)["attributions"])
    if predictions.is_dir():
        frames = read_run(predictions, ("articles", "attributions"), names=[text.name for text in texts])
        _same_texts(texts, frames["articles"], predictions)
        return parts_of(frames["attributions"].filter(~pl.col("in_title")))
    return {text.name: list(text.attributions) for text in read_gold(predictions)}


def read_run(run: Path, wanted: Sequence[str], *, names: Sequence[str]) -> dict[str, pl.DataFrame]:
    """Tables of a run with its articles called as in the gold.

    A gold name is an article's id, or the last part of it (``city/a`` is ``a``) where just one article of the run has
    that: files found in folders carry the folder in their id.
    """
    frames = {table: tables.read(run, table) for table in wanted}
    called = _called(frames["articles"]["article_id"].to_list(), names)
    return {table: frame.with_columns(pl.col("article_id").replace(called)) for table, frame in frames.items()}


def _called(ids: Sequence[str], names: Sequence[str]) -> Mapping[str, str]:
    """The gold's name of each article whose id says more than that name."""
    last = {article: article.rsplit("/", 1)[-1] for article in ids}
    times = Counter(last.values())
    wanted = set(names) - set(ids)
    return {article: name for article, name in last.items() if name in wanted and times[name] == 1}


def parts_of(attributions: pl.DataFrame) -> dict[str, list[Parts]]:
    """Spans of table ``attributions`` by article."""
    found: dict[str, list[Parts]] = defaultdict(list)
    for row in attributions.select("article_id", "source", "cue", "content").iter_rows(named=True):
        found[row["article_id"]].append(Parts(_one(row["source"]), _one(row["cue"]), _all(row["content"])))
    return found


def _one(span: dict[str, int] | None) -> tuple[tuple[int, int], ...]:
    return () if span is None else ((span["start"], span["end"]),)


def _all(spans: list[dict[str, int]] | None) -> tuple[tuple[int, int], ...]:
    return tuple((span["start"], span["end"]) for span in spans or ())


def _same_texts(texts: Sequence[GoldArticle], articles: pl.DataFrame, run: Path) -> None:
    """Refuse a run whose texts are not the gold's: its offsets would mean nothing."""
    stored = dict(articles.select("article_id", "text").iter_rows())
    changed = [text.name for text in texts if stored.get(text.name) != text.text]
    if changed:
        raise InputError(
            f"{len(changed)} of {len(texts)} gold texts are missing or changed in {run}, such as {changed[0]!r}; "
            "annotate the same texts with --no-clean"
        )


def as_json(figures: Figures) -> str:
    """Figures as they are printed."""
    return json.dumps(figures, indent=1, ensure_ascii=False)

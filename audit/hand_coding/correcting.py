"""What hand-coded units say of a run: agreement with the machine and between coders, and its figures corrected."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import polars as pl

from audit import manifest
from audit.config import Settings
from audit.errors import InputError
from audit.hand_coding import design as designs
from audit.hand_coding.codes import Codes, Estimated, estimated
from audit.hand_coding.comparing import differences_of
from audit.hand_coding.design import Design
from audit.hand_coding.reading import Coder, Problem, coders_of, missing_rows, read_sheet, sheet_id
from audit.hand_coding.unit import Measure, Quantity
from metrics.agreement import Figure, krippendorff_alpha, precision_recall, resampled, with_interval
from metrics.base import Status
from metrics.bootstrap import Floats
from metrics.double_sampling import Bools, Corrected, estimate, figure_of
from metrics.registry import get

ALL_OUTLETS = "(all)"
FEWEST_OF_ACTOR = 20
"""Coded rows of an actor for a figure of its own."""

CORRECTED = pl.Schema(
    {
        "metric": pl.String,
        "unit": pl.String,
        "group": pl.String,
        "outlet": pl.String,
        "actor": pl.String,
        "n_articles": pl.UInt32,
        "n_units": pl.UInt32,
        "n_coded": pl.UInt32,
        "machine": pl.Float64,
        "corrected": pl.Float64,
        "ci_low": pl.Float64,
        "ci_high": pl.Float64,
        "coding_share": pl.Float64,
        "status": pl.String,
    }
)
AGREEMENT = pl.Schema(
    {
        "measure": pl.String,
        "level": pl.String,
        "between": pl.String,
        "n_rows": pl.UInt32,
        **{
            f"{figure}{ending}": pl.Float64
            for figure in ("alpha", "precision", "recall")
            for ending in ("", "_low", "_high")
        },
        "alpha_unweighted": pl.Float64,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """The result: `CORRECTED`, `DIFFERENCES` and `AGREEMENT` as tables, who coded how much, and what could not be used."""

    design: Design
    estimates: pl.DataFrame
    differences: pl.DataFrame
    agreement: pl.DataFrame
    coders: tuple[Coder, ...]
    problems: tuple[Problem, ...]

    def is_coded(self, column: str) -> bool:
        """Whether any coder answered a question."""
        return any(np.isfinite(coder.codes[column]).any() for coder in self.coders)


def correct_run(run: Path, sheets: Sequence[Path]) -> Correction:
    """Read filled sheets and correct the figures of the run they were drawn from.

    Parameters
    ----------
    run
        folder of the run.
    sheets
        the filled sheet; or one file for each coder.

    Raises
    ------
    InputError
        when nothing in the files can be used.
    """
    files = [read_sheet(path) for path in sheets]
    design = designs.load(run, sheet_id(files, drawn=designs.drawn(run)))
    read = [coders_of(file, design.of, n_rows=len(design.rows)) for file in files]
    coders = [coder for found, _ in read for coder in found]
    problems = [problem for _, found in read for problem in found]
    if all(len(missing_rows(coder, design.of)) == len(design.rows) for coder in coders):
        told = f"; the first of {len(problems)} problems: {problems[0]}" if problems else ""
        raise InputError(
            f"no row of {', '.join(file.name for file in files)} holds a usable code in column "
            f"{design.of.questions[0].column!r}{told}; fill the column and give the command again"
        )
    codes = _beside(run, design, coders)
    coded = estimated(codes)
    estimates = pl.DataFrame(list(_figures(codes, coded)), schema=CORRECTED, orient="row")
    return Correction(
        design=design,
        estimates=estimates,
        differences=differences_of(coded, estimates, confidence=codes.settings.confidence),
        agreement=pl.DataFrame(list(_agreements(codes)), schema=AGREEMENT, orient="row"),
        coders=tuple(coders),
        problems=tuple(problems),
    )


def _beside(run: Path, design: Design, coders: Sequence[Coder]) -> Codes:
    """Lay the codes beside the run's units."""
    frame = designs.frame_as_drawn(design, run)
    strata = pl.DataFrame(
        {"outlet": [one.outlet for one in design.strata], "code": [one.code for one in design.strata]}
    )
    frame = frame.join(_stories(run), on="article_id", how="left", maintain_order="left")
    frame = frame.join(strata.with_row_index("stratum"), on=["outlet", "code"], how="left", maintain_order="left")
    frame = frame.with_columns(pl.col("story").fill_null(pl.col("article_id")), pl.col("stratum").cast(pl.Int64))
    keys = list(design.of.keys)
    rows = pl.DataFrame(design.rows, schema={key: frame.schema[key] for key in keys}, orient="row")
    places = rows.join(frame.with_row_index("place"), on=keys, how="left", maintain_order="left")["place"]
    drawn = frame[places.to_list()]
    coders = [replace(coder, codes=design.of.complete(coder.codes, drawn)) for coder in coders]
    entries = manifest.read(run).get("settings", {})
    known = {
        name: entries[name] for name in ("seed", "n_bootstrap", "confidence", "minimum_articles") if name in entries
    }
    return Codes(
        unit=design.of,
        frame=frame,
        place=places.to_numpy().astype(np.int64),
        human=_reference(coders, by=design.of.questions[0].column),
        coders=coders,
        settings=Settings(**known),
    )


def _stories(run: Path) -> pl.DataFrame:
    """The story of each article, where the run was scored."""
    path = run / "tables" / "stories.parquet"
    if not path.exists():
        return pl.DataFrame(schema={"article_id": pl.String, "story": pl.String})
    return pl.read_parquet(path).select("article_id", story="story_id")


def _reference(coders: Sequence[Coder], *, by: str) -> dict[str, Floats]:
    """Of each row the codes of the first coder who answered the first question."""
    chosen = {column: values.copy() for column, values in coders[0].codes.items()}
    for coder in coders[1:]:
        open_rows = np.isnan(chosen[by]) & np.isfinite(coder.codes[by])
        for column, values in chosen.items():
            values[open_rows] = coder.codes[column][open_rows]
    return chosen


def _figures(codes: Codes, coded: Sequence[Estimated]) -> Iterator[dict[str, object]]:
    """Rows of `CORRECTED`: each quantity that was coded, of each outlet, all outlets, and actors coded often enough."""
    outlets, confidence = codes.frame["outlet"], codes.settings.confidence
    everything = np.ones(len(codes.frame), dtype=bool)
    for quantity, machine, human, by_outlet in coded:
        places = [(name, "", (outlets == name).to_numpy(), of) for name, of in by_outlet.items()]
        others = [(ALL_OUTLETS, "", everything), *_of_actors(codes, codes.usable(quantity))]
        places += [(outlet, actor, domain, estimate(machine, human, domain)) for outlet, actor, domain in others]
        for outlet, actor, domain, of in places:
            found = figure_of(of, is_share=quantity.is_share, confidence=confidence)
            yield _row(codes, quantity, found, domain) | {"outlet": outlet, "actor": actor}


def _of_actors(codes: Codes, usable: Bools) -> list[tuple[str, str, Bools]]:
    """The actors with enough coded rows, those with most first."""
    if not codes.unit.by_actor:
        return []
    actors = codes.frame["actor_id"]
    coded = actors[codes.place[usable].tolist()].value_counts().filter(pl.col("count") >= FEWEST_OF_ACTOR)
    named = coded.sort("count", "actor_id", descending=[True, False])["actor_id"]
    return [(ALL_OUTLETS, name, (actors == name).to_numpy()) for name in named]


def _row(codes: Codes, quantity: Quantity, found: Corrected, domain: Bools) -> dict[str, object]:
    n_articles = codes.frame.filter(domain)["article_id"].n_unique()
    is_told = found.variance is not None and n_articles >= codes.settings.minimum_articles
    row: dict[str, object] = {
        "metric": quantity.metric,
        "unit": quantity.unit,
        "group": quantity.group,
        "n_articles": n_articles,
        "n_units": int(domain.sum()),
        "n_coded": found.n_coded,
        "machine": None if np.isnan(found.machine) else quantity.scale * found.machine,
        "status": (Status.OK if is_told else Status.TOO_FEW).value,
    }
    if found.variance is not None and is_told:
        lowest, highest = get(quantity.metric).bounds
        ends = {"corrected": found.value, "ci_low": found.ci_low, "ci_high": found.ci_high}
        for name, value in ends.items():
            at_least = value * quantity.scale if lowest is None else max(lowest, value * quantity.scale)
            row[name] = at_least if highest is None else min(highest, at_least)
        whole = found.variance.whole
        row["coding_share"] = found.variance.coding / whole if whole else 0.0
    return row


def _agreements(codes: Codes) -> Iterator[dict[str, object]]:
    """Rows of `AGREEMENT`: each measure between people and machine, then between the coders."""
    for measure in codes.unit.measures:
        human = codes.human[measure.column]
        yield from _agreement(
            codes, measure, np.column_stack([human, codes.machine(measure.column)]), "human - machine"
        )
    if len(codes.coders) > 1:
        for measure in codes.unit.measures:
            answers = np.column_stack([coder.codes[measure.column] for coder in codes.coders])
            yield from _agreement(codes, measure, answers, "coders")


def _agreement(codes: Codes, measure: Measure, answers: Floats, between: str) -> Iterator[dict[str, object]]:
    rows = np.isfinite(answers).sum(axis=1) >= 2
    if not rows.any():
        return
    seen = np.where(np.isfinite(answers[rows]), measure.of(answers[rows]), np.nan)
    stories = codes.frame["story"][codes.place[rows].tolist()]
    settings = codes.settings
    weights = resampled(codes.weights(rows), stories.to_list(), n_replicates=settings.n_bootstrap, seed=settings.seed)
    found = {"alpha": krippendorff_alpha(seen, level=measure.level, weights=weights)}
    if measure.has_matches and between != "coders":
        found["precision"], found["recall"] = precision_recall(seen[:, 1], seen[:, 0], weights=weights)
    row: dict[str, object] = {
        "measure": measure.name,
        "level": measure.level,
        "between": between,
        "n_rows": int(rows.sum()),
        "alpha_unweighted": _known(krippendorff_alpha(seen, level=measure.level)[0]),
    }
    for name, replicates in found.items():
        figure = with_interval(
            replicates, n=stories.n_unique(), confidence=settings.confidence, is_share=name != "alpha"
        )
        row |= _told(name, figure)
    yield row


def _told(name: str, figure: Figure) -> dict[str, object]:
    ends = (("", figure.value), ("_low", figure.ci_low), ("_high", figure.ci_high))
    return {f"{name}{ending}": _known(value) for ending, value in ends}


def _known(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None

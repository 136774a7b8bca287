"""Draw the units that people shall code: a random sample in each outlet and for each code of the machine's."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import polars as pl

from audit import tables
from audit.errors import InputError, SettingsError
from audit.hand_coding.design import Design, Stratum, hash_of
from audit.hand_coding.frames import Scope
from audit.hand_coding.unit import Unit
from metrics.bootstrap import Floats
from metrics.double_sampling import Ints

FEWEST_ROWS = 5
"""Rows drawn from every stratum (all, where it has fewer): fewer tell nothing of the machine's errors there."""

_HALVINGS = 60


def draw(run: Path, *, unit: Unit, n: int, seed: int, scope: Scope) -> tuple[Design, pl.DataFrame]:
    """Draw ``n`` units of a run.

    Outlets have equally many rows, as their figures shall be told apart; within an outlet a stratum has rows in proportion to
    its units, times what a unit of its code is worth (:attr:`Unit.weights`). The order of the rows is random.

    Returns
    -------
    tuple
        the design, and the drawn units' rows of the frame in the sheet's order.

    Raises
    ------
    SettingsError
        when the scope names what the run does not have, or ``n`` is too small for the strata.
    """
    check_scope(run, scope)
    frame = unit.frame(run, scope)
    if frame.is_empty():
        raise InputError(
            f"{run} holds nothing to code for --unit {unit.name} in this choice; leave out --outlet, --actor or --voice, or "
            "choose another unit"
        )
    strata = frame.group_by("outlet", "code").len("n_units").sort("outlet", "code")
    n_drawn = _shared_out(strata, unit, n=n)
    rows = _rows(frame, strata, n_drawn, rng=np.random.default_rng(seed))
    frame_hash = hash_of(frame, run, unit=unit)
    design = Design(
        id=_named(unit, frame_hash, n=n, seed=seed, scope=scope),
        unit=unit.name,
        seed=seed,
        scope=scope,
        frame_hash=frame_hash,
        strata=tuple(
            Stratum(outlet=outlet, code=code, n_units=n_units, n_drawn=int(size))
            for (outlet, code, n_units), size in zip(strata.iter_rows(), n_drawn, strict=True)
        ),
        rows=tuple(rows.select(unit.keys).iter_rows()),
    )
    return design, rows


def _rows(frame: pl.DataFrame, strata: pl.DataFrame, n_drawn: Ints, *, rng: np.random.Generator) -> pl.DataFrame:
    """As many rows of each stratum as it has, in random order."""
    places = frame.with_row_index("place").partition_by("outlet", "code", as_dict=True)
    chosen = [
        rng.choice(places[outlet, code]["place"].to_numpy(), size=size, replace=False)
        for (outlet, code, _), size in zip(strata.iter_rows(), n_drawn, strict=True)
    ]
    drawn: pl.DataFrame = frame[rng.permutation(np.concatenate(chosen)).tolist()]
    return drawn


def check_scope(run: Path, scope: Scope) -> None:
    """Refuse outlets and actors that the run does not have."""
    for option, table, column, wanted in (
        ("--outlet", "articles", "outlet", scope.outlets),
        ("--actor", "mentions", "actor_id", scope.actors),
    ):
        if not wanted:
            continue
        known = tables.scan(run, table).select(pl.col(column).unique()).collect()[column].drop_nulls().to_list()
        for name in wanted:
            if name not in known:
                raise SettingsError(_unknown(option, name, known))


def _unknown(option: str, name: str, known: Sequence[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=3, cutoff=0.4) or sorted(known)[:5]
    where = (
        "table articles lists them"
        if option == "--outlet"
        else "`media-audit codebook suggest DIR` lists the main ones"
    )
    return f"{option} {name!r} does not occur in the run (near: {', '.join(near)}); {where}"


def _shared_out(strata: pl.DataFrame, unit: Unit, *, n: int) -> Ints:
    """Rows of each stratum."""
    sizes = strata["n_units"].to_numpy().astype(np.int64)
    worth = strata["n_units"] * strata["code"].replace_strict(dict(unit.weights), return_dtype=pl.Float64)
    equal = strata.with_columns(worth=worth).select(pl.col("worth") / pl.col("worth").sum().over("outlet"))["worth"]
    fewest = int(np.minimum(sizes, FEWEST_ROWS).sum())
    if n < fewest:
        outlets = strata["outlet"].n_unique()
        raise SettingsError(
            f"--n {n} is too few for {len(sizes)} strata ({outlets} outlets, apart by what the machine found there), each with "
            f"{FEWEST_ROWS} rows or more; give --n {fewest} or more, or fewer outlets with --outlet"
        )
    return share_out(sizes, equal.to_numpy(), n=n)


def share_out(sizes: Ints, worth: Floats, *, n: int) -> Ints:
    """Share ``n`` rows out in proportion to ``worth``, at least `FEWEST_ROWS` to each and never more than its size."""
    fewest = np.minimum(sizes, FEWEST_ROWS)
    n = min(n, int(sizes.sum()))
    low, high = 0.0, float((sizes / worth).max())
    for _ in range(_HALVINGS):
        factor = (low + high) / 2
        low, high = (low, factor) if np.clip(factor * worth, fewest, sizes).sum() > n else (factor, high)
    exact = np.clip(high * worth, fewest, sizes)
    given = np.floor(exact).astype(np.int64)
    by_fraction = np.argsort(-(exact - given), kind="stable")
    given[by_fraction[: n - int(given.sum())]] += 1
    return np.minimum(given, sizes)


def _named(unit: Unit, frame_hash: str, *, n: int, seed: int, scope: Scope) -> str:
    """An id that says what was drawn: the same run and options have the same one, and the same rows."""
    told: Mapping[str, object] = {"frame": frame_hash, "n": n, "seed": seed, **scope.as_dict()}
    return f"{unit.name}-{n}-{hashlib.sha256(repr(sorted(told.items())).encode()).hexdigest()[:8]}"

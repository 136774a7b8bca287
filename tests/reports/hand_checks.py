"""What two coded sheets of a made-up corpus say."""

from collections.abc import Sequence
from itertools import combinations

import polars as pl

from audit.hand_coding.comparing import DIFFERENCES
from audit.hand_coding.correcting import AGREEMENT, CORRECTED
from reports.tables import HandCheck


def hand_checks(outlets: Sequence[str], actors: Sequence[str]) -> tuple[HandCheck, ...]:
    """Two coded sheets: attributions of every outlet by two coders, and the tone of every actor by one."""
    figure = {"n_articles": 15, "n_units": 300, "coding_share": 0.4, "actor": "", "n_coded": 60, "status": "ok"}
    density = [
        figure
        | {"metric": "attribution.density", "unit": "attributions per 100 words", "outlet": outlet}
        | ({"machine": 2.5, "corrected": 3.1, "ci_low": 2.2, "ci_high": 4.0} if place else {"status": "too_few"})
        for place, outlet in enumerate((*outlets, "(all)"))
    ]
    tone = [
        figure
        | {"metric": "tone.net", "unit": "difference of shares", "outlet": "(all)", "actor": actor}
        | {"machine": 0.1, "corrected": -0.05, "ci_low": -0.3, "ci_high": 0.2}
        for actor in ("", *actors)
    ]
    row = {"level": "nominal", "between": "human - machine", "n_rows": 290, "alpha": 0.84, "alpha_unweighted": 0.8}
    matches = {"alpha_low": 0.7, "alpha_high": 0.95, "precision": 0.9, "recall": 0.8}
    agreement = [row | matches | {"measure": "any attribution"}, row | {"measure": "direct", "between": "coders"}]
    pairs = [
        {
            "metric": "attribution.density", "unit": "attributions per 100 words", "outlet_a": one, "outlet_b": other,
            "machine": 0.2, "difference": 1.25, "ci_low": 0.5, "ci_high": 2.0, "p_value": 0.001, "p_adjusted": 0.004,
        }
        for one, other in combinations(outlets, 2)
    ]  # fmt: skip
    differences = pl.DataFrame(pairs, schema=DIFFERENCES, orient="row")
    return tuple(
        HandCheck(
            sheet=f"{unit}-300-0000abcd",
            unit=unit,
            n_rows=300,
            corrected=pl.DataFrame(figures, schema=CORRECTED, orient="row"),
            differences=differences if unit == "attributions" else differences.clear(),
            agreement=pl.DataFrame(agreed, schema=AGREEMENT, orient="row"),
        )
        for unit, figures, agreed in (("attributions", density, agreement), ("tone", tone, []))
    )

"""Made-up tables for reports: what a corpus looks like, and the tables that follow."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations, product

import numpy as np
import polars as pl

from audit import tables as contract
from metrics.registry import declarations
from metrics.standing import standing
from metrics.variants import VARIANTS
from reports import MetricCard, ModelCard, PartyCard, ReportTables, cards_of
from reports.tables import ACTORS, DISTINCTIVE, PARTS, TOLD, TRUST, UNDECIDED, VERBS, VariantCard

from .counted_otherwise import counted_otherwise
from .hand_checks import hand_checks

METRICS = {
    "source_diversity.n_sources": ("sources quoted", "sources per article", 4.0, True),
    "source_diversity.hill_0": ("sources (q = 0)", "effective sources", 5.0, False),
    "source_diversity.hill_1": ("effective sources (q = 1)", "effective sources", 3.5, True),
    "source_diversity.hill_2": ("effective sources (q = 2)", "effective sources", 2.5, False),
    "source_diversity.named_share": ("named sources", "share", 0.7, True),
    "attribution.density": ("attributions", "per 100 words", 2.5, True),
    "attribution.attributed_share": ("attributed words", "share", 0.45, True),
    "attribution.indirect_share": ("indirect", "share", 0.55, False),
    "attribution.direct_share": ("direct", "share", 0.3, False),
    "attribution.mixed_share": ("mixed", "share", 0.15, False),
    "attribution.unnamed_share": ("unnamed sources", "share", 0.12, True),
    "wording.hedge_rate": ("hedges", "per 1,000 words", 12.0, False),
}
TYPES = ("official", "politician", "expert", "citizen", "unnamed")
READABILITY = {
    "readability.flesch_reading_ease": ("Flesch reading ease", "points", 48.0),
    "readability.flesch_kincaid_grade": ("Flesch-Kincaid grade", "grade", 11.0),
}


@dataclass(frozen=True)
class Shape:
    """What a made-up corpus looks like."""

    outlets: tuple[str, ...] = ("Borderland Herald", "Capital Ledger", "Harbour Tribune", "The Plain Post")
    parties: tuple[str, ...] = ("Civic Union", "Forward Alliance", "Harbour List")
    actors: tuple[str, ...] = tuple(
        f"{first} {last}" for last in ("Amsel", "Berg", "Corvo") for first in ("Ada", "Ben", "Cleo", "Dan")
    )
    months: tuple[str, ...] = ("2025-01", "2025-02", "2025-03")
    n_articles: int = 15
    n_rejects: int = 3
    status: str = "ok"
    title: str = "Four papers on the harbour vote"
    colours: dict[str, str] = field(default_factory=dict)
    seed: int = 7
    checked: bool = False  # people coded two sheets of it
    declared: bool = False  # every metric of the package in place of the few made up here
    counted: bool = False  # the articles' own scores and sentences are given
    together: bool = False  # all outlets together have figures, whatever a single one has


def build(shape: Shape) -> ReportTables:
    random = np.random.default_rng(shape.seed)
    estimates, differences = _estimates(shape, random)
    metrics = cards_of(declarations().values()) if shape.declared else _cards()
    headlines = [card.id for card in metrics if card.headline or card.id.endswith((".speech_share", "tone.mean"))]
    otherwise = counted_otherwise(estimates, headlines=headlines, agency_outlet=next(iter(shape.outlets), ""))
    return ReportTables(
        title=shape.title,
        articles=_articles(shape, random),
        estimates=estimates,
        differences=differences,
        rejects=contract.from_rows(
            "rejects",
            [
                {
                    "source_path": f"corpus/a_folder/file{place}.jsonl",
                    "source_record": place,
                    "stage": "read",
                    "reason": "empty_text" if place % 2 else "bad_record",
                    "message": "the record's text is empty; give the text in a column named text, or name yours with --map text=Body",
                }
                for place in range(shape.n_rejects)
            ],
        ),
        actors=_actors(shape, random),
        verbs=_verbs(shape, random),
        kinds=pl.DataFrame(
            [(outlet, kind, 40, 800) for outlet in shape.outlets for kind in ("direct", "indirect", "mixed")],
            schema=PARTS,
            orient="row",
        ),
        trust=pl.DataFrame(
            [(outlet, 120, 9, 4, 3, 11, 400, 8) for outlet in shape.outlets], schema=TRUST, orient="row"
        ),
        undecided=pl.DataFrame(
            [(name.split()[-1], 4, 12, 310) for name in shape.actors[:2]], schema=UNDECIDED, orient="row"
        ),
        distinctive=_distinctive(shape, random),
        scores=_scores(shape),
        tones=_tones(shape),
        manifest=_manifest(),
        metrics=metrics,
        parties=tuple(
            PartyCard(id=_slug(name), label=name, colour=shape.colours.get(_slug(name)), n_members=3)
            for name in shape.parties
        ),
        models=(
            ModelCard(
                name="audit_attribution",
                version="1.0",
                figures={"who said what, F1 (PolNeAR dev)": "85.1", "source, exact F1": "79.3"},
                blind_spots="Vox pops in the form “…” ― Name are found less often than other quotes.",
            ),
        ),
        checks=hand_checks(shape.outlets, tuple(map(_slug, shape.actors))) if shape.checked else (),
        robustness=otherwise,
        standing=standing(otherwise),
        variants=tuple(map(VariantCard.of, VARIANTS)),
    )


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def _articles(shape, random):
    start = date(2025, 1, 3)
    return contract.from_rows(
        "articles",
        [
            {
                "article_id": f"{number}-{place}",
                "outlet": outlet,
                "title": f"Story {place}",
                "published": start + timedelta(days=int(random.integers(0, 80))),
                "wire": "Reuters" if place % 5 == 0 else None,
                "n_words": int(random.integers(250, 700)),
                "n_sentences": 20,
                "n_cut": int(random.integers(0, 30)),
            }
            for number, outlet in enumerate(shape.outlets)
            for place in range(shape.n_articles)
        ],
    )


def _cards():
    cards = [
        MetricCard(
            id=metric,
            label=label,
            question=f"How much of {label} is there in an article, and how much in all of an outlet's coverage?",
            formula="x = 100 * a / w",
            symbols={"a": "attributions", "w": "words of the article"},
            unit=unit,
            direction="higher: more of it",
            undefined="where there is no attribution",
            blind_spots="It sees what is printed, not what was left out",
            references=("Hill, M. O. (1973). Diversity and evenness: a unifying notation. Ecology 54(2), 427-432.",),
            headline=headline,
        )
        for metric, (label, unit, _, headline) in METRICS.items()
    ]
    cards += [MetricCard(id=metric, label=label, unit=unit) for metric, (label, unit, _) in READABILITY.items()]
    cards += [
        MetricCard(
            id="quote_space.speech_share", label="speech share", unit="share", blind_spots="Length is not weight"
        ),
        MetricCard(id="quote_space.mention_share", label="mention share", unit="share"),
        MetricCard(id="quote_space.balance", label="balance", unit="index"),
        MetricCard(id="source_diversity.type_share", label="share of sources", unit="share"),
        MetricCard(id="tone.mean", label="mean tone", unit="score"),
        MetricCard(id="attribution.verb_share", label="share of reporting verbs", unit="share"),
    ]
    return tuple(cards)


def _groups(shape):
    parties = [_slug(name) for name in shape.parties]
    actors = [_slug(name) for name in shape.actors]
    everybody = [*parties, "none", "unknown"] if parties else []
    yield from ((metric, "all", "all", middle) for metric, (_, _, middle, _) in METRICS.items())
    for metric, (_, _, middle) in READABILITY.items():
        yield from ((metric, "text", text, middle) for text in ("all", "journalist", "quoted"))
    for metric in ("quote_space.speech_share", "quote_space.mention_share"):
        yield from ((metric, "party", party, 1 / len(everybody)) for party in everybody)
        yield from ((metric, "actor", actor, 0.1) for actor in [*actors, "unknown"])
    yield from (("source_diversity.type_share", "source_type", kind, 0.2) for kind in TYPES)
    yield from (("quote_space.balance", "party", party, 0.05) for party in parties)
    for voice in ("journalist", "self", "others"):
        yield from (("tone.mean", "actor:voice", f"{actor}:{voice}", -0.1) for actor in actors)
        yield from (("tone.mean", "party:voice", f"{party}:{voice}", -0.1) for party in parties)
    for kind in ("neutral", "doubting", "endorsing"):
        yield ("attribution.verb_share", "cue_class", kind, 0.3)
        yield from (("attribution.verb_share", "party:cue_class", f"{party}:{kind}", 0.3) for party in parties)


def _scores(shape):
    """Article n of an outlet has 16 + n attributions in 400 words, 4 of them direct; one without actors has none."""
    rows = []
    for number, place in product(range(len(shape.outlets)), range(shape.n_articles)) if shape.counted else ():
        n, article = 16 + place if shape.actors else 0, f"{number}-{place}"
        quoted = bool(n)
        counts = [
            ("attribution.density", "all", "all", n, 400, n / 4),
            ("attribution.attributed_share", "all", "all", 200 if n else 0, 400, 0.5 if n else 0.0),
            ("attribution.direct_share", "all", "all", 4 if n else 0, n, 4 / n if n else None),
            ("attribution.wire_share", "all", "all", place % 2, 1, float(place % 2)),
            ("attribution.via_share", "all", "all", 0, n, 0.0 if n else None),
            ("source_diversity.n_sources", "all", "all", 5 if n else 0, 1, 5.0 if n else 0.0),
            ("source_diversity.hill_1", "all", "all", 4.25, 1, 4.25 if n else None),
            *(
                ("source_diversity.source_type_share", "source_type", kind, sources, 5, sources / 5)
                for kind, sources in (("official", 3), ("citizen", 2), ("expert", 0))
                if quoted
            ),
            *(
                ("quote_space.speech_share", "party", _slug(party), words, 200, words / 200)
                for party, words in zip(shape.parties, (150, 50, 0), strict=False)
                if quoted
            ),
            ("readability.flesch_reading_ease", "text", "all", 18_000.0, 400, 45.0),
            ("readability.flesch_reading_ease", "text", "quoted", 1_000.0, 20, None),
            ("readability.smog", "text", "all", 1_000.0, 400, None),
            ("wording.hedges", "all", "all", 2, 90, None),
        ]
        names = ("metric", "group_by", "group", "numerator", "denominator", "value")
        few = ("readability.", "wording.")
        rows += [
            dict(zip(names, map(_number, row), strict=True))
            | {"article_id": article}
            | {"status": "ok" if row[-1] is not None else "too_few" if row[0].startswith(few) else "undefined"}
            for row in counts
        ]
    return contract.from_rows("scores", rows)


def _number(value):
    return float(value) if isinstance(value, int) else value


def _tones(shape):
    """Of each article: a negative and a neutral sentence on the first actor, and a positive one in its own words."""
    name = shape.actors[0] if shape.actors else ""
    party = shape.parties[0] if shape.parties else None
    told = [("journalist", "negative", -0.5), ("journalist", "neutral", 0.1), ("self", "positive", 0.75)]
    rows = [
        (f"{number}-{place}", name, party, voice, label, score, f"This {label} sentence names {name}.")
        for number, place in product(range(len(shape.outlets)), range(shape.n_articles))
        for voice, label, score in told
    ]
    return pl.DataFrame(rows if shape.counted and name else [], schema=TOLD, orient="row")


def _declared_groups(shape):
    parties, actors = [_slug(name) for name in shape.parties], [_slug(name) for name in shape.actors]
    parts = {
        "all": ["all"],
        "party": [*parties, "none", "unknown"],
        "actor": [*actors, "unknown"],
        "voice": ["journalist", "self", "others"],
        "text": ["all", "journalist", "quoted"],
        "source_type": [*TYPES, "business", "civil_society"],
        "gender": ["female", "male", "unknown"],
        "via": [*actors[:1], "none"],
        "wire": ["Reuters", "none"],
        "cue_class": ["neutral", "doubting", "endorsing", "emotive"],
        "baseline": ["parity", "seats"],
    }
    for declaration in declarations().values():
        share = declaration.unit.startswith("share")
        middle = 0.4 if share else 0.0 if declaration.bounds[0] == -1 else 6.0
        for group_by in declaration.group_by:
            groups = product(*(parts[part] for part in group_by.split(":")))
            yield from ((declaration.id, group_by, ":".join(group), middle or 0.05) for group in groups)


def _estimates(shape, random):
    rows, differences = [], []
    outlets = [*shape.outlets, "(all)"]
    for metric, group_by, group, middle in _declared_groups(shape) if shape.declared else _groups(shape):
        values = {outlet: middle + 0.25 * abs(middle) * float(random.normal()) for outlet in outlets}
        for outlet in outlets:
            key = {"metric": metric, "group_by": group_by, "group": group, "outlet": outlet}
            months = [None, *shape.months] if group_by == "all" else [None]
            rows += [_estimate(shape, {**key, "month": month}, values[outlet], abs(middle)) for month in months]
        for a, b in combinations(shape.outlets[:12], 2) if group_by in ("all", "party", "text") else ():
            p = float(random.random()) ** 3
            differences.append((metric, group_by, group, a, b, values[a] - values[b], p))
    names = ("metric", "group_by", "group", "outlet_a", "outlet_b", "difference", "p_adjusted")
    frame = contract.from_rows(
        "differences",
        [
            dict(zip(names, row, strict=True))
            | {"p_value": row[6] / 3, "ci_low": row[5] - 0.3, "ci_high": row[5] + 0.3, "status": "ok"}
            | {"n_articles_a": shape.n_articles, "n_articles_b": shape.n_articles}
            for row in (differences if shape.status == "ok" else [])
        ],
    )
    return contract.from_rows("estimates", rows), frame


def _estimate(shape, key, value, size):
    known = shape.status == "ok"
    known = known or (shape.together and key["outlet"] == "(all)")
    return {
        **key,
        "n_articles": shape.n_articles if key["month"] is None else shape.n_articles // 3,
        "n": 100.0,
        "value": value if known else None,
        "ci_low": value - 0.2 * size if known else None,
        "ci_high": value + 0.25 * size if known else None,
        "status": "ok" if known else shape.status,
    }


def _actors(shape, random):
    rows = [
        (
            outlet,
            _slug(name),
            name,
            "person",
            "politician",
            _slug(shape.parties[place % len(shape.parties)]) if shape.parties else None,
            5,
            9,
            int(random.integers(50, 900)),
            place % 3 == 0,
            40 + place,
            f"“We will not vote for {name}’s harbour,” she said of the plan, “not this year and not in any other.”",
            f"{_slug(outlet)}_2025-01-{place + 1:02}_harbour-vote",
        )
        for outlet in shape.outlets
        for place, name in enumerate(shape.actors)
    ]
    if not shape.actors:
        return pl.DataFrame(schema=ACTORS)
    rows += [(outlet, None, None, None, None, None, 4, 6, 300, None, 9, "no", "a1") for outlet in shape.outlets]
    return pl.DataFrame(rows, schema=ACTORS, orient="row")


def _verbs(shape, random):
    verbs = [("say", "neutral"), ("claim", "doubting"), ("reveal", "endorsing"), ("lash", "emotive"), (None, None)]
    parties = [*map(_slug, shape.parties), None]
    return pl.DataFrame(
        [
            (outlet, verb, kind, party, int(random.integers(1, 80)))
            for outlet in shape.outlets
            for verb, kind in verbs
            for party in parties
        ],
        schema=VERBS,
        orient="row",
    )


def _distinctive(shape, random):
    words = ("harbour", "unprecedented", "ferry", "insists", "residents", "council", "allegedly", "budget")
    return pl.DataFrame(
        [
            (outlet, word, 12, 7, 1.4 - place / 9, 5.5 - place / 2)
            for outlet in shape.outlets
            for place, word in enumerate(words)
        ],
        schema=DISTINCTIVE,
        orient="row",
    )


def _manifest():
    return {
        "inputs": {"../corpora/harbour.jsonl": "9f" * 32},
        "settings": {
            "clean": True,
            "model": None,
            "seed": 20160926,
            "n_bootstrap": 1000,
            "confidence": 0.95,
            "minimum_articles": 5,
        },
        "versions": {"python": "3.11.7", "media-audit": "0.1.0", "spacy": "3.8.7", "polars": "2.1.0"},
        "counts": {"records": 63, "articles": 60, "rejects": 3, "words": 27000},
        "times": {"annotate_began": "2025-04-01T10:00:00+00:00", "annotate_ended": "2025-04-01T10:01:00+00:00"},
    }

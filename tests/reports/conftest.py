"""The shapes of corpora that a report must survive."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from reports import ReportTables, pdf, style

from .made_up import Shape, build

LONG = (
    "The Associated Newspapers of the Northern Counties and the Islands, Incorporating the Evening Telegraph and Argus"
)


def few(**values) -> Shape:
    """So few articles that no outlet has a figure."""
    usual = {"months": (), "n_articles": 1, "n_rejects": 0, "status": "too_few", "declared": True, "counted": True}
    return Shape(**{**usual, **values})


SHAPES = {
    "four outlets": Shape(),
    "one article": few(outlets=("seeds",), parties=(), actors=("Vladimir Putin",), title="One article"),
    "one article, quoting nobody": few(outlets=("seeds",), parties=(), actors=(), title="Snow"),
    "three articles": few(outlets=("The Plain Post",), n_articles=3),
    "six articles of two outlets": few(outlets=("The Plain Post", "Zeal"), n_articles=3, together=True),
    "one outlet": Shape(outlets=("The Plain Post",), n_rejects=0),
    "twelve outlets, sixty parties": Shape(
        outlets=tuple(f"Regional Paper No. {n}" for n in range(12)),
        parties=tuple(f"Party of the {n}th district" for n in range(60)),
        months=tuple(f"{year}-{month:02}" for year in (2023, 2024) for month in range(1, 13)),
    ),
    "very long names": Shape(
        outlets=(LONG, f"{LONG} (Sunday)", f"{LONG} (Weekly)"),
        parties=(f"{LONG} Party", "Ünïön $x^2$ of \\frac{a}{b} & <b>friends</b>"),
        actors=(f"Dr. {LONG} Jr.", f"Dr. {LONG} Sr.", "W" * 150),
        checked=True,
        title=f"An audit of {LONG}, and of everything else that was printed in the county in the year of the great flood",
    ),
    "other scripts": Shape(
        outlets=("朝日新聞", "読売新聞", "Известия", "الجزيرة", "😀 Daily\nNews\t$5"),
        actors=("Владимир Путин", "习近平", "नरेन्द्र मोदी"),
        parties=("自民党", "公明党"),
        checked=True,
    ),
    "no codebook": Shape(parties=()),
    "no value": Shape(status="undefined"),
    "only rejects": Shape(outlets=(), actors=(), parties=(), months=(), n_rejects=40),
    "every metric": Shape(colours={"civic-union": "#123456"}, declared=True),
}


@pytest.fixture(scope="session")
def corpora() -> dict[str, ReportTables]:
    return {name: build(shape) for name, shape in SHAPES.items()}


@pytest.fixture(scope="session")
def books(corpora):
    """The pages of each corpus, drawn once."""
    drawn = {}

    def book(name):
        if name not in drawn:
            with style.house_style():
                drawn[name] = pdf.all_pages(corpora[name])
        return drawn[name]

    return book


@pytest.fixture(params=list(SHAPES))
def corpus(request, corpora) -> ReportTables:
    return corpora[request.param]


@pytest.fixture
def four(corpora) -> ReportTables:
    return corpora["four outlets"]


@pytest.fixture
def changed(four):
    return lambda **values: replace(four, **values)


@pytest.fixture(autouse=True)
def _house_style() -> Iterator[None]:
    with style.house_style():
        yield

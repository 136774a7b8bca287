"""A small annotated run, made by rule, and a coder who fills sheets."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from audit import tables

OUTLETS = ("Post", "Star")
N_ARTICLES, N_SENTENCES = 6, 8  # of each outlet, of each article


def _article(outlet: str, number: int) -> dict[str, list[dict[str, object]]]:
    """An article of eight sentences: sentences 1, 2, 4, 7 have an attribution, 4 has two; one source in three is unnamed."""
    article_id = f"{outlet.lower()}-{number}"
    texts = [f"Sentence {at} of {article_id} says that Ann Smith won." for at in range(N_SENTENCES)]
    starts = [sum(len(text) + 1 for text in texts[:at]) for at in range(N_SENTENCES)]
    ends = [start + len(text) for start, text in zip(starts, texts, strict=True)]
    rows: dict[str, list[dict[str, object]]] = {
        "articles": [
            {
                "article_id": article_id,
                "outlet": outlet,
                "title": "T",
                "text": " ".join(texts),
                "content_hash": article_id,
            }
        ],
        "sentences": [
            {"article_id": article_id, "sentence_id": 0, "start": 0, "end": 1, "n_words": 1, "in_title": True},
            *(
                {
                    "article_id": article_id,
                    "sentence_id": at + 1,
                    "start": starts[at],
                    "end": ends[at],
                    "n_words": 9,
                    "in_title": False,
                }
                for at in range(N_SENTENCES)
            ),
        ],
        "actors": [
            {
                "article_id": article_id,
                "actor_id": "ann",
                "name": "Ann Smith",
                "kind": "person",
                "named": True,
                "party": "reds",
            },
            {
                "article_id": article_id,
                "actor_id": f"aide-{article_id}",
                "name": "aide",
                "kind": "unnamed",
                "named": False,
            },
        ],
    }
    told = texts[0].index("Ann Smith won")
    places = [at for at in (0, 1, 2, 4, 4, 7) if at or number % 2]
    rows["attributions"] = [
        {
            "article_id": article_id, "attribution_id": index, "sentence_id": at, "in_title": at == 0, "n_words": 3,
            "kind": "direct" if at == 7 else "indirect", "actor_id": f"aide-{article_id}" if at == 2 else "ann",
            "content": [{"start": starts[at] + told, "end": ends[at]}],
        }
        for index, at in enumerate(places)
    ]  # fmt: skip
    where = texts[0].index("Ann Smith")
    labels = ("negative", "neutral", "positive", "neutral")
    rows["mentions"] = [
        {
            "article_id": article_id, "mention_id": at, "actor_id": "ann", "start": starts[at] + where, "end": starts[at] + where + 9,
            "sentence_id": at + 1, "form": "name", "in_title": False, "voice": "self" if at == 7 else "journalist",
            "target_label": labels[(at + number) % 4], "target_score": 0.5,
        }
        for at in range(N_SENTENCES)
    ]  # fmt: skip
    return rows


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """A run of two outlets with six articles each; not scored."""
    folder = tmp_path / "audit"
    articles = [_article(outlet, number) for outlet in OUTLETS for number in range(N_ARTICLES)]
    for name in tables.SCHEMAS:
        if name not in ("tone", "scores", "estimates", "differences", "robustness", "baselines"):
            rows = [row for article in articles for row in article.get(name, [])]
            tables.write(tables.from_rows(name, rows), folder, name)
    return folder


Row = dict[str, str]


@pytest.fixture
def fill() -> Callable[..., Path]:
    """Fill a sheet: ``code(row, number)`` gives the cells of a row, or None to leave the row out."""

    def filled(
        sheet: Path, code: Callable[[Row], Row | None], *, to: Path, delimiter: str = ",", encoding: str = "utf-8"
    ) -> Path:
        with sheet.open(encoding="utf-8-sig", newline="") as stream:
            rows = [row | cells for row in csv.DictReader(stream) if (cells := code(row)) is not None]
        with to.open("w", encoding=encoding, newline="") as stream:
            writer = csv.DictWriter(stream, rows[0], delimiter=delimiter)
            writer.writeheader()
            writer.writerows(rows)
        return to

    return filled

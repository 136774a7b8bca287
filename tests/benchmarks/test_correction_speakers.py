"""The gold's speakers laid beside the machine's, sentence by sentence."""

import pytest

from audit import manifest, tables
from audit.hand_coding.frames import Party
from benchmarks.correction_speakers import coded_by

PARTIES = (Party("reds", "The Reds"), Party("blues", "The Blues"))
SENTENCES = ("Ann says that it rains.", "Bo says it snows.", "It is May.")
TEXT = " ".join(SENTENCES)


def span(words: str) -> dict[str, int]:
    return {"start": TEXT.index(words), "end": TEXT.index(words) + len(words)}


@pytest.fixture
def run(tmp_path):
    """Ann is one of the reds; what Bo says is given to her, too."""
    rows = {
        "articles": [{"article_id": "a", "outlet": "Post", "text": TEXT, "content_hash": "a"}],
        "sentences": [
            {"article_id": "a", "sentence_id": at, **span(text), "n_words": len(text.split()), "in_title": False}
            for at, text in enumerate(SENTENCES)
        ],
        "actors": [{"article_id": "a", "actor_id": "ann", "name": "Ann", "kind": "person", "party": "reds"}],
        "attributions": [
            {"article_id": "a", "attribution_id": at, "actor_id": "ann", "in_title": False, "content": [span(words)], "n_words": 2}
            for at, words in enumerate(("it rains", "it snows"))
        ],
    }  # fmt: skip
    for name, some in rows.items():
        tables.write(tables.from_rows(name, some), tmp_path, name)
    manifest.update(tmp_path, codebook={"parties": [party._asdict() for party in PARTIES]})
    return tmp_path


def test_words_of_each_party_by_machine_and_gold(run):
    gold = [
        {
            "article": "a",
            "attributions": [
                {"content": [list(span("it rains").values())], "parties": ["reds"]},
                {"content": [list(span("it snows").values())], "parties": ["blues", "other"]},
            ],
        }
    ]
    found = dict(coded_by(gold, run, PARTIES))
    assert found["reds"].machine.numerator.tolist() == [2, 2, 0]
    assert found["reds"].numerator.tolist() == [2, 0, 0]
    assert found["blues"].machine.numerator.tolist() == [0, 0, 0]
    assert found["blues"].numerator.tolist() == [0, 2, 0]
    assert found["blues"].denominator.tolist() == found["reds"].machine.denominator.tolist() == [2, 2, 0]

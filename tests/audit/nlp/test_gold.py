"""Gold annotation from brat and JSON."""

import json

import pytest

from audit.errors import InputError
from audit.nlp.gold import read_gold

TEXT = "Ann said no."


def test_brat_side_by_side_with_discontinuous_content(tmp_path):
    (tmp_path / "daily_1.txt").write_text("“No,” Ann said. “Never.”", encoding="utf8")
    lines = ["T1\tSource 6 9\tAnn", "T2\tCue 10 14\tsaid", "T3\tContent 0 5;16 24\t“No,” “Never.”"]
    (tmp_path / "daily_1.ann").write_text(
        "\n".join([*lines, "E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3"]), encoding="utf8"
    )
    (article,) = read_gold(tmp_path)
    assert (article.name, article.outlet) == ("daily_1", "daily")
    assert article.attributions[0].content == ((0, 5), (16, 24))


def test_json_with_text_inside_or_beside(tmp_path):
    (tmp_path / "text").mkdir()
    (tmp_path / "text" / "b.txt").write_text(TEXT, encoding="utf8")
    said = {"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 11]]}
    records = [
        {"article": "a", "outlet": "x", "text": TEXT, "attributions": [said]},
        {"article": "b", "outlet": "y", "attributions": [{"cue": [[4, 8]], "content": [[9, 11]]}]},
    ]
    path = tmp_path / "gold.json"
    path.write_text(json.dumps(records), encoding="utf8")
    first, second = read_gold(path)
    assert first.attributions[0].source == ((0, 3),)
    assert (second.text, second.attributions[0].source) == (TEXT, ())


@pytest.mark.parametrize("content", ["{", '[{"outlet": "x"}]', "3"])
def test_json_of_another_kind_is_refused_with_what_is_expected(tmp_path, content):
    path = tmp_path / "gold.json"
    path.write_text(content, encoding="utf8")
    with pytest.raises(InputError, match="expected a JSON list"):
        read_gold(path)


def test_nothing_there_is_said(tmp_path):
    with pytest.raises(InputError, match="no annotated article"):
        read_gold(tmp_path)
    with pytest.raises(InputError, match="does not exist"):
        read_gold(tmp_path / "nowhere")


def test_a_line_of_brat_without_offsets(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf8")
    (tmp_path / "a.ann").write_text("T1\tSource 0 3\tAnn\nT2\tCue four 8\tsaid\n", encoding="utf8")
    with pytest.raises(InputError, match=r"line 2 of .*a\.ann names no place in the text \(seen 'Cue four 8'\)"):
        read_gold(tmp_path)

import json

import pytest

from audit.errors import InputError
from audit.nlp.gold import read_gold


def test_a_brat_folder_of_ones_own_is_read(tmp_path):
    (tmp_path / "post_1.txt").write_text("Ann said no.", encoding="utf-8")
    (tmp_path / "post_1.ann").write_text(
        "T1\tSource 0 3\tAnn\nT2\tCue 4 8\tsaid\nT3\tContent 9 11\tno\nT4\tAttribution 4 8\tsaid\n"
        "E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3\n",
        encoding="utf-8",
    )
    (text,) = read_gold(tmp_path)
    assert (text.name, text.outlet, text.text) == ("post_1", "post", "Ann said no.")
    assert text.attributions[0].content == ((9, 11),)


def test_json_gold_is_read(tmp_path):
    path = tmp_path / "gold.json"
    attribution = {"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 11]]}
    path.write_text(json.dumps([{"article": "a", "text": "Ann said no.", "attributions": [attribution]}]))
    (text,) = read_gold(path)
    assert text.attributions[0].source == ((0, 3),)


@pytest.mark.parametrize(("content", "message"), [("{", "is no attribution gold"), ("3", "is no attribution gold"), ("[{}]", "article")])
def test_gold_of_another_shape_says_what_was_expected(tmp_path, content, message):
    path = tmp_path / "gold.json"
    path.write_text(content)
    with pytest.raises(InputError, match=message):
        read_gold(path)


def test_an_empty_folder_says_what_belongs_there(tmp_path):
    with pytest.raises(InputError, match=r"no annotated article"):
        read_gold(tmp_path)

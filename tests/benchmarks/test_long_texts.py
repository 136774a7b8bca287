"""The benchmark of long texts, small."""

from audit.words import count_words
from benchmarks.long_texts import joined, measure


def test_a_text_of_at_least_so_many_words_is_annotated(capsys):
    assert 400 <= count_words(joined(400)) < 2_000
    measure(400)
    said = capsys.readouterr().out
    assert f"{count_words(joined(400)):,} words" in said
    assert "0 refused" in said

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports import lettering


def test_width_grows_with_text_and_size():
    assert lettering.width("", 8) == 0
    assert lettering.width("mm", 8) > lettering.width("m", 8)
    assert abs(lettering.width("paper", 16) - 2 * lettering.width("paper", 8)) < 0.02


def test_printable_replaces_what_the_font_lacks():
    assert lettering.printable("Известия") == "Известия"
    assert lettering.printable("朝日") == "□□"
    assert lettering.printable("Daily\n\tNews ") == "Daily News"
    assert lettering.printable("ｆｕｌｌ") == "full"
    assert lettering.printable("a\u200bb") == "ab"


def test_shorten_keeps_what_fits():
    assert lettering.shorten("Post", 2, 8) == "Post"
    cut = lettering.shorten("The Associated Newspapers of the Counties", 1, 8)
    assert cut.endswith("…")
    assert lettering.width(cut, 8) <= 1


def test_labels_stay_different():
    names = ["The Long Name of a Paper (Sunday)", "The Long Name of a Paper (Weekly)", "朝日", "読売"]
    shown = lettering.labels(names, 1.2, 8)
    assert len(set(shown)) == 4
    assert all(lettering.width(label, 8) <= 1.2 for label in shown)


def test_the_same_name_keeps_one_label():
    assert lettering.labels(["Post", "Post"], 1, 8) == ["Post", "Post"]


def test_wrap_breaks_long_words_and_shortens_the_last_line():
    lines = lettering.wrap("a " + "x" * 300 + " b", 2, 8)
    assert all(lettering.width(line, 8) <= 2 for line in lines)
    assert "".join(lines).replace(" ", "").count("x") == 300
    two = lettering.wrap("word " * 60, 2, 8, max_lines=2)
    assert len(two) == 2
    assert two[1].endswith("…")


def test_a_long_word_breaks_after_its_signs_and_not_in_a_part_that_fits():
    word = "ansel-courier_2025-05-28_resignation"
    room = lettering.width("ansel-courier_2025-05-28_res", 8, family=lettering.MONO)
    assert lettering.wrap(word, room, 8, family=lettering.MONO) == ["ansel-courier_2025-05-28_", "resignation"]


@pytest.mark.parametrize("family", [lettering.SANS, lettering.MONO])
def test_a_word_that_does_not_fit_is_shortened_in_its_own_font(family):
    last = lettering.wrap("politifact-donald-trump-is-right-" * 9, 1.7, 7, family=family, max_lines=2)[-1]
    assert last.endswith("…")
    assert " " not in last
    assert 1.2 < lettering.width(last, 7, family=family) <= 1.7


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=80), st.floats(0.6, 4))
def test_wrapped_lines_fit_and_lose_nothing(text, room):
    lines = lettering.wrap(text, room, 8)
    assert all(lettering.width(line, 8) <= room + 0.05 for line in lines)
    shown = lettering.printable(text.replace("\n", " "))
    assert "".join("".join(lines).split()) == "".join(shown.split())


def test_a_p_value_is_not_torn_from_its_sign():
    lines = lettering.wrap("no clear difference (adjusted p = .012) at q = 1, one < two", 0.9, 8)
    assert " ".join(lines) == "no clear difference (adjusted p = .012) at q = 1, one < two"
    assert not [line for line in lines if line.startswith(("=", "<", ".")) or line.endswith(("=", "<"))]

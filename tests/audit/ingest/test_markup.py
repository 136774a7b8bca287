"""Texts that hold HTML become paragraphs; other texts stay as they are."""

import time
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.ingest.markup import without_markup


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One &amp; two.</p>\n<p>Three<br>four</p>", "One & two.\n\nThree\nfour"),
        ("<div>A line\nthat goes on</div><div>B</div>", "A line that goes on\n\nB"),
        ("Para one.\n\nPara <b>two</b>\nnext", "Para one.\n\nPara two\nnext"),
        ("<h2>Sub</h2>\n\nOne\nmore\n\nTwo", "Sub\n\nOne\nmore\n\nTwo"),
        ("<p>a</p><script>if (a<b) x();</script><!-- c --><p>d</p>", "a\n\nd"),
        ("said <b>Ann</b> <i>Lee</i> today", "said Ann Lee today"),
        ('<p class="x" data-y="1">He said &ldquo;no&rdquo;&#8230;</p>', "He said “no”…"),
        ("It cost &pound;5 &amp; more", "It cost £5 & more"),
        ("<p>One.</p><nav>Home</nav><button>Share</button><tfoot>Two</tfoot>", "One.\n\nHome\n\nShare\n\nTwo"),
    ],
)
def test_html_becomes_paragraphs(markup, text):
    assert without_markup(markup) == text


@pytest.mark.parametrize(
    "text", ["a < b and c > d", "<sighs> Well.", "AT&T; R&D", "I <3 you", "the <b> key", "x &amp y", "a\n b \n\n\n c"]
)
def test_what_is_no_html_stays(text):
    assert without_markup(text) == text


@pytest.mark.parametrize("opened", ["<script>", "<!--", "<title>", "<style>"])
def test_what_is_never_closed_hides_nothing(opened):
    assert without_markup(f"{opened}He said no.<p>And yes.") == "He said no.\n\nAnd yes."


@pytest.mark.parametrize(
    "piece", ["<script>", "<", "<a ", "<!--", "<p>a</p>", "\n \n<p>", "&", "<p>          ", "<b", "-->", "</script"]
)
def test_a_hundred_thousand_of_anything_takes_no_time(piece):
    began = time.process_time()
    without_markup(piece * 100_000)
    assert time.process_time() - began < 3


@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<br>", "<b>", "<!--", "-->", "<script>", "</script>", "&amp;", "\n", " a"])
    )
)
@settings(max_examples=200, deadline=timedelta(seconds=2))
def test_no_text_grows(pieces):
    text = "".join(pieces)
    assert len(without_markup(text)) <= len(text)


def test_a_column_of_html_is_read_as_paragraphs(read_bytes, english):
    rows = f'id,title,content\n1,"<b>Jobs</b> &amp; taxes","<p>{english}</p><p>“No,” she said.</p>"\n'
    (article,) = read_bytes("a.csv", rows)
    assert (article.title, article.text) == ("Jobs & taxes", f"{english}\n\n“No,” she said.")


def test_without_cleaning_the_markup_stays(read_bytes):
    (article,) = read_bytes("a.csv", "id,content\n1,<p>One.</p>\n", clean=False)
    assert article.text == "<p>One.</p>"


def test_a_column_of_whole_pages_is_read_as_pages_are(read_bytes, english):
    page = f"<!DOCTYPE html><html><head><title>T</title></head><body><nav>Home</nav><article><p>{english}</p></article></body></html>"
    (article,) = read_bytes("a.csv", f'id,content\n1,"{page}"\n')
    assert article.text == english

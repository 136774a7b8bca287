import io
import re

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

import reports
from audit import tables
from reports.evidence import COLOURS, OTHERS, OTHERS_COLOUR, gather, pieces

TEXT = (
    "The plan is “dead,” Ada Berg said on Monday.\n\nShe <b>insisted</b> that the mayor had said the harbour was full."
)
TITLE = "Berg: plan dead"


def span(text, part, *, start=0):
    found = text.index(part, start)
    return {"start": found, "end": found + len(part)}


def attribution(number, *, content, source=None, cue=None, text=TEXT, **values):
    return {
        "article_id": "a1",
        "attribution_id": number,
        "content": [span(text, part) for part in content],
        "content_text": " … ".join(content),
        "source": span(text, source) if source else None,
        "source_text": source,
        "cue": span(text, cue) if cue else None,
        "cue_text": cue,
        "n_words": sum(len(part.split()) for part in content),
        "kind": "indirect",
        "in_title": False,
        "confidence": 0.9,
        **values,
    }


@pytest.fixture
def article():
    return {"article_id": "a1", "title": TITLE, "text": TEXT, "outlet": "The Plain & Post", "n_words": 20}


@pytest.fixture
def attributions():
    frame = tables.from_rows(
        "attributions",
        [
            attribution(0, content=["plan dead"], source="Berg", text=TITLE, in_title=True, actor_id="ada-berg"),
            attribution(
                1, content=["The plan is “dead,”"], source="Ada Berg", cue="said", kind="mixed", actor_id="ada-berg"
            ),
            attribution(
                2,
                content=["the mayor had said the harbour was full"],
                source="She",
                cue="<b>insisted</b>",
                actor_id="ada-berg",
            ),
            attribution(
                3, content=["the harbour was full"], source="the mayor", cue="had said", via_actor_id="the-wire"
            ),
        ],
    )
    names = pl.DataFrame({"actor_id": ["ada-berg"], "name": ["Ada Berg"], "party": ["civic-union"]})
    return frame.join(names, on="actor_id", how="left", maintain_order="left")


def test_pieces_put_together_are_the_text_again(article, attributions):
    evidence = gather(article, attributions)
    assert "".join(piece.text for piece in evidence.title) == TITLE
    assert "\n\n".join("".join(piece.text for piece in part) for part in evidence.paragraphs) == TEXT


@given(
    st.text(max_size=60),
    st.lists(st.tuples(st.integers(0, 70), st.integers(0, 70), st.integers(0, 70), st.integers(0, 70)), max_size=5),
)
def test_pieces_lose_nothing_of_any_text(text, spans):
    rows = [
        (number, {"content": [{"start": a, "end": b}], "source": {"start": c, "end": d}, "cue": None})
        for number, (a, b, c, d) in enumerate(spans)
    ]
    assert "".join(piece.text for piece in pieces(text, rows)) == text


def test_the_innermost_claim_colours_a_nested_passage(article, attributions):
    evidence = gather(article, attributions)
    nested = next(piece for piece in evidence.paragraphs[1] if piece.text == "the harbour was full")
    assert nested.content == (3, 4)
    assert evidence.innermost(nested) == evidence.claim(4)


def test_page_lists_every_attribution_and_escapes_the_article(article, attributions):
    page = reports.render_html(article, attributions)
    assert "&lt;b&gt;insisted&lt;/b&gt;" in page
    assert "<b>insisted" not in page
    assert "The Plain &amp; Post" in page
    assert page.count('<td class="number"') == 4
    assert "Ada Berg<small>civic-union</small>" in page
    assert "via the-wire" in page
    assert "confidence 0.90" in page


def test_every_number_behind_a_passage_leads_to_its_line(article, attributions):
    page = reports.render_html(article, attributions)
    lines = re.findall(r'<tr id="(a\d+)"', page)
    assert lines == ["a1", "a2", "a3", "a4"]
    assert re.findall(r'class="ref"[^>]* href="#(a\d+)"', page) == lines
    assert re.findall(r' id="(p\d+)"', page) == re.findall(r'<a href="#(p\d+)"', page) == ["p1", "p2", "p3", "p4"]
    assert 'href="#list"' in page
    assert 'id="list"' in page
    assert 'aria-label="attribution 2, Ada Berg"' in page


def test_no_two_speakers_share_an_ink(article):
    rows = [
        attribution(number, content=["dead"], source="Ada Berg", actor_id=f"speaker-{number:02}", n_words=number + 1)
        for number in range(14)
    ]
    evidence = gather(article, tables.from_rows("attributions", rows))
    legend = evidence.legend()
    inks = [ink for _, ink, _ in legend]
    assert len(set(inks)) == len(inks) == len(COLOURS) + 1
    assert legend[-1][::2] == (OTHERS, 4)  # 14 speakers, ten inks; those with fewest words have none
    assert evidence.claim(1).colour == OTHERS_COLOUR
    assert evidence.claim(14).colour in COLOURS


def test_page_needs_nothing_from_outside(article, attributions):
    page = reports.render_html(article, attributions)
    assert "<script" not in page
    assert "http://" not in page
    assert "https://" not in page
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page


def test_page_of_an_article_without_attributions_says_so(article):
    page = reports.render_html({**article, "title": None}, tables.empty("attributions"))
    assert "No attribution was found in this article." in page
    assert "Untitled article" in page


def test_terminal_prints_text_numbers_and_list(article, attributions):
    out = io.StringIO()
    reports.print_article(
        article, attributions, console=Console(file=out, width=120, color_system="truecolor", force_terminal=True)
    )
    plain = Console(file=io.StringIO(), width=120)
    with plain.capture() as captured:
        reports.print_article(article, attributions, console=plain)
    shown = captured.get()
    assert "The plan is “dead,”[2] Ada Berg said on Monday." in shown
    assert "She <b>insisted</b> that" in shown
    assert "the harbour was full[3][4]." in shown
    assert "\x1b[" in out.getvalue()


def test_terminal_says_that_there_is_nothing(article):
    console = Console(file=io.StringIO(), width=80)
    with console.capture() as captured:
        reports.print_article(article, tables.empty("attributions"), console=console)
    assert "No attribution was found" in captured.get()

"""What the counts of tone rest on: sentences with the actor marked, and sums as the metrics have them."""

import polars as pl
import pytest

import reports
from reports.tone_evidence import TONES, tone_lines, tone_sums

TEXT = "Ann Lee won. Critics say Lee <b>\nlied, and she did not."


def row(name, voice, tone, place, *mentions):
    spans = [{"start": first, "end": last} for first, last in mentions]
    label, score = tone
    start, end = place
    told = {"name": name, "party": "Blue", "voice": voice, "label": label, "score": score}
    return told | {"start": start, "end": end, "mentions": spans}


@pytest.fixture
def tones():
    second = (13, len(TEXT))
    rows = [
        row("Ann Lee", "others", ("negative", -0.7), second, (25, 28), (43, 46)),
        row("Ann Lee", "journalist", ("positive", 0.5), (0, 12), (0, 7), (4, 7)),
        row("Ann Lee", "journalist", ("neutral", -0.1), second, (43, 46)),
        row("critics", "journalist", ("neutral", 0.0), second, (13, 20)),
    ]
    return pl.DataFrame(rows, schema=TONES)


def test_sentences_stand_in_order_with_the_mentions_marked(tones):
    lines = tone_lines(TEXT, tones)
    assert [(line.name, line.voice, line.label) for line in lines] == [
        ("Ann Lee", "journalist’s own words", "positive"),
        ("Ann Lee", "journalist’s own words", "neutral"),
        ("Ann Lee", "others’ quotes about the actor", "negative"),
        ("critics", "journalist’s own words", "neutral"),
    ]
    assert lines[0].parts == (("Ann Lee", True), (" won.", False))
    assert lines[2].parts == (
        ("Critics say ", False),
        ("Lee", True),
        (" <b> lied, and ", False),
        ("she", True),
        (" did not.", False),
    )
    assert "".join(part for part, _ in lines[3].parts) == TEXT[13:].replace("\n", " ")


def test_sums_are_those_of_the_metrics(tones):
    sums = tone_sums(tone_lines(TEXT, tones))
    assert [(one.name, one.voice, one.counts) for one in sums] == [
        ("Ann Lee", "journalist’s own words", (0, 1, 1)),
        ("Ann Lee", "others’ quotes about the actor", (1, 0, 0)),
        ("critics", "journalist’s own words", (0, 1, 0)),
    ]
    assert sums[0].mean == pytest.approx(0.2)


def test_the_page_shows_sums_and_sentences_and_escapes_the_text(tones):
    article = {"article_id": "a", "title": "T", "text": TEXT}
    page = reports.render_html(article, pl.DataFrame(schema=_attributions()), tones)
    assert "<mark>Lee</mark> &lt;b&gt; lied" in page
    assert "−0.70" in page
    assert "+0.50" in page
    assert "Neutral sentences: 2" in page
    bare = reports.render_html(article, pl.DataFrame(schema=_attributions()))
    assert "Tone toward actors" not in bare


def _attributions():
    from audit import tables

    return tables.empty("attributions").schema

"""Whole reports over corpora of every shape: nothing is cut off, nothing overlaps, nothing is left unsaid."""

from dataclasses import replace
from io import BytesIO

import numpy as np
import polars as pl
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from pypdf import PdfReader

import reports
from reports import bookmarks, pdf
from reports.pages import cover, quoted, sources, trend

EDGE = 0.3  # inches that stay white at every edge of the paper
TOLERANCE = 1.0  # pixels by which boxes of neighbouring lines may touch


def texts_of(figure: Figure) -> list[Text]:
    return [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()]


def problems(figure: Figure) -> list[str]:
    """Texts that leave the paper or lie on one another, by the extents that the renderer measures."""
    renderer = FigureCanvasAgg(figure).get_renderer()
    figure.draw_without_rendering()
    texts = texts_of(figure)
    boxes = np.array([text.get_window_extent(renderer).extents for text in texts]).reshape(-1, 4)
    edge = EDGE * figure.dpi
    width, height = figure.bbox.width, figure.bbox.height
    outside = (boxes[:, 0] < edge) | (boxes[:, 1] < edge) | (boxes[:, 2] > width - edge) | (boxes[:, 3] > height - edge)
    found = [f"off the paper: {texts[place].get_text()!r}" for place in np.flatnonzero(outside)]
    low = np.maximum(boxes[:, None, :2], boxes[None, :, :2])
    high = np.minimum(boxes[:, None, 2:], boxes[None, :, 2:])
    shared = np.triu((high - low > TOLERANCE).all(axis=2), k=1)
    return found + [f"{texts[a].get_text()!r} lies on {texts[b].get_text()!r}" for a, b in np.argwhere(shared)]


def words_of(page) -> str:
    return " ".join(text.get_text() for text in texts_of(page.figure))


def axes_of(figure):
    return [axes for part in (figure, *figure.subfigs) for axes in part.get_axes() if axes.axison]


LONG = ("twelve outlets, sixty parties", "every metric")
SHORT = (
    "one article",
    "one article, quoting nobody",
    "three articles",
    "six articles of two outlets",
    "no value",
    "only rejects",
)
NAMES = [
    "four outlets",
    "one article",
    "one article, quoting nobody",
    "three articles",
    "six articles of two outlets",
    "one outlet",
    "twelve outlets, sixty parties",
    "very long names",
    "other scripts",
    "no codebook",
    "no value",
    "only rejects",
    "every metric",
]


def test_every_shape_is_tested(corpora):
    assert set(NAMES) == set(corpora)


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.slow) if name in LONG else name for name in NAMES]
)
def test_every_page_is_whole(books, name):
    """Nothing is cut off or overlaps, no axis is empty, every page has its title and number."""
    pages = books(name)
    assert len(pages) >= (4 if name in SHORT else 8)
    found = {f"{number} {page.title}": problems(page.figure) for number, page in enumerate(pages, start=1)}
    assert {page: these for page, these in found.items() if these} == {}
    for number, page in enumerate(pages, start=1):
        shown = words_of(page)
        assert f"{number} / {len(pages)}" in shown
        assert page.title.split()[0] in shown
        for axes in axes_of(page.figure):
            assert any(len(line.get_xdata()) for line in axes.get_lines()), f"an empty axis on page {page.title!r}"


def test_the_checker_sees_an_overlap_and_an_overrun():
    figure = Figure(figsize=(4, 2))
    figure.text(0.5, 0.5, "one")
    figure.text(0.51, 0.5, "two")
    figure.text(0.95, 0.2, "a long text that runs off")
    found = problems(figure)
    assert "'one' lies on 'two'" in found
    assert "off the paper: 'a long text that runs off'" in found


def test_records_add_up_on_the_cover(books):
    front = words_of(books("four outlets")[0])
    assert "63 records read: 60 articles, 3 refused." in front
    assert "3 parties" in front


def test_the_first_page_says_what_not_to_conclude(books, corpora):
    front = words_of(books("four outlets")[0])
    assert "with about 15 articles from each outlet, only large ones show" in front
    assert "they do not show bias or intent" in front
    assert "Two outlets “differ” only" in front
    assert "Two outlets" not in words_of(books("one outlet")[0])
    many = corpora["four outlets"].articles.select("outlet", "wire", n_words=pl.lit(100))
    many = pl.concat([many] * 5)  # 75 articles of each outlet
    assert "only large ones" not in cover.how_sure(replace(corpora["four outlets"], articles=many))[0]


def test_outlets_with_one_very_long_article_are_named():
    articles = pl.DataFrame({"outlet": ["Echo"] * 5 + ["Post"] * 5, "n_words": [100, 100, 100, 100, 900, *[100] * 5]})
    assert cover.uneven(articles).startswith("At Echo (69%) one article has so many of the words")
    assert not cover.uneven(articles.filter(pl.col("outlet") == "Post"))
    assert not cover.uneven(articles.head(4))  # too few for a figure


def test_outlets_that_print_much_agency_copy_are_named():
    credit = {"outlet": ["Echo"] * 5 + ["Post"] * 5, "wire": ["Reuters", "AFP", *[None] * 3, "AFP", *[None] * 4]}
    articles = pl.DataFrame(credit, schema_overrides={"wire": pl.String})
    assert cover.agencies(articles).startswith("At Echo (40%) many articles credit a news agency")  # Post: 20 %
    assert not cover.agencies(articles.head(4))  # too few for a figure
    assert not cover.agencies(articles.filter(pl.col("wire").is_null()))


def test_articles_of_unequal_length_are_told_beside_the_number_of_sources(four):
    outlets = four.articles["outlet"].unique().sort().to_list()
    low, high = outlets[:2]
    counted = pl.DataFrame({"row": [low, high], "value": [4.0, 9.0]})
    lengths = {low: [100, 200, 900], high: [280, 300, 310]}  # medians 200 and 300
    rows = [(outlet, n) for outlet, words in lengths.items() for n in words]
    tables = replace(four, articles=pl.DataFrame(rows, schema=["outlet", "n_words"], orient="row"))
    assert "(median 300 against 200 words)" in sources.lengths(tables, counted)
    assert not sources.lengths(tables, counted.with_columns(pl.col("value").reverse()))  # the longer ones have fewer
    alike = replace(tables, articles=tables.articles.with_columns(n_words=pl.lit(250)))
    assert not sources.lengths(alike, counted)
    assert not sources.lengths(tables, counted.head(1))


def test_who_speaks_as_the_author_of_an_article_is_called_so(four):
    first = four.actors.filter(pl.col("actor_id").is_not_null()).head(1)
    author = first.with_columns(
        actor_id=pl.lit("person/a-1/author"), name=pl.lit("author"), undecided=pl.lit(value=False)
    )
    assert quoted.ranking(author)["name"].to_list() == ["the article’s author"]


def test_the_words_of_all_speakers_stand_under_those_of_the_most_quoted(four):
    rows = quoted.with_everybody(four, quoted.listed(four, quoted.ranking(four.actors)))
    last = rows.row(-1, named=True)
    assert last["name"] == "all speakers"
    assert last["words"] == f"{four.actors['n_words'].sum():,}"
    outlet = four.articles["outlet"][0]
    assert last[f"in {outlet}"] == f"{four.actors.filter(outlet=outlet)['n_words'].sum():,}"
    assert last["articles"] == ""


def test_large_numbers_of_words_are_printed_in_full(four):
    many = replace(four, actors=four.actors.with_columns(pl.col("n_words") * 1_000))
    printed = {found.get_text() for page in quoted.pages(many) for found in page.figure.findobj(Text)}
    assert f"{many.actors['n_words'].sum():,}" in printed


def test_a_run_of_rejects_only_says_so(books):
    front = words_of(books("only rejects")[0])
    assert "40 records read: 0 articles, 40 refused." in front
    assert "no record was readable as an article" in front


def test_without_a_codebook_the_report_says_that_no_parties_were_defined(books):
    book = " ".join(words_of(page) for page in books("no codebook"))
    assert "No parties were defined" in book


def test_contents_name_the_pages_on_which_chapters_begin(books):
    pages = books("four outlets")
    chapters = pdf.contents(pages[1:], n_front=1)
    assert len(chapters) > 8
    for chapter in chapters:
        assert pages[chapter.page - 1].title == chapter.title
        assert chapter.title.split()[0] in words_of(pages[0])


def test_the_first_page_is_one_page_and_tells_what_each_chapter_found(books):
    first, second = books("four outlets")[:2]
    assert second.title != first.title
    assert "is quoted most:" in words_of(first)
    assert "headline metrics tested" in words_of(first)


def test_names_that_fit_several_actors_are_counted_and_explained(books):
    page = next(page for page in books("four outlets") if page.section == "Data quality")
    shown = words_of(page)
    assert "3 (2%)" in shown  # of 120 attributions of each outlet
    assert "12 (2%)" in shown  # of 480 together
    assert "fit several actors: Amsel (4 articles, 310 attributed words)" in shown
    assert "never guessed" in shown


def test_the_most_quoted_can_be_checked_in_an_article(books):
    shown = " ".join(words_of(page) for page in books("four outlets") if page.title.startswith("Who is quoted most"))
    assert "(undecided)" in shown
    assert "harbour-vote" in shown.replace(" ", "")


def test_what_has_no_months_has_no_page_over_time(books):
    titles = [page.title for page in books("one article")]
    assert "Over time" not in titles
    assert "Over time" in [page.title for page in books("four outlets")]
    quality = next(page for page in books("one article") if page.section == "Data quality")
    assert "Nothing is shown over time" in words_of(quality)


def test_a_single_outlet_over_time_takes_one_page(books):
    assert [page.title for page in books("one outlet")].count("Over time (continued)") == 0
    (page,) = (page for page in books("one outlet") if page.title == "Over time")
    assert "The Plain Post" not in words_of(page).removeprefix(page.lede)


def test_of_a_single_outlet_no_comparison_is_missed(books):
    assert "differences between outlets" not in words_of(books("one outlet")[0])


def test_without_a_codebook_no_page_of_parties_is_missed(books):
    assert "quote space of the parties" not in words_of(books("no codebook")[0])


def test_relays_that_nothing_has_do_not_take_a_page_of_their_own(books):
    for name in NAMES:
        for page in books(name):
            if page.section == "Attribution" and page.title.endswith("(continued)"):
                assert "Not shown, because" not in words_of(page)


def test_an_outlet_with_one_month_is_not_shown_over_time(corpora):
    tables = corpora["four outlets"]
    late = (pl.col("outlet") == "Capital Ledger") & (pl.col("month") > "2025-01")
    several = trend.monthly(replace(tables, estimates=tables.estimates.filter(~late.fill_null(value=False))))
    assert "Capital Ledger" not in set(several["outlet"])
    assert "Harbour Tribune" in set(several["outlet"])
    single = tables.estimates.filter(pl.col("month").is_null() | (pl.col("month") == "2025-01"))
    assert trend.monthly(replace(tables, estimates=single)).is_empty()
    assert "no outlet has two months" in trend.missing(replace(tables, estimates=single))


@pytest.fixture(scope="module")
def file(corpora, tmp_path_factory):
    return reports.render_pdf(corpora["one outlet"], path=tmp_path_factory.mktemp("pdf") / "sub" / "report.pdf")


def test_fonts_are_embedded_as_truetype(file):
    fonts = {}
    for page in PdfReader(file).pages:
        fonts |= page["/Resources"].get("/Font", {})
    assert fonts
    for font in fonts.values():
        inner = font.get_object()
        assert inner["/Subtype"] in ("/Type0", "/TrueType")
        descriptor = inner["/DescendantFonts"][0].get_object() if "/DescendantFonts" in inner else inner
        assert "/FontFile2" in descriptor["/FontDescriptor"].get_object()


def test_pages_are_a4_upright_and_their_text_can_be_read(file):
    pages = PdfReader(file).pages
    for page in pages:
        assert [round(float(edge)) for edge in page.mediabox[2:]] == [595, 842]
    assert "Four papers on the harbour vote" in pages[0].extract_text()


def test_bookmarks_lead_to_the_chapters(file):
    reader = PdfReader(file)
    marks = [(str(mark.title), reader.get_destination_page_number(mark)) for mark in reader.outline]
    assert marks[:2] == [("Four papers on the harbour vote", 0), ("What was read, and how far to trust it", 1)]
    assert len(marks) > 8
    for title, page in marks:
        assert " ".join(title.split()[:2]) in " ".join(reader.pages[page].extract_text().split())


def links_of(page, reader):
    """The links of a page: left, bottom, right, top, and the place of the page that each leads to."""
    found = []
    for annotation in (one.get_object() for one in page.get("/Annots", [])):
        assert annotation["/Subtype"] == "/Link"
        target, fit = annotation["/Dest"]
        leads_to = next(place for place, one in enumerate(reader.pages) if one.indirect_reference == target)
        assert fit == "/Fit"
        found.append((*map(float, annotation["/Rect"]), leads_to))
    return found


def pieces_of(page):
    """The pieces of text of a page with their places."""
    pieces = []
    page.extract_text(visitor_text=lambda text, matrix, *_: pieces.append((text.strip(), matrix[4], matrix[5])))
    return [piece for piece in pieces if piece[0]]


def test_every_row_of_the_contents_leads_to_its_page(file):
    reader = PdfReader(file)
    chapters = [reader.get_destination_page_number(mark) for mark in reader.outline][1:]
    links = links_of(reader.pages[0], reader)
    assert [leads_to for *_, leads_to in links] == chapters
    pieces = pieces_of(reader.pages[0])
    for left, bottom, right, top, leads_to in links:
        row = [text for text, x, y in pieces if left <= x <= right and bottom < y < top]
        title = " ".join(reader.pages[leads_to].extract_text().split())
        assert str(leads_to + 1) in row
        assert " ".join(row[0].split()[:2]) in title


def test_links_that_matplotlib_has_no_place_for_are_left_out(corpora, tmp_path, monkeypatch):
    monkeypatch.setattr(bookmarks, "ANNOTATIONS", "_of_another_version")
    written = PdfReader(reports.render_pdf(corpora["only rejects"], path=tmp_path / "r.pdf"))
    assert written.outline
    assert not links_of(written.pages[0], written)


def test_creation_date_is_the_run_s_and_the_bytes_are_the_same_again(file, corpora, tmp_path):
    again = reports.render_pdf(corpora["one outlet"], path=tmp_path / "again.pdf")
    assert again.read_bytes() == file.read_bytes()
    facts = PdfReader(BytesIO(again.read_bytes())).metadata
    assert facts.title == "Four papers on the harbour vote"
    assert facts.creation_date.isoformat() == "2025-04-01T10:01:00+00:00"


def test_nothing_is_left_beside_the_report(file):
    assert [path.name for path in file.parent.iterdir()] == ["report.pdf"]


def test_the_caller_s_settings_of_matplotlib_survive(corpora, tmp_path):
    import matplotlib as mpl

    with mpl.rc_context({"font.size": 33}):
        reports.render_pdf(corpora["only rejects"], path=tmp_path / "r.pdf")
        assert mpl.rcParams["font.size"] == 33

"""Plain text files: one article a file, with its headline at the top."""

from audit.model import Reason


def test_the_file_name_is_the_id_and_the_first_line_the_title(read_bytes, english):
    (article,) = read_bytes("budget.txt", f"Ministers agree on a budget\n\n{english}\n")
    assert article.article_id == "budget"
    assert article.title == "Ministers agree on a budget"
    assert article.text == english
    assert article.outlet == "unknown"


def test_a_first_sentence_is_no_title(read_bytes, english):
    (article,) = read_bytes("a.txt", f"Ministers agreed on a budget.\n\n{english}\n")
    assert article.title is None
    assert article.text.startswith("Ministers agreed")


def test_without_cleaning_the_text_is_the_file(read_bytes):
    raw = "Headline\r\n\r\nAdvertisement\r\nOne\u00a0line.  \r\n"
    (article,) = read_bytes("a.txt", raw, clean=False)
    assert article.text == raw
    assert article.title is None


def test_byline_and_date_at_the_top_become_metadata(read_bytes, english):
    (article,) = read_bytes(
        "a.txt",
        f"A headline of the day\n\nBy Jane Doe and John Roe\n\nUpdated: 5 September 2025, 10:30 IST\n\n{english}",
    )
    assert article.authors == ("Jane Doe", "John Roe")
    assert str(article.published) == "2025-09-05"
    assert article.text == english


def test_lines_broken_at_a_width_are_joined_and_paragraphs_kept(read_bytes):
    wrapped = (
        "The minister said on Monday that the plan to build a new bridge would go\n"
        "ahead in the spring and that the money for it had been found in the end,\n"
        "although nobody at the meeting was able to say where it had been found or\n"
        "by whom, and the opposition asked for a vote on it before the end of the\n"
        "year.\n\nThe vote was then held on Tuesday evening, after a debate that went on\n"
        "for six hours and that was at times so loud that it had to be stopped.\n"
    )
    (article,) = read_bytes("a.txt", wrapped)
    first, second = article.text.split("\n\n")
    assert "would go ahead in the spring" in first
    assert second.endswith("it had to be stopped.")
    assert "\n" not in first


def test_an_empty_file_is_refused(read_bytes):
    (reject,) = read_bytes("a.txt", " \n\n")
    assert reject.reason is Reason.EMPTY_TEXT


def test_a_file_of_clutter_alone_is_refused(read_bytes):
    (reject,) = read_bytes("a.txt", "Advertisement\n\nShare on Facebook\n")
    assert reject.reason is Reason.EMPTY_TEXT
    assert "clutter" in reject.message


def test_a_very_long_file_is_refused_without_being_read_whole(read_bytes):
    (reject,) = read_bytes("a.txt", "word " * 2_000_000)
    assert reject.reason is Reason.TOO_LONG
    assert "1,000,000" in reject.message

"""Cleaning: what is cut, by which rule, and what must stay."""

from collections import Counter

import pytest

from audit.ingest import Known, clean
from audit.words import count_words

BODY = (
    "The minister said on Monday that the plan would go ahead in spring.",
    "“We have been asked for a vote,” the speaker said, “and a vote is what there will be.”",
    "Officials have said for weeks that they were not sure about the figures.",
)


LONG = (
    "The tweets were sent to your inbox by mistake, the company told its customers on Monday, and it asked them all not to "
    "open anything that was sent to them in the night, which was, it said in a statement that was sent to reporters, not "
    "its own doing at all but that of a supplier who had been told to stop doing so several times since the summer."
)


def rules(text: str, **options: object) -> list[str]:
    return [cut.rule for cut in clean(text, **options).cuts]


def around(line: str) -> str:
    return f"{BODY[0]}\n\n{BODY[1]}\n\n{line}\n\n{BODY[2]}\n"


def test_the_article_copied_with_all_its_clutter(shared):
    """The first real input: every line of clutter goes, every paragraph of the article stays; words counted by hand."""
    raw = (shared / "seeds/putin-western-troops.txt").read_text("utf-8")
    cleaned = clean(raw, find_title=True)
    paragraphs = cleaned.text.split("\n\n")
    assert cleaned.title == "Putin warns Western troops in Ukraine would be ‘legitimate targets’"
    assert paragraphs[0].startswith("Russian President Vladimir Putin said on Friday")
    assert paragraphs[-1].endswith("nobody trusts his words,” he said.")
    assert len(paragraphs) == 9
    assert paragraphs[5] == "Talks with Zelenskyy"
    assert cleaned.wire == "Reuters"
    assert Counter(cut.rule for cut in cleaned.cuts) == {
        "advertisement": 7,
        "navigation": 1,
        "caption": 1,
        "share": 1,
        "comments": 3,
        "credit": 1,
        "repeated_standfirst": 1,
    }
    assert cleaned.n_cut == sum(cut.n_words for cut in cleaned.cuts) == 86
    title_words = count_words(cleaned.title)
    assert count_words(cleaned.text) + cleaned.n_cut + title_words == count_words(raw)


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Advertisement", "advertisement"),
        ("ADVERTISEMENT", "advertisement"),
        ("- Advertisement -", "advertisement"),
        ("Story continues below this ad", "advertisement"),
        ("Article continues after this advertisement", "advertisement"),
        ("This advertisement has not loaded yet, but your article continues below.", "advertisement"),
        ("Skip to main content", "navigation"),
        ("Home > News > Politics", "navigation"),
        ("3 min read", "navigation"),
        ("Listen to this article (5 min)", "navigation"),
        ("Share this article on Facebook", "share"),
        ("Facebook Twitter WhatsApp Email", "share"),
        ("Follow us on Twitter and Instagram", "share"),
        ("Follow Pam Key on Twitter @pamkeyNEN", "share"),
        ("Click here to join our WhatsApp channel", "share"),
        ("Sign up for our morning newsletter and never miss a story.", "newsletter"),
        ("Get the day’s top stories delivered straight to your inbox.", "newsletter"),
        ("Subscribe to our newsletter", "newsletter"),
        ("Post Comment", "comments"),
        ("12 Comments", "comments"),
        ("Comments are closed", "comments"),
        ("Be the first to comment", "comments"),
        ("Read more: Five things we know about the plan", "related"),
        ("ALSO READ: Solar firm to boost clean energy uptake", "related"),
        ("ALSO READ | Solar firm to boost clean energy uptake", "related"),
        ("Recommended", "related"),
        ("Most read", "related"),
        ("More from Politics", "related"),
        ("We use cookies to improve your experience. By clicking accept you agree.", "cookies"),
        ("Accept all cookies", "cookies"),
        ("© 2024 The Daily Example. All rights reserved.", "copyright"),
        ("Copyright 2019 The Guardian", "copyright"),
        ("This material may not be published, broadcast, rewritten or redistributed.", "copyright"),
        ("Last updated at 10:30 IST, 5 September 2025", "updated"),
        ("Published: Sep 5, 2025 10:30 am", "updated"),
        ("Tags: budget, ministers, vote", "tags"),
        ("#budget #vote", "tags"),
        ("Do you have a story? Email us at news@example.org", "appeal"),
        ("Unsubscribe | Manage preferences", "newsletter"),
        ("View this email in your browser", "newsletter"),
        ("FOR IMMEDIATE RELEASE", "release"),
        ("EMBARGOED until 00:01 on 3 May 2024", "release"),
        ("-ENDS-", "release"),
        ("Notes to editors:", "release"),
        ("Additional reporting by Jane Doe in Paris", "credit"),
        ("Jane Doe contributed to this report.", "credit"),
        ("A man walks past the house of parliament. (Photo: Jane Doe/AFP)", "caption"),
        ("A man walks past the house. (AP Photo/Jane Doe)", "caption"),
        ("Ministers arriving in Paris. (Roscongress Foundation via AP)", "caption"),
        ("The minister on Monday. Photograph: Jane Doe/Reuters", "caption"),
        ("Image source, Getty Images", "caption"),
        ("Getty Images", "caption"),
        ("Image: eThekwini Municipality / Facebook", "caption"),
        ("THE MINISTERS WHO VOTED AGAINST THEIR OWN PLAN", "capitals"),
    ],
)
def test_a_line_of_clutter_among_paragraphs_is_cut_by_its_rule(line, rule):
    cleaned = clean(around(line))
    assert [(cut.rule, cut.text, cut.n_words) for cut in cleaned.cuts] == [(rule, line, count_words(line))]
    assert cleaned.text.split("\n\n") == list(BODY)


@pytest.mark.parametrize(
    "line",
    [
        "Advertisements for the party were pulled from television on Monday.",
        "Share prices fell on Monday after the vote.",
        "Follow the money, she said.",
        "Comments by the minister were met with silence.",
        "Read more than one paper, he told them.",
        "Watch what they do, not what they say.",
        "Copyright law will be changed in spring, the minister said.",
        "Sign language interpreters were there as well.",
        "The company said it may earn more next year.",
        "More than 200 people were arrested.",
        "Related to this is the question of who pays.",
        "“Subscribe to nothing,” she said.",
        "Home is where the vote is, he said.",
        "Like many others, she stayed at home.",
        "“No comment.”",
        "Updated figures were published on Monday.",
        "Photographs of the minister were on every front page.",
        "He was speaking to reporters in Paris (via a video link).",
        "TRUMP: I never said that.",
        "Talks with Zelenskyy",
        "What happens next?",
        "7 p.m.",
        "Pause.",
        "YouTube and Google.",
        "By the end of the day, it was over.",
        LONG,
    ],
)
def test_a_line_of_the_article_stays(line):
    cleaned = clean(around(line))
    assert cleaned.cuts == ()
    assert line in cleaned.text


def test_an_advertisement_glued_to_a_paragraph_goes_and_the_paragraph_stays():
    cleaned = clean(f"{BODY[0]} Advertisement\n\n{BODY[1]}")
    assert cleaned.text == f"{BODY[0]}\n\n{BODY[1]}"
    assert rules(f"{BODY[0]} Advertisement") == ["advertisement"]


def test_links_to_pictures_go_and_the_tweet_stays():
    cleaned = clean("“We will win,” he wrote. https://t.co/abc123 pic.twitter.com/XyZ — Jane Doe (@jane) May 3, 2016")
    assert cleaned.text == "“We will win,” he wrote. — Jane Doe (@jane) May 3, 2016"


def test_a_repeated_standfirst_and_a_pull_quote_are_cut_and_the_paragraphs_stay():
    standfirst = "Officials have said for weeks that they were not sure"
    quote = "“and a vote is what there will be on Friday at noon.”"
    body = [f"{standfirst} about the figures.", f"“We were asked for one,” she said, {quote}", BODY[0]]
    cleaned = clean("\n\n".join([standfirst, body[0], body[2], quote, body[1]]))
    assert [cut.rule for cut in cleaned.cuts] == ["repeated_standfirst", "pull_quote"]
    assert cleaned.text.split("\n\n") == [body[0], body[2], body[1]]


def test_a_log_that_repeats_itself_is_left_alone():
    line = "It takes 1,237 delegates to win the Republican nomination for president."
    assert rules("\n\n".join([BODY[0], BODY[1], BODY[2], line, BODY[0], line])) == ["repeated_standfirst"]
    assert rules("\n\n".join([*BODY, line, "Two hours later nothing had changed.", line])) == []


def test_what_is_known_apart_is_not_kept_twice():
    text = "\n\n".join(["A plan for spring", "Jane Doe", *BODY, "Jane Doe is a reporter in Paris."])
    cleaned = clean(text, known=Known(title="A plan for Spring", authors=("Jane Doe",), outlet="Post"))
    assert cleaned.text.split("\n\n") == list(BODY)
    assert [cut.rule for cut in cleaned.cuts] == ["repeated_title", "byline", "author_note"]


def test_a_byline_in_place_of_the_outlets_own_name():
    cleaned = clean(
        "\n\n".join(["Mohloai Mpesi", *BODY]),
        known=Known(title="T", authors=("Lesotho Times",), outlet="Lesotho Times"),
    )
    assert cleaned.authors == ("Mohloai Mpesi",)


@pytest.mark.parametrize(
    "byline",
    [
        "By Jane Doe",
        "BY JANE DOE",
        "By Jane Doe, Political Correspondent",
        "By Jane Doe | Fox News",
        "Written by Jane Doe",
    ],
)
def test_bylines(byline):
    cleaned = clean("\n\n".join([byline, *BODY]))
    assert [name.lower() for name in cleaned.authors] == ["jane doe"]
    assert cleaned.text.split("\n\n") == list(BODY)


def test_menus_are_cut_from_a_page_copied_whole():
    menu = [
        "News",
        "World",
        "Budget explained",
        "Our people",
        "Weather today",
        "Games",
        "Crosswords",
        "Cartoons",
        "Audio",
        "Shop",
        "Jobs",
    ]
    links = [f"Another story number {number} of today" for number in range(12)]
    text = "\n".join([*menu, "The plan of the minister goes ahead", "Jane Doe", "5 September 2025", *BODY, *links])
    cleaned = clean(text, find_title=True)
    assert cleaned.title == "The plan of the minister goes ahead"
    assert (cleaned.authors, str(cleaned.published)) == (("Jane Doe",), "2025-09-05")
    assert cleaned.text.split("\n") == list(BODY)


def test_a_long_list_at_the_end_of_an_article_is_its_text():
    ranking = [f"{number}. Candidate number {number}" for number in range(1, 15)]
    text = "\n\n".join(["Rankings of the week", *BODY, *ranking])
    assert clean(text, find_title=True).text.split("\n\n") == [*BODY, *ranking]


def test_damaged_characters_are_mended():
    cleaned = clean(
        "â€œItâ€™s a cafÃ©,â€\x9d he said\u00a0twice.\u200b\r\n\r\nSoft\u00adware costs Â£5 â€“ no more.\x00"
    )
    assert cleaned.text == "“It’s a café,” he said twice.\n\nSoftware costs £5 – no more."


@pytest.mark.parametrize("text", ["CAFÉ”", "São Paulo", "naïve", "“Â” is a letter", "L’Âge d’or", "Ã la carte", "ÂŒ"])
def test_sound_characters_are_left_alone(text):
    assert clean(text).text == text


def test_of_the_articles_of_polnear_almost_nothing_is_cut(shared):
    """Under .3 % of the words of 84 articles (it was .1 %: agency datelines, credits, follow lines, links)."""
    cleaned = [
        (clean(text), text)
        for path in sorted((shared / "data/polnear/dev/text").glob("*.txt"))
        if (text := path.read_text("utf-8"))
    ]
    n_words = sum(count_words(text) for _, text in cleaned)
    assert n_words > 60_000
    assert sum(one.n_cut for one, _ in cleaned) / n_words < 0.003
    assert {cut.rule for one, _ in cleaned for cut in one.cuts} <= {
        "dateline",
        "credit",
        "share",
        "related",
        "updated",
        "picture_link",
    }

"""Quotations that close with their paragraph and were given to a speaker below, on hand-made links."""

from audit.nlp.attributions.closed import without_closed_above

from .hand_linked import linked

MAYOR = "The mayor said the plant was full.\n\n"
QUOTE = "“We had two overflows in winter alone.”"
NEXT = "\n\nAnn Lee replied that Labour had warned of it."


def contents(text, found):
    return [(item.source is not None, [text[slice(*piece)] for piece in item.content]) for item in found]


def test_a_closed_paragraph_behind_a_speaker_is_not_the_next_ones():
    text = MAYOR + QUOTE + NEXT
    first = linked(text, "The mayor", "said", "the plant was full")
    second = linked(text, "Ann Lee", "replied", QUOTE, "Labour had warned of it")
    assert contents(text, without_closed_above(text, [first, second])) == [
        (True, ["the plant was full"]),
        (True, ["Labour had warned of it"]),
        (False, [QUOTE]),
    ]


def test_one_that_stays_open_goes_on_below():
    quote, rest = "“We had two overflows in winter alone.", "“It was bad,”"
    text = f"{MAYOR}{quote}\n\n{rest} Ann Lee replied."
    first = linked(text, "The mayor", "said", "the plant was full")
    second = linked(text, "Ann Lee", "replied", quote, rest)
    assert without_closed_above(text, [first, second]) == [first, second]


def test_without_a_speaker_above_it_stays():
    text = f"It rained.\n\n{QUOTE}\n\n“It was bad,” Ann Lee replied."
    item = linked(text, "Ann Lee", "replied", QUOTE, "“It was bad,”")
    assert without_closed_above(text, [item]) == [item]


def test_one_signed_below_stays():
    text = f"{MAYOR}{QUOTE}\n\n- Ann Lee."
    first = linked(text, "The mayor", "said", "the plant was full")
    second = linked(text, "Ann Lee", "-", QUOTE, "Lee")
    assert without_closed_above(text, [first, second]) == [first, second]


def test_one_behind_its_speakers_introduction_is_not_the_next_ones():
    quote, answer = "“Page 94. Shall I read it out?”", "“I would be grateful if you did not,”"
    text = f"Dame Ann Lee peered over her spectacles. {quote}\n\n{answer} Bo Ray replied."
    item = linked(text, "Bo Ray", "replied", quote, answer)
    assert contents(text, without_closed_above(text, [item])) == [(True, [answer]), (False, [quote])]

"""Variations of the training articles: other quotation marks, and forms that are rare in them.

Outlets differ in their marks ("…", “…”, ''…'') and in forms such as vox pops (“…” ― Name), transcripts (NAME: …) and interviews
(Q: … A: …). A model that has seen each mark and form from one outlet alone would serve that outlet best.
"""

import random
import re
from collections.abc import Sequence

from audit.nlp.gold import GoldArticle
from audit.nlp.scoring import Parts

Span = tuple[int, int]
_MARKS = re.compile("''|[“”\"]")
_NAME = re.compile(r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,2}")
_DASHES = ("―", "—", "–", "-", "--")


def restyled(
    article: GoldArticle, attributions: Sequence[Parts], rng: random.Random
) -> tuple[GoldArticle, tuple[Parts, ...]]:
    """The article with all its double quotation marks in another style, offsets moved along."""
    style = rng.choice(("straight", "curly", "double"))
    parts, starts, shifts, at, moved, is_open = [], [], [], 0, 0, False
    for match in _MARKS.finditer(article.text):
        is_open = match.group() == "“" if match.group() in "“”" else not is_open
        mark = {"straight": '"', "double": "''"}.get(style, "“" if is_open else "”")
        parts += [article.text[at : match.start()], mark]
        moved += len(mark) - (match.end() - match.start())
        starts.append(match.end())
        shifts.append(moved)
        at = match.end()
    text = "".join([*parts, article.text[at:]])
    changed = tuple(
        Parts(*(tuple(_moved(span, starts, shifts) for span in part) for part in (a.source, a.cue, a.content)))
        for a in attributions
    )
    return GoldArticle(article.name, article.outlet, text, (changed,)), changed


def _moved(span: Span, starts: list[int], shifts: list[int]) -> Span:
    from bisect import bisect_right

    start, end = (bisect_right(starts, offset) for offset in span)
    return span[0] + (shifts[start - 1] if start else 0), span[1] + (shifts[end - 1] if end else 0)


class Dialogues:
    """Makes vox pops, transcripts and interviews from the full quotations and named sources of the training articles."""

    def __init__(self, articles: Sequence[GoldArticle]) -> None:
        self.quotes: list[str] = []
        names: set[str] = set()
        for article in articles:
            for attribution in article.attributions:
                names.update(name for name in _texts(article.text, attribution.source) if _NAME.fullmatch(name))
                if len(attribution.content) == 1:
                    content = _texts(article.text, attribution.content)[0].strip("“”\"'‘’")
                    if len(content.split()) >= 6 and content[0].isupper() and "\n" not in content:
                        self.quotes.append(content.rstrip(",.") + "." if content[-1] not in "?!" else content)
        self.names = sorted(names)

    def article(self, number: int, rng: random.Random) -> GoldArticle:
        """One made-up article of 6 to 14 turns."""
        form = rng.choice((_vox_pop, _vox_pop, _transcript, _transcript, _interview))
        text, attributions = form(self, rng)
        return GoldArticle(f"made-{number}", "made", text, (tuple(attributions),))

    def turn(self, rng: random.Random) -> str:
        """One to three quotations in a row."""
        return " ".join(rng.choice(self.quotes) for _ in range(rng.choice((1, 1, 2, 3))))


def _texts(text: str, spans: Sequence[Span]) -> list[str]:
    return [text[start:end] for start, end in spans]


def _vox_pop(made: Dialogues, rng: random.Random) -> tuple[str, list[Parts]]:
    marks = rng.choice(("“”", "“”", '""', "‘’"))
    dash, before, after = rng.choice(_DASHES), rng.choice((" ", " ", "", "\n", "\n\n")), rng.choice((" ", " ", ""))
    gap = rng.choice(("\n", "\n\n"))
    text, found = "", []
    for _ in range(rng.randint(6, 14)):
        text += gap if text else ""
        quote = marks[0] + made.turn(rng) + marks[1]
        content = (len(text), len(text) + len(quote))
        text += quote + before
        cue = (len(text), len(text) + len(dash))
        text += dash + after
        name = rng.choice(made.names)
        source = (len(text), len(text) + len(name))
        text += name + rng.choice(("", "", "", "."))
        found.append(Parts((source,), (cue,), (content,)))
    return text, found


def _transcript(made: Dialogues, rng: random.Random) -> tuple[str, list[Parts]]:
    form = rng.choice((str.upper, lambda name: name.split()[-1].upper(), lambda name: name.split()[-1], str))
    speakers = [form(rng.choice(made.names)) for _ in range(rng.choice((2, 2, 3)))]
    return _turns(made, speakers, rng)


def _interview(made: Dialogues, rng: random.Random) -> tuple[str, list[Parts]]:
    answer = rng.choice(("A", "A", rng.choice(made.names), rng.choice(made.names).split()[-1]))
    return _turns(made, ["Q", answer], rng)


def _turns(made: Dialogues, speakers: Sequence[str], rng: random.Random) -> tuple[str, list[Parts]]:
    gap, text, found = rng.choice(("\n", "\n\n", "\n\n")), "", []
    for number in range(rng.randint(6, 14)):
        text += gap if text else ""
        name = speakers[number % len(speakers)]
        source, cue = (len(text), len(text) + len(name)), (len(text) + len(name), len(text) + len(name) + 1)
        text += f"{name}: "
        turn = made.turn(rng)
        ends_full = rng.random() < TURN_STOP_SHARE or turn[-1] in "?!"
        found.append(Parts((source,), (cue,), ((len(text), len(text) + len(turn) - (not ends_full)),)))
        text += turn
    return text, found


TURN_STOP_SHARE = 0.1  # of the unquoted turns in PolNeAR, few include their full stop

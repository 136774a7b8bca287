"""Transcripts and interviews: lines that begin with the speaker's name ("PENCE: Well, look …", "Q: …", "A: …").

In such a stretch the whole turn is the speaker's, whatever is reported inside it, and paragraphs without a name of their own
between two turns go on with the turn before. The encoder finds the form where it looks as in its training data; the rule finds it
in any outlet's, so that no outlet is heard less for how it prints interviews.
"""

import re
from collections import Counter
from collections.abc import Sequence

from audit.model import Span
from audit.nlp.attributions.decoding import Linked
from audit.nlp.blocks import overlap

_TURN = re.compile(
    r"^[ \t\xa0]*[\"“‘']{0,2}(?P<label>Q|A|[A-Z][\w.’'-]*(?: [\w.’'()-]+){0,4})\s?(?P<colon>:)[ \xa0\t]+(?P<words>\S.*)$",
    re.MULTILINE,
)
_LINE = re.compile(r"[^\n\r]+")
_ASIDE = re.compile(r"[\s\"“]*+[(\[]?[A-Z .’'-]++[)\]]?[\s.\"”]*")  # (CROSSTALK.), [APPLAUSE], END VIDEO CLIP
MOST_OPEN = 4  # paragraphs without a name after which a turn is over
QUESTION, ANSWER = "Q", "A"  # labels of an interviewer and of whoever is asked
FEWEST, FEWEST_WORDS = 3, 5  # turns in a stretch; words in the middle one by length
CERTAINTY = (0.98, 0.98, 0.98, 0.98, 0.98)


def with_turns(text: str, found: Sequence[Linked]) -> list[Linked]:
    """Attributions with the turns of transcripts in place of what was found within them."""
    turns = speaker_turns(text, found)
    if not turns:
        return list(found)
    covered = [Span(turn.source.start, turn.content[-1].end) for turn in turns if turn.source]
    spoken = [piece for turn in turns for piece in turn.content]
    kept = [item.without(spoken) for item in found if not overlap([_anchor(item)], covered)]
    return [*(item for item in kept if item.content), *turns]


def speaker_turns(text: str, found: Sequence[Linked]) -> list[Linked]:
    """The turns of a text; none where its lines with colons are no dialogue."""
    cues = {item.cue.start for item in found if item.cue}
    lines = [match for match in _TURN.finditer(text) if _is_speaker(match, cues)]
    labels = Counter(match["label"].casefold() for match in lines)
    sizes = sorted(len(match["words"].split()) for match in lines)
    if len(lines) < FEWEST or max(labels.values()) < 2 or len(labels) < 2 or sizes[len(sizes) // 2] < FEWEST_WORDS:
        return []
    ends = [match.start() for match in lines[1:]] + [-1]
    turns = (_turn(text, match, end) for match, end in zip(lines, ends, strict=True))
    return [turn for turn in turns if turn.content]  # a lone quotation mark is no words


def _is_speaker(match: re.Match[str], cues: set[int]) -> bool:
    """Whether a line's first words are a speaker: capitals, Q or A, or what the encoder takes for one."""
    label = match["label"]
    return label in {QUESTION, ANSWER} or (label.isupper() and len(label) > 2) or match.start("colon") in cues


def _turn(text: str, match: re.Match[str], until: int) -> Linked:
    """One turn with the paragraphs up to the next, if there is a next one near."""
    pieces = [_trimmed(text, match.start("words"), match.end("words"))]
    below = () if until < 0 else _LINE.finditer(text, match.end(), until)
    open_lines = [line.span() for line in below if not line.group().isspace()]
    if len(open_lines) <= MOST_OPEN:
        pieces += [_trimmed(text, *line) for line in open_lines if not _ASIDE.fullmatch(text, *line)]
    source, cue = Span(*match.span("label")), Span(*match.span("colon"))
    return Linked(source, cue, tuple(piece for piece in pieces if piece.start < piece.end), CERTAINTY, verbatim=True)


def _trimmed(text: str, start: int, end: int) -> Span:
    """Without white space, and without a quotation mark that opens the paragraph and is never closed."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end and text[start] in '"“' and not any(mark in text[start + 1 : end] for mark in '"”'):
        start += 1
    return Span(start, end)


def _anchor(item: Linked) -> Span:
    """The first character of the cue, else of the content."""
    start = item.cue.start if item.cue else item.content[0].start
    return Span(start, start + 1)

"""Short quotations with verb and speaker behind them: "‘Typical,’ fumed haulier Dorian Felch", "‘Typical,’ Felch fumed".

Tabloids live on the form; in the encoder's training data nearly all are long and said with "said". A quotation that begins a
sentence, ends in a comma or an exclamation or question mark and is followed by a finite verb of the reporting verbs and a
speaker is that speaker's; with a name or pronoun before the verb it may be any verb in "-ed" ("‘He asked me whether,’ Verrin
choked"). So are the quotations behind it in its paragraph, up to the next speaker's, that nobody has or that went to somebody
outside of the paragraph.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter

from audit.model import Span
from audit.nlp.attributions.decoding import BY_FORM, Linked
from audit.nlp.attributions.tags import Parts, speaker_at
from audit.nlp.quotation import Quotation, quotations
from audit.nlp.reporting import finite_forms

_TAG = re.compile(r",?[ \t\xa0](?P<verb>[a-z]{3,})(?P<particle> back| out)?(?= )")
_NAMED_TAG = re.compile(
    r",?[ \t\xa0](?P<source>he|she|they|[A-Z][\w.’'-]*(?:[ \t\xa0][A-Z][\w.’'-]*){0,3})(?:, \d\d,)?"
    r"[ \t\xa0](?P<verb>[a-z]{3,})(?![\w-])"
)
_BEFORE = re.compile(r"(?:^|[\n\r]|[.!?…:;][\"”’')]*[ \t\xa0])[ \t\xa0]*$")
_LINE_BREAK = re.compile(r"[\n\r]")
_ENDS = ",!?"
_ENOUGH_WORDS = 3  # of a quotation, for a verb that is not listed


def with_inverted(text: str, found: Sequence[Linked]) -> list[Linked]:
    """The attributions and those of such quotations, with what follows these in their paragraph."""
    quotes = quotations(text)
    tagged = [(quote, *tag) for quote in quotes if (tag := _tag(text, quote))]
    if not tagged:
        return list(found)
    items, parts = list(found), Parts(found)
    breaks = [match.start() for match in _LINE_BREAK.finditer(text)]
    for quote, cue, source in tagged:
        behind = bisect_left(breaks, quote.start)
        line = Span(breaks[behind - 1] if behind else 0, breaks[behind] if behind < len(breaks) else len(text))
        if not _is_free(quote.start, source.end, found=found, parts=parts, line=line):
            continue
        mine = [
            Span(quote.start, quote.end),
            *_behind(text, quotes, source.end, found=found, parts=parts, line=line),
        ]
        for number in parts.touching(mine[0].start, mine[-1].end):
            items[number] = items[number].without(mine)
        items.append(Linked(source, cue, tuple(mine), BY_FORM))
    return [item for item in items if item.content]


def _tag(text: str, quote: Quotation) -> tuple[Span, Span] | None:
    """Cue and source right behind a quotation that begins a sentence."""
    ends = text[quote.end - 2] in _ENDS or text.startswith(",", quote.end)
    if not (quote.closed and ends and _BEFORE.search(text, max(0, quote.start - 4), quote.start)):
        return None
    named = _NAMED_TAG.match(text, quote.end)
    if named and _may_report(named["verb"], text[slice(quote.start, quote.end)]):
        return Span(*named.span("verb")), Span(*named.span("source"))
    match = _TAG.match(text, quote.end)
    if match is None or match["verb"] not in finite_forms():
        return None
    source = speaker_at(text, match.end() + 1)
    return (Span(match.start("verb"), match.end()), source) if source else None


def _may_report(verb: str, quoted: str) -> bool:
    """Whether a verb behind a name or pronoun reports what is quoted before it."""
    unlisted = verb.endswith("ed") and quoted[-2] == "," and len(quoted.split()) >= _ENOUGH_WORDS
    return unlisted or verb in finite_forms()


def _is_free(start: int, end: int, *, found: Sequence[Linked], parts: Parts, line: Span) -> bool:
    """Whether all attributions that touch [start, end) have their speaker, if any, outside of the line."""
    near = (found[number] for number in parts.touching(start, end))
    told = (part for item in near for part in (item.source, item.cue) if part is not None)
    return all(part.end <= line.start or part.start >= line.end for part in told)


def _behind(
    text: str, quotes: Sequence[Quotation], start: int, *, found: Sequence[Linked], parts: Parts, line: Span
) -> Iterator[Span]:
    """The quotations that go on behind a tag, up to the next tag or speaker of the line."""
    first = bisect_left(quotes, start, key=attrgetter("start"))
    for quote in map(quotes.__getitem__, range(first, bisect_right(quotes, line.end, key=attrgetter("end")))):
        free = _is_free(start, quote.end, found=found, parts=parts, line=line)
        if not free or _tag(text, quote) or not _BEFORE.search(text, max(0, quote.start - 4), quote.start):
            return
        yield Span(quote.start, quote.end)
        start = quote.end

"""Quotation marks within names: a nickname belongs to the name around it, a mark without its counterpart to none.

The recogniser often takes "Robert C. “Bobby” Scott" for two people, or for one whose name begins or ends with a mark.
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Span as TokenSpan

from audit.nlp.actors.block import Block

_PERSON = frozenset({"PERSON", "PER"})
_PAIRS = {'"': '"', "“": "”", "‘": "’", "'": "'", "``": "''", "«": "»", "„": "“"}
_MARKS = frozenset('"“”„«»')
"""Marks that are nothing else; a single one may be an apostrophe."""

_LONGEST = 3
NameSpan = tuple[int, int, str]


def with_nicknames(block: Block, names: Sequence[TokenSpan]) -> Iterator[NameSpan]:
    """Names as (start, end, label), the parts of a person's name that a nickname in quotation marks separates put together."""
    part_at = {at: ent for ent in names if ent.label_ in _PERSON for at in range(ent.start, ent.end)}
    done = 0
    for ent in names:
        if ent.end <= done:
            continue
        start, end = max(ent.start, done), ent.end
        if ent.label_ in _PERSON:
            surname = _behind_nickname(block, ent)
            end = part_at[surname].end if surname in part_at else end
        done = end
        yield start, end, ent.label_


def _behind_nickname(block: Block, ent: TokenSpan) -> int:
    """The first token behind a nickname that begins in or right behind a name, -1 where there is none."""
    for opening in range(ent.start + 1, min(ent.end + 1, len(block))):
        closing_mark = _PAIRS.get(block.words[opening])
        if closing_mark is None:
            continue
        for closing in range(opening + 2, min(opening + _LONGEST + 2, len(block) - 1)):
            if block.words[closing] == closing_mark:
                inner = block.words[opening + 1 : closing]
                fits = all(word[:1].isalpha() for word in inner) and inner[-1][:1].isupper()
                return closing + 1 if fits and block.words[closing + 1][:1].isupper() else -1
    return -1


def without_lone_mark(block: Block, start: int, end: int) -> tuple[int, int]:
    """Tokens [start, end) of a name, cut at a quotation mark without its counterpart; the longer side stays, else the last."""
    lone = _lone_mark([block.words[at] for at in range(start, end)])
    if lone < 0:
        return start, end
    at = start + lone
    return (start, at) if at - start > end - at - 1 else (at + 1, end)


def without_lone_marks(name: str) -> str:
    """A name for display: marks without their counterpart are left out."""
    while (lone := _lone_mark(name)) >= 0:
        name = name[:lone] + name[lone + 1 :]
    return " ".join(name.split())


def _lone_mark(parts: Sequence[str]) -> int:
    """Place of the first quotation mark that opens or closes nothing; -1 where all are paired."""
    opened: list[tuple[str, int]] = []
    for place, part in enumerate(parts):
        if part not in _MARKS:
            continue
        if opened and _PAIRS.get(opened[-1][0]) == part:
            opened.pop()
        elif part in _PAIRS:
            opened.append((part, place))
        else:
            return place
    return opened[0][1] if opened else -1

"""User names of social media as speakers: "@katie_p92 wrote", "another user, acebush1, said".

A recogniser of names takes them for anything or for nothing. Within a source a word with an "@" before it, or with an underscore
or digits behind a small first letter, is a person's name, and so are all other uses of it in the article.
"""

import re
from collections.abc import Iterator, Sequence

from audit.nlp.actors.block import Block
from audit.nlp.actors.entities import Sort
from audit.nlp.actors.name_uses import NameUse
from audit.nlp.actors.names import plain_words

_HANDLE = re.compile(r"@\w[\w.]+|[a-z]\w*_\w+|[a-z]{3,}\d{1,4}")


def with_handles(blocks: Sequence[Block], uses: Sequence[NameUse]) -> list[NameUse]:
    """The uses of names with those of user names that speak somewhere, in place of what else was seen in these."""
    speaking = {
        _plain(block, at) for block in blocks for at in _in_sources(block) if _HANDLE.fullmatch(block.words[at])
    }
    if not speaking:
        return list(uses)
    found = [
        NameUse(block, at, at + 1, (_plain(block, at),), Sort.PERSON)
        for block in blocks
        for at in range(len(block))
        if _plain(block, at) in speaking
    ]
    taken = {(id(use.block), use.start) for use in found}
    kept = [use for use in uses if taken.isdisjoint((id(use.block), at) for at in range(use.start, use.end))]
    return [*kept, *found]


def _in_sources(block: Block) -> Iterator[int]:
    for item in block.attributions:
        if item.source:
            yield from range(*block.tokens(item.source))


def _plain(block: Block, at: int) -> str:
    return next(iter(plain_words([block.words[at]])), "")

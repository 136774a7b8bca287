"""Acronyms that the article itself explains: "the Jan Shakti Morcha (JSM)", "the REC" for its Resident Electoral Commissioner."""

from collections.abc import Iterator, Sequence

from audit.nlp.actors.block import Block
from audit.nlp.actors.entities import Sort
from audit.nlp.actors.lexicon import PERSON_NOUNS
from audit.nlp.actors.lists import role_nouns
from audit.nlp.actors.name_uses import NameUse
from audit.nlp.actors.names import initials, plain_word, plain_words
from audit.nlp.actors.nominals import NOUNS, noun_of

_LETTERS = range(2, 8)
_SMALL = 4  # letters of a word that an acronym leaves out
_TO_NAME = 8  # tokens between an office and the name of whoever holds it
_OPEN, _CLOSE = {"(", "-LRB-", "["}, {")", "-RRB-", "]"}


def with_defined(blocks: Sequence[Block], uses: Sequence[NameUse]) -> list[NameUse]:
    """The uses of names, those of bodies whose acronym follows in brackets as long as it says."""
    found = list(uses)
    for block in blocks:
        for start, end in _defined(block):
            acronym = plain_word(block.words[end + 1])
            found = _with_body(found, block, start, end, acronym)
    return found


def _defined(block: Block) -> Iterator[tuple[int, int]]:
    """Where names stand, tokens [start, end), whose initials follow in brackets."""
    for end in range(1, len(block) - 2):
        if block.words[end] in _OPEN and block.words[end + 2] in _CLOSE and _is_acronym(block.words[end + 1]):
            start = _start_of(block, end, plain_word(block.words[end + 1]))
            if start >= 0:
                yield start, end


def _is_acronym(word: str) -> bool:
    return word.isalpha() and word.isupper() and len(word) in _LETTERS


def _start_of(block: Block, end: int, letters: str) -> int:
    """Where the words before a token begin whose initials are these letters; small words and parts of words may be left out."""
    if not letters:
        return end
    at = end - 1
    if at < 0 or block.sentence[at] != block.sentence[end]:
        return -1
    word = block.words[at]
    if plain_word(word)[:1] == letters[-1] and (word[:1].isupper() or len(letters) > 1):
        start = _start_of(block, at, letters[:-1])
        if start >= 0:
            return start
    if any(map(str.isalnum, word)) and (len(word) > _SMALL or word[:1].isupper()):
        return -1
    return _start_of(block, at, letters)


def _with_body(uses: list[NameUse], block: Block, start: int, end: int, acronym: str) -> list[NameUse]:
    """The uses with a body at tokens [start, end), which also bears the acronym."""
    words = plain_words(block.words[start:end])
    within = [use for use in uses if use.block is block and use.start < end and use.end > start]
    if any(use.sort is Sort.PERSON and use.title for use in within) or any(use.start < start for use in within):
        return uses
    whole = next((use for use in within if use.start == start and use.end == end), None)
    if whole is None:
        whole = NameUse(block, start, end, words, Sort.BODY)
        uses = [use for use in uses if use not in within] + [whole]
    elif whole.sort is Sort.PERSON:
        whole.sort = Sort.BODY
    if whole.sort is Sort.BODY and acronym not in initials(whole.words):
        for use in uses:
            if use.words == (acronym,):
                use.words, use.sort = whole.words, Sort.BODY
    return sorted(uses, key=lambda use: use.position)


def with_offices(blocks: Sequence[Block], uses: Sequence[NameUse]) -> list[NameUse]:
    """The uses of names, with acronyms for an office whose holder is named: "the REC" of "the Resident … Ann Lee"."""
    holders = [found for block in blocks for found in _holders(block, uses)]
    replaced, found = set[int](), list[NameUse]()
    for block in blocks if holders else ():
        for at in range(1, len(block)):
            if not _is_acronym(block.words[at]) or block.lowers[at - 1] != "the" or _goes_on(block, at):
                continue
            whose = {holder.words for holder, short in holders if plain_word(block.words[at]) in short}
            if len(whose) == 1:
                replaced.update(id(use) for use in uses if use.block is block and use.start <= at < use.end)
                found.append(NameUse(block, at, at + 1, whose.pop(), Sort.PERSON))
    return [use for use in uses if id(use) not in replaced] + found


def _goes_on(block: Block, at: int) -> bool:
    """Whether the acronym only describes what follows: "the REC office", "the CEO Ann Lee"."""
    return at + 1 < len(block) and block.tags[at + 1] in NOUNS


def _holders(block: Block, uses: Sequence[NameUse]) -> Iterator[tuple[NameUse, frozenset[str]]]:
    """People right behind an office written with capitals, each with the acronyms that it has."""
    for use in uses:
        if use.block is not block or use.sort is not Sort.PERSON or len(use.words) < 2:
            continue
        for head in range(use.start - 1, max(use.start - _TO_NAME, -1), -1):
            if block.sentence[head] != block.sentence[use.start]:
                break
            noun = noun_of(block, head)
            if not block.words[head][:1].isupper() or not (noun in PERSON_NOUNS or noun in role_nouns()):
                continue
            short = _acronyms_to(block, head)
            if short:
                yield use, short
                break


def _acronyms_to(block: Block, head: int) -> frozenset[str]:
    """The acronyms of the run of capitalised words that ends at a token."""
    start = head
    while (
        start
        and block.words[start - 1][:1].isupper()
        and block.words[start - 1].isalpha()
        and block.lowers[start - 1] != "the"
    ):
        start -= 1
    return initials([plain_word(word) for word in block.words[start : head + 1]]) if head > start else frozenset()

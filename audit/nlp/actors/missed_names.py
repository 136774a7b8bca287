"""Names that the entity recogniser passed over, told by what else the article names or by their place in a source."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from audit.nlp.actors.block import Block
from audit.nlp.actors.entities import Sort
from audit.nlp.actors.lexicon import (
    BODY_NOUNS,
    DETERMINERS,
    DOCUMENT_NOUNS,
    GROUP_NOUNS,
    KIN,
    LINKS,
    PERSON_NOUNS,
    TIMES,
    word_set,
)
from audit.nlp.actors.lists import role_nouns
from audit.nlp.actors.name_uses import OFFICES, NameUse, in_title_case, strip_titles
from audit.nlp.actors.names import is_title, plain_words
from audit.nlp.actors.nominals import NOUNS, core_end, joins, noun_of
from audit.nlp.actors.type_words import organisation_type
from audit.nlp.entities import whole_names

_NO_GIVEN_NAMES = (
    word_set(
        "team camp vote stop make never elect president-elect crooked lyin sleepy dear new old young big little both anti pro "
        "post pre national party convention state may"
    )
    | TIMES
)
"""Capitalised words that stand before a surname without being a given name."""

_LONGEST_PERSON = 3
_TWO = 2
_LONGEST_ACRONYM = 6
_SHORTEST_SLIP = 4
_LIKE_ENOUGH = 0.75


def missed_names(blocks: Sequence[Block], uses: Sequence[NameUse], surnames: set[str]) -> list[NameUse]:
    """Names of the article's people, and its bodies' single-word names, where the recogniser passed over them.

    Besides, proper nouns that head a source, or stand in apposition to its noun.
    """
    known = {use.words[0]: use.sort for use in uses if len(use.words) == 1 and use.sort in {Sort.PERSON, Sort.BODY}}
    known |= dict.fromkeys(surnames, Sort.PERSON)
    known = {word: sort for word, sort in known.items() if len(word) > 2 and word not in LINKS}
    found = []
    for block in blocks:
        taken = _taken(block)
        for index, low in enumerate(block.lowers):
            if low in known and not taken[index] and block.words[index][0].isupper():
                use = _missed_at(block, index, known[low], taken)
                if use:
                    found.append(use)
                    taken[use.start : use.end] = b"\x01" * (use.end - use.start)
        found.extend(_in_sources(block, taken, surnames))
        found.extend(_behind_roles(block, taken))
    return found


def _missed_at(block: Block, index: int, sort: Sort, taken: bytearray) -> NameUse | None:
    begin = index
    if sort is Sort.BODY and index + 1 < len(block) and block.tags[index + 1] == "NNP":
        return None
    before = block.words[index - 1] if index else ""
    if before[:1].isupper() and not is_title(before):
        if sort is Sort.PERSON and _is_given_name(block, index - 1, taken):
            begin = index - 1
        elif block.tags[index - 1].startswith("NNP"):
            return None
    start, title, at = strip_titles(block, begin, index + 1)
    return NameUse(block, start, index + 1, tuple(block.lowers[start : index + 1]), sort, title, at)


def _is_given_name(block: Block, index: int, taken: bytearray) -> bool:
    """Whether a word before a surname is a given name: a proper noun of its own that means nothing else there."""
    word, low = block.words[index], block.lowers[index]
    if taken[index] or block.tags[index] != "NNP" or not word.isalpha() or word.isupper():
        return False
    if low in OFFICES or low in _NO_GIVEN_NAMES or low in PERSON_NOUNS or low in BODY_NOUNS or low in role_nouns():
        return False
    if index == 0 or block.sentence[index - 1] != block.sentence[index]:
        return not in_title_case(block, index, index + 2)
    return not (block.words[index - 1][:1].isupper() and block.tags[index - 1].startswith("NNP"))


def _in_sources(block: Block, taken: bytearray, surnames: set[str]) -> Iterator[NameUse]:
    """Proper nouns that head a source or, behind a comma, its apposition, and belong to no name found so far."""
    seen: set[int] = set()
    for item in block.attributions:
        if item.source is None:
            continue
        start, end = block.tokens(item.source)
        for begin, head in _places(block, start, end):
            if head in seen or taken[head] or not block.words[head][:1].isupper():
                continue
            seen.add(head)
            alone = head == begin and (block.tags[head] in NOUNS or block.words[head - 1] == ",")
            if block.tags[head] in {"NNP", "NNPS"} or alone:
                use = _proper(block, begin, head, taken, surnames=surnames)
                if use:
                    taken[use.start : use.end] = b"\x01" * (use.end - use.start)
                    yield use


def _behind_roles(block: Block, taken: bytearray) -> Iterator[NameUse]:
    """Full names behind a title or a noun for a person: "nominee Ann Lee", "President Ann Lee"."""
    for index in range(len(block) - 2):
        if taken[index + 1] or taken[index + 2] or block.tags[index + 1 : index + 3] != ["NNP", "NNP"]:
            continue
        role = is_title(block.words[index]) or (
            block.tags[index] in {"NN", "NNP"} and (block.lowers[index] in OFFICES or _is_role(block, index))
        )
        if not role or taken[index] or block.sentence[index] != block.sentence[index + 2]:
            continue
        end = index + 3
        while end < len(block) and end - index <= _LONGEST_PERSON and block.tags[end] == "NNP" and not taken[end]:
            end += 1
        words = plain_words(block.words[index + 1 : end])
        plain = all(block.words[at][:1].isupper() and not _is_common(block, at) for at in range(index + 1, end))
        plain = plain and not any(is_title(block.words[at]) for at in range(index + 1, end))
        if plain and len(words) == end - index - 1 and not any(organisation_type((word,)) for word in words):
            if in_title_case(block, index, end) or _shouted(block, index + 1):
                continue
            title = block.words[index] if is_title(block.words[index]) else None
            taken[index + 1 : end] = b"\x01" * (end - index - 1)
            yield NameUse(block, index + 1, end, words, Sort.PERSON, title, index if title else -1)


def _is_role(block: Block, index: int) -> bool:
    noun = noun_of(block, index)
    return noun in PERSON_NOUNS or noun in role_nouns()


def _places(block: Block, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where a source may end in a name: its first noun phrase, and the one that follows it behind a comma."""
    while end > start and not any(map(str.isalnum, block.words[end - 1])):
        end -= 1
    if start >= end:
        return
    core = core_end(block, start, end)
    yield start, core - 1
    comma = next((at for at in range(core, end - 1) if block.words[at] == ","), -1)
    if comma > 0 and noun_of(block, core - 1) in PERSON_NOUNS | role_nouns():
        yield comma + 1, core_end(block, comma + 1, end) - 1


def _proper(block: Block, begin: int, head: int, taken: bytearray, *, surnames: set[str]) -> NameUse | None:
    """The name that ends at a proper noun: a person or a body by its words and what stands before them."""
    start = head
    while start > begin and not taken[start - 1] and (block.tags[start - 1] == "NNP" or joins(block, start - 1)):
        start -= 1
    while start < head and not block.words[start][:1].isupper():
        start += 1
    if _is_common(block, head) or _shouted(block, head):
        return None
    start, title, at = strip_titles(block, start, head + 1)
    while start < head and (_is_common(block, start) or _is_office(block, start, head)):
        start += 1
    words = plain_words(block.words[start : head + 1])
    if not words:
        return None
    slip = _slip(words, surnames) if start == begin else None
    if slip:
        return NameUse(block, start, head + 1, (slip,), Sort.PERSON, title, at)
    sort = Sort.PERSON if title else _sort_of(block, begin, start, words)
    return NameUse(block, start, head + 1, words, sort, title, at) if sort else None


def _is_office(block: Block, start: int, head: int) -> bool:
    """Whether an acronym stands before a surname: "MOS Lim", "DPM Wong"; two letters may be a given name's ("JV")."""
    word = block.words[start]
    return start == head - 1 and word.isalpha() and word.isupper() and len(word) > _TWO and block.words[head].istitle()


def _slip(words: tuple[str, ...], surnames: set[str]) -> str | None:
    """The surname that a source of a single word misspells ("Wines" for Wimes)."""
    if len(words) != 1 or len(words[0]) < _SHORTEST_SLIP:
        return None
    near = [name for name in surnames if name[:1] == words[0][0] and len(name) >= _SHORTEST_SLIP]
    return next(iter(get_close_matches(words[0], near, n=1, cutoff=_LIKE_ENOUGH)), None)


def _sort_of(block: Block, begin: int, start: int, words: tuple[str, ...]) -> Sort | None:
    """Person or body; None where a single word might mean anything."""
    first = block.words[start]
    acronym = len(words) == 1 and 1 < len(words[0]) <= _LONGEST_ACRONYM and first.replace(".", "").isupper()
    if acronym or any(organisation_type((word,)) for word in words):
        return Sort.BODY
    article = start > 0 and block.lowers[start - 1] in DETERMINERS
    if len(words) == 1:
        kin = start == begin and start > 1 and block.words[start - 1] == "," and block.lowers[start - 2] in KIN
        return Sort.PERSON if kin else None
    return None if article or len(words) > _LONGEST_PERSON else Sort.PERSON


def _is_common(block: Block, index: int) -> bool:
    """Whether a capitalised word is a common noun or an adjective of office all the same ("the Prime Minister")."""
    noun = noun_of(block, index)
    lists = (PERSON_NOUNS, BODY_NOUNS, DOCUMENT_NOUNS, GROUP_NOUNS, role_nouns(), OFFICES, _NO_GIVEN_NAMES)
    return any(noun in words or block.lowers[index] in words for words in lists)


def _shouted(block: Block, index: int) -> bool:
    """Whether the sentence is in capitals, so that they tell nothing."""
    begin, end = max(index - 4, 0), min(index + 5, len(block))
    near = [block.words[at] for at in range(begin, end) if block.sentence[at] == block.sentence[index]]
    words = [word for word in near if word.isalpha() and len(word) > 1]
    return len(words) > 1 and sum(map(str.isupper, words)) > len(words) / 2


def _taken(block: Block) -> bytearray:
    taken = bytearray(len(block))
    for ent in whole_names(block.doc):
        taken[ent.start : ent.end] = b"\x01" * (ent.end - ent.start)
    return taken

"""Noun phrases that speak of somebody without a name: "the Republican nominee", "two aides", "the Trump campaign"."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from audit.nlp.actors.block import Block
from audit.nlp.actors.entities import Sort
from audit.nlp.actors.lexicon import (
    ABBREVIATED,
    BODY_NOUNS,
    DAYS,
    DETERMINERS,
    DOCUMENT_NOUNS,
    GROUP_NOUNS,
    OF_COUNTS,
    PERSON_NOUNS,
    PROMINENT,
    QUANTIFIERS,
    TITLE_MEANING,
    WRITTEN_PAPERS,
)
from audit.nlp.actors.lists import role_nouns
from audit.nlp.actors.type_words import organisation_type

NOUNS = {"NN", "NNS", "NNP", "NNPS"}
PLURAL = {"NNS", "NNPS"}
_INSIDE = NOUNS | {"JJ", "JJR", "JJS", "CD", "HYPH", "POS", "VBN", "VBG", "AFX", "$", "NFP"}
_ADJECTIVES = {"JJ", "JJR", "JJS"}
_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_LONGEST = 14
AGE = "year-old"
_POSTPOSED = frozenset({"elect", "designate", "select", "delegate", "emeritus"})
"""Words behind the noun and a hyphen: "the governor-elect"."""

_STOPS = {",", ";", ":", "(", ")", "--", "–", "—", "-LRB-", "-RRB-", "[", "]", "―", "-"}


@dataclass(frozen=True, slots=True)
class Nominal:
    """A noun phrase around a noun that can mean an actor: tokens [start, end) with its head just before ``end``.

    ``owner_at`` is the last token of a possessor ("Mr. Trump" in "Mr. Trump's aides", "his" in "his aides"), -1 if none.
    """

    start: int
    end: int
    head: int
    noun: str
    sort: Sort
    plural: bool
    determiner: str
    owner_at: int

    @property
    def definite(self) -> bool:
        """Whether it points at somebody already known."""
        return self.determiner in {"the", "this", "that", "these", "those", "both"} or self.owner_at >= 0


def noun_of(block: Block, index: int) -> str:
    """The singular of a noun, in small letters; the tagger's lemma, else the word without its s."""
    if is_age(block, index):
        return AGE
    index = _hyphenated_head(block, index)
    low = block.lowers[index]
    if low in ABBREVIATED:
        return ABBREVIATED[low][-1]
    lemma = block.lemmas[index]
    if lemma and lemma != low:
        return lemma
    if low in PERSON_NOUNS or low in BODY_NOUNS or low in DOCUMENT_NOUNS or low in GROUP_NOUNS:
        return low
    for ending, repair in (("ies", "y"), ("men", "man"), ("ses", "s"), ("s", "")):
        if low.endswith(ending):
            return low[: -len(ending)] + repair
    return low


def _hyphenated_head(block: Block, index: int) -> int:
    """The noun that a hyphenated word is about: "governor" in "governor-elect", "mum" in "mum-of-three"; else the token."""
    if index > 1 and block.lowers[index] in _POSTPOSED and joins(block, index - 1):
        return index - 2
    if index > 3 and block.lowers[index - 2] == "of" and joins(block, index - 1) and joins(block, index - 3):
        return index - 4
    return index


def is_age(block: Block, index: int) -> bool:
    """Whether a token ends an age that stands for somebody: "the 37-year-old", "the 37 year old", "six-year-olds"."""
    return block.lowers[index] in {"old", "olds"} and age_at(block, index) >= 0


def age_at(block: Block, head: int) -> int:
    """Where the number of an age stands that ends at a token; -1 where there is none."""
    if head > 3 and block.lowers[head - 2] == "year" and joins(block, head - 1) and joins(block, head - 3):
        return head - 4
    return head - 2 if head > 1 and block.lowers[head - 1] == "year" and block.tags[head - 2] == "CD" else -1


def spelled_out(words: Iterable[str]) -> frozenset[str]:
    """Words in small letters, with those that stand behind an abbreviated office ("pm" is prime minister)."""
    given = frozenset(words)
    return given.union(*(ABBREVIATED[word] for word in given if word in ABBREVIATED))


def sort_of(noun: str, *, plural: bool) -> Sort | None:
    """What a noun can mean; None for nouns that mean no actor."""
    if noun in PERSON_NOUNS or (noun in role_nouns() and noun not in BODY_NOUNS):
        return Sort.GROUP if plural else Sort.PERSON
    if noun in BODY_NOUNS and (not plural or noun == "police"):
        return Sort.BODY
    if noun in GROUP_NOUNS or noun in BODY_NOUNS:
        return Sort.GROUP
    return Sort.DOCUMENT if noun in DOCUMENT_NOUNS else None


def nominals(block: Block, named: bytearray) -> Iterator[Nominal]:
    """Noun phrases of a block whose head can mean an actor, in order; ``named`` marks tokens that belong to names."""
    total = len(block)
    for index, tag in enumerate(block.tags):
        if (tag not in NOUNS and not is_age(block, index)) or named[index]:
            continue
        following = index + 1 < total and block.tags[index + 1] in NOUNS and not named[index + 1]
        if following and block.lowers[index + 1] not in DAYS:
            continue
        found = nominal_at(block, index)
        if found:
            yield found


def nominal_at(block: Block, head: int, sort: Sort | None = None) -> Nominal | None:
    """The noun phrase around a head noun; of the given sort, or None where the noun means no actor."""
    noun = noun_of(block, head)
    plural = block.tags[head] in PLURAL or (noun in PERSON_NOUNS and block.lowers[head] == f"{noun}s")  # "Growers"
    start, owner = phrase_start(block, head)
    sort = _sort_in_phrase(block, start, head, noun) or sort or sort_of(noun, plural=plural)
    if sort is None:
        return None
    low = block.lowers[start]
    determiner = low if low in DETERMINERS or low in QUANTIFIERS else ""
    return Nominal(start, head + 1, head, noun, sort, plural, determiner, owner)


def _sort_in_phrase(block: Block, start: int, head: int, noun: str) -> Sort | None:
    """The sort of a noun that the words before it decide: "a briefing paper", "senior party figures"."""
    before = set(block.lowers[start:head])
    if noun == "paper" and (
        before & WRITTEN_PAPERS or (head > start and organisation_type((block.lowers[head - 1],)) == "official")
    ):
        return Sort.DOCUMENT
    if noun == "figure" and before & PROMINENT:
        return Sort.GROUP if block.tags[head] in PLURAL else Sort.PERSON
    return None


def phrase_start(block: Block, head: int) -> tuple[int, int]:
    """Where the noun phrase begins, and the last token of its possessor (-1 if it has none)."""
    start, owner, sentence = head, -1, block.sentence[head]
    while start > 0 and head - start < _LONGEST:
        before = start - 1
        tag = block.tags[before]
        if block.sentence[before] != sentence:
            break
        if tag in {"DT", "PDT", "PRP$", "WP$"}:
            start = before
            if tag in {"PRP$", "WP$"} and owner < 0:
                owner = before
            if not (start and block.tags[start - 1] in {"PDT", "DT"}):
                break
            continue
        if (tag == "POS" or block.lowers[before] in {"'s", "’s"}) and not _within_name(block, before):
            owner = before - 1 if owner < 0 else owner
        elif (tag not in _INSIDE and not _adverb(block, before)) or (
            tag == "VBG" and before and block.tags[before - 1] in {"VBZ", "VBP", "VBD", "IN"}
        ):
            break
        start = before
    return start, owner


def _within_name(block: Block, index: int) -> bool:
    """Whether a name goes on behind a token: "St Ann's West"."""
    return block.doc[index].ent_iob_ == "I" and index + 1 < len(block) and block.doc[index + 1].ent_iob_ == "I"


def _adverb(block: Block, index: int) -> bool:
    return block.tags[index] == "RB" and block.tags[index + 1] in {"JJ", "VBN", "CD"}


def core_end(block: Block, start: int, end: int) -> int:
    """Where the first noun phrase of a stretch of tokens ends: before a comma, bracket, dash, preposition or verb."""
    for index in range(start, end):
        tag = block.tags[index]
        if block.words[index] in _STOPS or tag in {"-LRB-", "-RRB-", ",", ":", "WP", "WDT", "WP$", "CC", "WRB"}:
            if index > start and (
                joins(block, index) or _within_number(block, index) or _between_adjectives(block, index, end)
            ):
                continue
            return index if index > start else end
        if (
            index > start
            and (tag in {"IN", "TO"} or (tag in _FINITE and index < end - 1 and not joins(block, index + 1)))
            and not _compounded(block, index)
        ):
            return index
    return end


def _compounded(block: Block, index: int) -> bool:
    """Whether a word stands within hyphens ("mum-of-three")."""
    return joins(block, index - 1) and joins(block, index + 1)


def _between_adjectives(block: Block, index: int, end: int) -> bool:
    """Whether a comma stands between adjectives of one noun: "small, limited studies"."""
    if block.words[index] != "," or index + 2 >= end or block.tags[index - 1] not in _ADJECTIVES:
        return False
    behind = index + 1
    while behind < end and block.tags[behind] in _ADJECTIVES:
        behind += 1
    return behind > index + 1 and behind < end and block.tags[behind] in NOUNS


def _within_number(block: Block, index: int) -> bool:
    """Whether "and" stands within a number: "a hundred and sixty people"."""
    scales = {"hundred", "thousand", "million"}
    following = index + 1 < len(block) and block.tags[index + 1] == "CD"
    return block.lowers[index] == "and" and block.lowers[index - 1] in scales and following


def joins(block: Block, index: int) -> bool:
    """Whether a token is a hyphen within a word ("ex-wife")."""
    if not 0 < index < len(block) - 1 or block.words[index] not in {"-", "‐", "–"}:
        return False
    at = block.starts[index]
    return block.starts[index - 1] + len(block.words[index - 1]) == at and block.starts[index + 1] == at + 1


_CLAUSE = {"WP", "WDT", "WP$", "VBD", "VBZ", "VBP", "MD", "WRB"}


def complement_end(block: Block, start: int, end: int) -> int:
    """Where the phrase with its prepositional complements ends: before a comma, bracket, relative clause or finite verb."""
    for index in range(start, end):
        if block.words[index] in _STOPS and not joins(block, index):
            return index
        if block.tags[index] in _CLAUSE and not joins(block, index + 1):
            return index
    return end


def plain_phrase(block: Block, start: int, end: int) -> str:
    """A phrase as the name of a group or document: without determiners and quantifiers in front, small at the start."""
    begin = start
    while begin < end - 1 and _counts_only(block, begin):
        begin += 1
    if end - begin > 2 and block.lowers[begin + 1] == "of" and block.lowers[begin] in OF_COUNTS:
        return plain_phrase(block, begin + 2, end)
    if begin > start and end - begin > 2 and block.lowers[begin] == "of" and block.lowers[begin - 1] in OF_COUNTS:
        return plain_phrase(block, begin + 1, end)
    if begin > start and _needs_what_stands_before(block, begin, end):
        begin = start
    text = block.text(begin, end)
    return text if _keeps_capital(block, begin) else text[:1].lower() + text[1:]


def _keeps_capital(block: Block, index: int) -> bool:
    """Whether a word is written with a capital wherever it stands: names, acronyms, "Pakistani" (also as a sentence begins)."""
    word = block.words[index]
    if block.tags[index] in {"NNP", "NNPS"} or (len(word) > 1 and word.isupper()):
        return True
    inside = index > 0 and block.sentence[index - 1] == block.sentence[index] and not block.in_title
    return block.tags[index] in _ADJECTIVES and (inside or block.doc[index].ent_type_ == "NORP")


def _needs_what_stands_before(block: Block, index: int, end: int) -> bool:
    """Whether a phrase makes no name from here on: "of them", "and sixty people", "around the minister", "close to him"."""
    joint = {"IN", "CC", "TO"}
    return block.tags[index] in joint or (
        block.tags[index] == "JJ" and index + 1 < end and block.tags[index + 1] in joint
    )


def _counts_only(block: Block, index: int) -> bool:
    """Whether a word in front of a phrase says how many or which, and is no half of a hyphenated word."""
    counting = block.lowers[index] in QUANTIFIERS or block.tags[index] in {"PDT", "CD", "RB", ","}
    return counting and not joins(block, index + 1) and not (index + 2 < len(block) and is_age(block, index + 2))


def meaning(word: str) -> str:
    """A title's full form, in small letters ("Sen." is senator)."""
    plain = word.lower().replace(".", "")
    return TITLE_MEANING.get(plain, plain)

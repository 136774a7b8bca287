"""Roles that an article gives its people: "Republican nominee Donald Trump", "Robby Mook, Clinton's campaign manager,"."""

from collections.abc import Iterable, Sequence

from audit.model import Evidence
from audit.nlp.actors.block import Block
from audit.nlp.actors.entities import Entity, Reference, Role, Sort
from audit.nlp.actors.lexicon import ALIKE, DETERMINERS, GENDERED, PERSON_NOUNS
from audit.nlp.actors.lists import role_nouns
from audit.nlp.actors.names import is_title
from audit.nlp.actors.nominals import (
    NOUNS,
    PLURAL,
    complement_end,
    core_end,
    meaning,
    noun_of,
    phrase_start,
    spelled_out,
)

_OPPOSED = (
    frozenset({"republican", "gop", "democratic", "democrat", "libertarian", "green"}),
    frozenset({"former", "ex", "current", "incumbent", "then"}),
    frozenset({"vice", "deputy", "assistant"}),
    frozenset({"presidential", "gubernatorial", "senate", "congressional", "mayoral"}),
    frozenset({"first", "second", "prime"}),
)
LEAST_FIT = 0.5
"""How well a nominal must fit a role, so that it means whoever has it."""

_OTHERS_NAME = 0.4
_IN_OFFICE = frozenset({"minister", "secretary", "chief", "commissioner"})
_IN_ANY_OFFICE = _IN_OFFICE.union(
    *_OPPOSED, {"of", "for", "and", "'s", "’s", "chief", "state", "general", "cabinet", "senior"}
)
_LONGEST_ROLE = 14
_COMPLEMENT = 9
_DOING = ("er", "or", "ist", "man", "woman")
_COMPARED = frozenset({"junior", "senior", "major", "minor", "elder", "former", "other"})
_ADJECTIVES_TOO = frozenset({"executive", "representative"})
"""Nouns for people that taggers often take for adjectives."""

Names = Sequence[Reference | None]


def read_roles(block: Block, references: Iterable[Reference], names: Names) -> bytearray:
    """Note the roles given to the named people of a block; returns a mark for each token that is part of a role."""
    used = bytearray(len(block))
    speakers = {block.tokens(item.source) for item in block.attributions if item.source}
    for reference in references:
        entity = reference.entity
        if entity is None or entity.sort is not Sort.PERSON:
            continue
        for start, end, head in (*_before(block, reference, names), *_behind(block, reference, names)):
            if start > reference.end and _speaks(block, (start, end), speakers):
                continue
            _note(block, entity, start, end, head)
            used[start:end] = b"\x01" * (end - start)
    return used


def _speaks(block: Block, phrase: tuple[int, int], speakers: set[tuple[int, int]]) -> bool:
    """Whether a phrase behind a name is a source itself, no apposition: "asked about Mr Lee, a party source said"."""
    return phrase in speakers and phrase[1] < len(block) and block.tags[phrase[1]].startswith("VB")


def _note(block: Block, entity: Entity, start: int, end: int, head: int) -> None:
    while start < head and (block.lowers[start] in DETERMINERS or block.tags[start] in {"CD", "RB"}):
        start += 1
    noun = meaning(noun_of(block, head))
    span = block.span(start, end)
    words = spelled_out(block.lowers[start:end])
    evidence = Evidence("role", span.start, span.end, block.in_title)
    entity.roles.append(Role(noun, words, block.text(start, end), evidence, proper_words(block, start, head)))
    entity.vote(GENDERED.get(noun), hard=True)


def _before(  # noqa: PLR0911 - one return a shape
    block: Block, reference: Reference, names: Names
) -> Iterable[tuple[int, int, int]]:
    """Role nouns right before a name ("press secretary Josh Earnest"), or before it and a comma ("a lawyer, David Schulz,")."""
    name_start = reference.start
    if reference.end - name_start > 1 and is_title(block.words[name_start]) and _is_role(block, name_start):
        start = phrase_start(block, name_start)[0]
        roles = _title_with_of(block, start, name_start + 1) or [(start, name_start + 1, name_start)]
        noun = name_start - 1
        own = noun >= start and block.tags[noun] in NOUNS and names[noun] is None and not is_title(block.words[noun])
        if start > 1 and block.words[start - 1] == "," and _closed(block, reference.end):
            roles = [*roles, *_apposition_before(block, start - 1, reference.end, names)]
        return [*roles, (start, name_start, noun)] if own and _is_role(block, noun) else roles
    last = _before_space(block, name_start - 1)
    if last > 0 and block.words[last] == "." and is_title(block.words[last - 1] + "."):
        return [(phrase_start(block, last - 1)[0], name_start, last - 1)]  # "Capt ." in two tokens
    if last < 0 or block.sentence[last] != block.sentence[name_start]:
        return []
    if block.words[last] == "," and _closed(block, reference.end):
        return _apposition_before(block, last, reference.end, names)
    if (
        (block.tags[last] not in NOUNS and block.lowers[last] not in _ADJECTIVES_TOO and not _is_trade(block, last))
        or block.tags[last] in PLURAL
        or (names[last] is not None and names[last] is reference)
    ):
        return []
    start, _ = phrase_start(block, last)
    if _is_role(block, last) and names[last] is None:
        return [(_with_joined(block, start, names), name_start, last)]
    return _title_with_of(block, start, name_start)


def _is_trade(block: Block, at: int) -> bool:
    """Whether a word that was tagged as an adjective is a noun for what somebody does: "shopkeeper Mohsin Baig"."""
    low = block.lowers[at]
    return block.tags[at] == "JJ" and low.endswith(_DOING) and low not in _COMPARED and low in role_nouns()


def _with_joined(block: Block, start: int, names: Names) -> int:
    """Where a role begins that another one stands before: "the actress and activist Ann Lee"."""
    other = start - 2
    joined = other >= 0 and block.lowers[start - 1] == "and" and block.tags[other] in {"NN", "NNP"}
    return phrase_start(block, other)[0] if joined and names[other] is None and _is_role(block, other) else start


def _before_space(block: Block, index: int) -> int:
    """The last token that is no white space."""
    while index >= 0 and block.words[index].isspace():
        index -= 1
    return index


def _title_with_of(block: Block, start: int, name_start: int) -> list[tuple[int, int, int]]:
    """A title with "of" before a name ("Secretary of State", "Minister of Health and Welfare")."""
    for joining in ({"and", "&"}, {","}):
        if start > 2 and block.lowers[start - 1] in joining and block.tags[start - 2] in {"NNP", "NNPS"}:
            start = phrase_start(block, start - 2)[0]
    if start < 2 or block.lowers[start - 1] not in {"of", "for"} or not block.words[start - 2][:1].isupper():
        return []
    if not _is_role(block, start - 2):
        return []
    return [(phrase_start(block, start - 2)[0], name_start, start - 2)]


def _apposition_before(block: Block, comma: int, end: int, names: Names) -> list[tuple[int, int, int]]:
    """A role before a name and a comma, with what belongs to it: "an attorney for the family, Ann Lee,"."""
    head = _head_before(block, comma, names)
    if head < 0:
        return []
    start, owner = phrase_start(block, head)
    if start and block.lowers[start - 1] in {"as", "like"}:
        return []  # "as a student at Yale, Ann Lee said": what somebody was
    if start and block.tags[start - 1] == "IN" and end < len(block) and block.tags[end].startswith("V"):
        return []  # "in his view of the magnate, Ann Lee said"
    one = start > 1 and block.lowers[start - 2 : start] == ["one", "of"]  # "one of the family's attorneys"
    if not one and (block.tags[head] in PLURAL or (block.lowers[start] not in DETERMINERS and owner < 0)):
        return []
    return [(start, comma, head)]


def _head_before(block: Block, comma: int, names: Names) -> int:
    """The noun for a person that ends before a comma, or whose complement does; -1 if there is none."""
    for head in range(comma - 1, max(comma - _COMPLEMENT, -1), -1):
        tag = block.tags[head]
        if tag[:1] in {"V", "W", "M"} or tag in {",", ":", "CC", "-LRB-", "-RRB-", ".", "``", "''"}:
            return -1
        name = names[head]
        person = name is not None and name.entity is not None and name.entity.sort is Sort.PERSON
        if block.sentence[head] != block.sentence[comma] or (person and name and not _governed(block, name)):
            return -1
        noun = tag in NOUNS or block.lowers[head] in _ADJECTIVES_TOO
        if noun and names[head] is None and _is_role(block, head):
            return head if head == comma - 1 or block.tags[head + 1] == "IN" else -1
    return -1


def _governed(block: Block, name: Reference) -> bool:
    """Whether a name stands right behind a preposition: "an attorney for Mr. Lee", "a delegate on the Lee slate"."""
    return name.start > 0 and block.tags[name.start - 1] in {"IN", "TO", "DT"}


def _closed(block: Block, end: int) -> bool:
    """Whether an apposition ends here: comma, full stop, dash, verb or the end of the text."""
    return end >= len(block) or block.words[end] in {",", ".", "--", "–", "—", ")"} or block.tags[end].startswith("VB")


def _behind(block: Block, reference: Reference, names: Names) -> Iterable[tuple[int, int, int]]:
    """A role behind a name and a comma, also after an age: "Larry King, 82, the host of …"."""
    at = reference.end
    if at < len(block) and block.words[at] == "(":
        close = next((index for index in range(at, min(at + 7, len(block))) if block.words[index] == ")"), -1)
        at = close + 1 if close > 0 else at
    if at >= len(block) or block.words[at] not in {",", "--", "–", "—"}:
        return []
    start = at + 1
    if start + 1 < len(block) and block.tags[start] == "CD" and block.words[start + 1] == ",":
        start += 2
    one = block.lowers[start : start + 2] == ["one", "of"]  # "Ann Lee, one of the mayor's aides"
    start += 2 * one
    limit = min(start + _LONGEST_ROLE, len(block))
    sentence = block.sentence[reference.start]
    while limit > start and block.sentence[limit - 1] != sentence:
        limit -= 1
    if start >= limit or block.tags[start] in {"VBD", "VBZ", "IN", "CC", "PRP", "RB", "WP", "WP$", "WDT", "WRB"}:
        return []
    core = core_end(block, start, limit)
    head = core - 1
    while head > start and block.tags[head] not in NOUNS:
        head -= 1
    plural = block.tags[head] in PLURAL
    if head < start or names[head] is not None or plural is not one or not _is_role(block, head):
        return []
    end = max(complement_end(block, start, limit), head + 1)
    if block.tags[start] == "PRP$" and end + 1 < len(block) and block.words[end] == "," and names[end + 1]:
        return []  # "the governor, his wife, Ann, and": the next one's
    if _ends_in_name(block, head, end, names):
        return []  # "Ann Lee, Deputy Minister of Health Bo Ray, and": the next one's
    return [(start, end, head)]


def _ends_in_name(block: Block, head: int, end: int, names: Names) -> bool:
    """Whether an office in capitals ends in the name of whoever holds it, not in that of whom somebody serves."""
    name = names[end - 1]
    person = name is not None and name.entity is not None and name.entity.sort is Sort.PERSON
    if name is None or not person or name.start <= head or not block.words[head][:1].isupper():
        return False
    before = name.start - 1
    governed = any(block.tags[at] in {"IN", "TO"} for at in range(head, before)) and _is_role(block, before)
    return block.tags[before] in NOUNS and not governed


def _is_role(block: Block, head: int) -> bool:
    noun = meaning(noun_of(block, head))
    return noun in PERSON_NOUNS or noun in role_nouns() or block.lowers[head] in PERSON_NOUNS


def proper_words(block: Block, start: int, head: int) -> frozenset[str]:
    """The names among the words before a role's noun, in small letters: "Reform" in "the Reform leader"."""
    return frozenset(block.lowers[at] for at in range(start, head) if block.tags[at] in {"NNP", "NNPS"})


def role_fit(noun: str, words: frozenset[str], entity: Entity, proper: frozenset[str] = frozenset()) -> float:
    """How well a nominal fits the roles of an entity: 0 not at all, 1 by a kindred noun, 2 and more by the noun itself.

    Where both hold names (`proper`) and none in common, "the Reform leader" and the "Central Bank chief", it counts much less.
    """
    best = 0.0
    for role in entity.roles:
        if any((words & group) and (role.words & group) and not (words & role.words & group) for group in _OPPOSED):
            continue
        if ("former" in words) != ("former" in role.words) and noun == "president":
            continue
        kindred = alike(role.noun, noun) or _serves_abroad(noun, role) or _of_one_field(noun, words, role)
        score = 2.0 if role.noun == noun else 1.0 if kindred else 0.0
        if proper and role.proper and not proper & (role.proper | role.words):
            score *= _OTHERS_NAME
        if score:
            best = max(best, score + 0.5 * len(words & role.words - {noun}))
    return best


def _serves_abroad(noun: str, role: Role) -> bool:
    """Whether a diplomat is meant who is called secretary of state or foreign minister."""
    return (
        noun == "diplomat"
        and role.noun in {"secretary", "minister"}
        and bool(role.words & {"state", "foreign", "external"})
    )


def _of_one_field(noun: str, words: frozenset[str], role: Role) -> bool:
    """Whether two offices in one field are meant: "the housing minister", "the housing chief", "Secretary for Housing"."""
    field = (words & role.words) - DETERMINERS - _IN_ANY_OFFICE
    return noun in _IN_OFFICE and role.noun in _IN_OFFICE and bool(field)


def alike(one: str, other: str) -> bool:
    """Whether two role nouns can stand for each other."""
    return any(one in group and other in group for group in ALIKE)

"""What sort of source an actor is (official, politician, expert …), from its role, its name or its words."""

from collections.abc import Iterable
from functools import cache

from audit.model import ActorKind
from audit.nlp.actors.entities import Entity, Role, Sort
from audit.nlp.actors.lexicon import TITLE_MEANING
from audit.nlp.actors.lists import organisation_types, role_types
from audit.nlp.actors.names import plain_word

_LONGEST_PHRASE = 5


def source_type(entity: Entity) -> tuple[str | None, Role | None]:
    """The source type, and the role it was read from (None where it was read from the name).

    The most telling role wins: one whose noun says enough by itself, else a weak one ("spokesman") by the
    organisation named in it.
    """
    if entity.sort is Sort.DOCUMENT:
        return ActorKind.DOCUMENT.value, None
    for role in entity.roles:
        found = type_of_words(role.text.split())
        if found:
            return found, role
    if entity.sort in {Sort.BODY, Sort.PLACE}:
        return _of_body(entity), None
    if entity.parts:
        kinds = {source_type(part)[0] for part in entity.parts}
        return (kinds.pop() if len(kinds) == 1 else None), None
    return (None if entity.named and entity.sort is Sort.PERSON else type_of_words(entity.name.split())), None


def type_of_words(words: Iterable[str]) -> str | None:
    """Type by the role noun in a phrase: a strong one anywhere, else a weak one read with the organisation beside it."""
    plain = tuple(_singular(word) for word in words if any(map(str.isalpha, word)))
    roles, weak = role_types(), None
    for size in range(min(_LONGEST_PHRASE, len(plain)), 0, -1):
        for begin in range(len(plain) - size + 1):
            kind, is_weak = roles.get(" ".join(plain[begin : begin + size]), (None, False))
            if kind and not is_weak:
                return kind
            weak = weak or kind
    return (organisation_type(plain) or weak) if weak else None


def organisation_type(words: Iterable[str]) -> str | None:
    """Type by the words of an organisation's name; the longest pattern wins."""
    plain, patterns = tuple(words), organisation_types()
    for size in range(min(_LONGEST_PHRASE, len(plain)), 0, -1):
        for begin in range(len(plain) - size + 1):
            found = patterns.get(" ".join(plain[begin : begin + size]))
            if found:
                return found
    return None


def _of_body(entity: Entity) -> str | None:
    if entity.sort is Sort.PLACE:
        return "official"
    found = organisation_type(entity.words) or organisation_type(plain_word(word) for word in entity.name.split())
    if found is None and entity.owner is not None:
        return source_type(entity.owner)[0] or ("politician" if entity.noun == "campaign" else None)
    return found


@cache
def _singular(word: str) -> str:
    word = plain_word(word.strip(",.;:()"))
    plain = TITLE_MEANING.get(word, word)
    if plain in role_types() or not plain.endswith("s"):
        return plain
    for ending, repair in (("ies", "y"), ("men", "man"), ("s", "")):
        if plain.endswith(ending) and plain[: -len(ending)] + repair in role_types():
            return plain[: -len(ending)] + repair
    return plain

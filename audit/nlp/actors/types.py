"""What sort of source an actor is (official, politician, expert …), from its role, its name or its words."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from audit.model import ActorKind
from audit.nlp.actors.entities import Entity, Role, Sort
from audit.nlp.actors.lexicon import TITLE_MEANING
from audit.nlp.actors.lists import body_types, organisation_types, role_types
from audit.nlp.actors.names import plain_word

_LONGEST_PHRASE = 5
_JOINTS = frozenset({"of", "for", "at", "with", "from", "in", "on", "to", "by", "and", "who", "against", "&"})


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
    if entity.named and entity.sort is Sort.PERSON:
        return None, None
    words = entity.name.split()
    return type_of_words(words) or (collective_type(words) if entity.sort is Sort.GROUP else None), None


def type_of_words(words: Iterable[str]) -> str | None:
    """Type by the role noun in a phrase, its head before others: the consultant of "a Republican tax consultant".

    A strong noun decides by itself; a weak one ("spokesman", "director") by the organisation named in the phrase, else by what it
    mostly means, if anything. Documents are no roles: a "law school" and a "policy centre" name none.
    """
    words = [word for word in words if any(map(str.isalpha, word))]
    plain = tuple(_singular(word) for word in words)
    core = _core(plain)
    named = organisation_type(plain[core:]) or organisation_type(plain[:core])
    behind = ["" if word[0].isupper() else singular for word, singular in zip(words, plain, strict=True)][core:]
    types = ((named or kind) if is_weak else kind for part in (plain[:core], behind) for kind, is_weak in _roles(part))
    return next(filter(None, types), None)


def _core(words: Sequence[str]) -> int:
    """Where the first noun phrase of a phrase ends."""
    return next((at for at, word in enumerate(words) if at and word in _JOINTS), len(words))


def _roles(words: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Type and weakness of the role nouns in a phrase, from its end on; of those that end together the longest."""
    roles, end = role_types(), len(words)
    while end:
        for size in range(min(_LONGEST_PHRASE, end), 0, -1):
            kind, is_weak = roles.get(" ".join(words[end - size : end]), ("document", False))
            if kind != "document":
                yield kind, is_weak
                end -= size - 1
                break
        end -= 1


def organisation_type(words: Iterable[str]) -> str | None:
    """Type by the words of an organisation's name; the longest pattern wins, of its head's phrase the last.

    So an energy agency is an agency, and the Department of Energy a department.
    """
    plain, patterns = tuple(words), organisation_types()
    core = _core(plain)
    for size in range(min(_LONGEST_PHRASE, len(plain)), 0, -1):
        places = [*range(core - size, -1, -1), *range(max(core - size + 1, 0), len(plain) - size + 1)]
        for begin in places:
            found = patterns.get(" ".join(plain[begin : begin + size]))
            if found:
                return found
    return None


def _of_body(entity: Entity) -> str | None:
    found = organisation_type(entity.words) or organisation_type(plain_word(word) for word in entity.name.split())
    if entity.sort is Sort.PLACE:
        return found if found == "media" else "official"  # "The New Yorker" is taken for a place at times
    if found is None and entity.owner is not None:
        found = source_type(entity.owner)[0] or ("politician" if entity.noun == "campaign" else None)
    return found or collective_type(entity.name.split())


def collective_type(words: Iterable[str]) -> str | None:
    """Type by the noun that heads the name of a collective source; the longest phrase wins."""
    plain, types = tuple(plain_word(word) for word in words), body_types()
    head = plain[: _core(plain)]
    for size in range(min(_LONGEST_PHRASE, len(head)), 0, -1):
        phrase = " ".join(head[len(head) - size :])
        found = types.get(phrase) or types.get(phrase.removesuffix("s")) or types.get(f"{phrase.removesuffix('ies')}y")
        if found:
            return found
    return None


@cache
def _singular(word: str) -> str:
    word = plain_word(word.strip(",.;:()").removesuffix("’s").removesuffix("'s"))
    plain = TITLE_MEANING.get(word, word)
    if plain in role_types() or not plain.endswith("s"):
        return plain
    for ending, repair in (("ies", "y"), ("men", "man"), ("s", "")):
        if plain.endswith(ending) and plain[: -len(ending)] + repair in role_types():
            return plain[: -len(ending)] + repair
    return plain

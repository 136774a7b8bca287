"""What sort of source the words of a role, of an organisation's name or of a collective tell."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from audit.nlp.actors.lexicon import FAMILY, OF_COUNTS, TITLE_MEANING, word_set
from audit.nlp.actors.lists import body_types, organisation_names, organisation_types, role_types
from audit.nlp.actors.names import plain_word

FIRM, WEAK, KINSHIP = 3, 2, 1.5
"""Weights of what tells a type. A firm role of the past is weak, but for politicians."""

_LONGEST_PHRASE = 5
_JOINTS = word_set(
    "of for at with from in on to by and who against & like such led backed representing whose which that under during since"
)
_HEADS_OF_STATE = word_set("leader minister candidate nominee")
"""Nouns for politicians that the name of a state's body beside them makes no officials: "E.U. leaders"."""

_PAST = frozenset({"former", "ex", "then", "onetime", "retired", "late"})


def rated(words: Iterable[str]) -> tuple[str | None, float]:
    """Type and weight by the role noun in a phrase, its head before others: the consultant of "a Republican tax consultant".

    A strong noun decides by itself; a weak one ("spokesman", "director") by the organisation named in the phrase, else by what it
    mostly means, if anything. Documents are no roles: a "law school" and a "policy centre" name none.
    """
    words = _counted_off([word for word in words if any(map(str.isalpha, word))])
    plain = tuple(map(singular, words))
    core = _role_core(plain)
    named = _known_name(words) or organisation_type(plain[core:]) or organisation_type(plain[:core])
    behind = ["" if word[0].isupper() else singular for word, singular in zip(words, plain, strict=True)][core:]
    past = bool(_PAST & set(plain[:core]))
    for part in (plain[:core], behind):
        for noun, kind, weak in _roles(part):
            if noun in FAMILY:
                return kind, KINSHIP
            told = (
                kind
                if not weak or (noun in _HEADS_OF_STATE and named == "official")
                else named or (None if kind else _owner_type(words, plain, core))
            )
            told = unless_paid(kind, told)
            if told:
                return told, WEAK if past and told != "politician" else FIRM
            if kind:
                return kind, WEAK
    return None, 0


def unless_paid(kind: str | None, lent: str | None) -> str | None:
    """The type that a weak noun takes from a body: an analyst at a bank speaks of others, and stays an expert."""
    return kind if kind == "expert" and lent == "business" else lent


def _known_name(words: Sequence[str]) -> str | None:
    """Type of an organisation whose whole name stands in a phrase: in several words, or in capitals."""
    names, plain = (
        organisation_names(),
        [plain_word(word.strip(",;:()").removesuffix("’s").removesuffix("'s")) for word in words],
    )
    for size in range(min(_LONGEST_PHRASE, len(words)), 0, -1):
        for begin in range(len(words) - size + 1):
            spelled = words[begin][:1].isupper() if size > 1 else words[begin].isupper() and len(words[begin]) > 1
            found = names.get(" ".join(plain[begin : begin + size])) if spelled else None
            if found:
                return found
    return None


def is_weak(phrase: str) -> bool | None:
    """Whether the role noun that heads a phrase says little by itself; None where no listed one does."""
    plain = tuple(map(singular, phrase.split()))
    return next((weak for _, _, weak in _roles(plain[: _role_core(plain)])), None)


def _owner_type(words: Sequence[str], plain: Sequence[str], core: int) -> str | None:
    """Type of the collective whom a role belongs to, by a common noun: "for the company", "the city's"."""
    end = next((at + 1 for at in range(core) if words[at].endswith(("'s", "’s"))), 0)
    for begin, stop in ((core + 1, len(words)), (0, end)):
        some = plain[begin:stop]
        head = stop - len(some) + len(_head(some)) - 1 if some else -1
        found = collective_type(some) if head >= 0 and words[head].islower() else None
        if found and found != "celebrity":  # a club has its treasurer, too
            return found
    return None


def _head(words: Sequence[str]) -> Sequence[str]:
    """The first noun phrase of a phrase."""
    return words[: _core(words)]


def _counted_off(words: Sequence[str]) -> Sequence[str]:
    """A phrase without a count in front: "a number of cities" is cities."""
    of = next((at for at, word in enumerate(words) if at and word in _JOINTS), 0)
    return words[of + 1 :] if of and words[of] == "of" and words[of - 1].lower() in OF_COUNTS else words


def _core(words: Sequence[str]) -> int:
    """Where the first noun phrase of a phrase ends."""
    return next((at for at, word in enumerate(words) if at and word in _JOINTS), len(words))


def _role_core(words: Sequence[str]) -> int:
    """The same where a listed role may hold a joint itself: "his chief of staff"."""
    at, roles = _core(words), role_types()
    while at < len(words):
        spans = (
            (begin, end) for begin in range(max(at - 3, 0), at) for end in range(min(at + 4, len(words)), at + 1, -1)
        )
        end = next((end for begin, end in spans if " ".join(words[begin:end]) in roles), 0)
        if not end:
            return at
        at = next((later for later in range(end, len(words)) if words[later] in _JOINTS), len(words))
    return at


def _roles(words: Sequence[str]) -> Iterator[tuple[str, str, bool]]:
    """The role nouns in a phrase with type and weakness, from its end on; of those that end together the longest."""
    roles, end = role_types(), len(words)
    while end:
        for size in range(min(_LONGEST_PHRASE, end), 0, -1):
            noun = " ".join(words[end - size : end])
            kind, weak = roles.get(noun, ("document", False))
            if kind != "document":
                yield noun, kind, weak
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


def collective_type(words: Iterable[str]) -> str | None:
    """Type by the noun that heads the name of a collective source; the longest phrase wins."""
    plain, types = _counted_off([plain_word(word) for word in words]), body_types()
    head = plain[: _core(plain)]
    for size in range(min(_LONGEST_PHRASE, len(head)), 0, -1):
        phrase = " ".join(head[len(head) - size :])
        found = types.get(phrase) or types.get(phrase.removesuffix("s")) or types.get(f"{phrase.removesuffix('ies')}y")
        if found:
            return found
    return None


@cache
def singular(word: str) -> str:
    """A word in its plain form, plural nouns for people in the singular, shortened titles written out."""
    if word == "Del.":
        return "delegate"
    word = plain_word(word.strip(",.;:()").removesuffix("’s").removesuffix("'s"))
    plain = TITLE_MEANING.get(word, word)
    if plain in role_types() or not plain.endswith("s"):
        return plain
    for ending, repair in (("ies", "y"), ("men", "man"), ("es", ""), ("s", "")):
        if plain.endswith(ending) and plain[: -len(ending)] + repair in role_types():
            return plain[: -len(ending)] + repair
    return plain

"""Names under which the article says that somebody is also known: "Boniface Otieno, popularly known as Bonnie"."""

from collections.abc import Sequence
from itertools import pairwise

from audit.nlp.actors.entities import Sort
from audit.nlp.actors.name_uses import NameUse

_KNOWN = (("known", "as"), ("nicknamed",), ("alias",), ("aka",), ("a.k.a",), ("a.k.a.",))
_MARKS = frozenset("\"“‘'")
_APART = 7  # tokens between the two names


def with_aliases(uses: Sequence[NameUse]) -> list[NameUse]:
    """The uses of names, those of such a name of one word as uses of the full one."""
    people = sorted((use for use in uses if use.sort is Sort.PERSON), key=lambda use: use.position)
    meant: dict[tuple[str, ...], NameUse] = {}
    for before, use in pairwise(people):
        if len(use.words) == 1 and len(before.words) > 1 and _is_also(before, use):
            meant.setdefault(use.words, before)
    taken = {words[-1] for words in (use.words for use in people if len(use.words) > 1)}
    for use in people:
        full = meant.get(use.words)
        if full is not None and use.words[0] not in taken and use.title is None:
            use.words = full.words
    return list(uses)


def _is_also(before: NameUse, use: NameUse) -> bool:
    """Whether "known as" or the like stands right before a name, and behind the other without a noun between."""
    block, at = use.block, use.start
    if before.block is not block or at - before.end > _APART or block.sentence[before.start] != block.sentence[at]:
        return False
    at -= block.words[at - 1] in _MARKS
    for words in _KNOWN:
        begin = at - len(words)
        if tuple(block.lowers[begin:at]) == words:
            return not any(tag.startswith("N") or tag == "POS" for tag in block.tags[before.end : begin])
    return False

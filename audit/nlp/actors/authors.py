"""Who stands behind a document that is a source: "a report by Politico", "a Times article", "data from the Census Bureau"."""

from collections.abc import Sequence

from audit.model import Form
from audit.nlp.actors.block import Block
from audit.nlp.actors.entities import Reference, Sort
from audit.nlp.actors.nominals import joins

Names = Sequence[Reference | None]

_AGENTS = {"by", "from", "in", "of"}
_READERS = frozenset(
    {
        "obtained",
        "seen",
        "reviewed",
        "viewed",
        "examined",
        "analysed",
        "analyzed",
        "read",
        "accessed",
        "quoted",
        "cited",
        "heard",
    }
)
"""What others than its author do with a document: "figures obtained by Reuters"."""


def author_of(block: Block, start: int, core: int, end: int, names: Names) -> Reference | None:
    """Who stands behind a document: "a report by Politico", "a Times article", "data from the Census Bureau"."""
    for index in range(core, end):
        if block.lowers[index] in _AGENTS and block.lowers[index - 1] not in _READERS:
            found = next((names[at] for at in range(index + 1, min(index + 6, end)) if names[at]), None)
            if (
                found
                and found.entity
                and found.entity.sort in {Sort.PERSON, Sort.BODY}
                and _adjacent(block, index, found)
            ):
                return found
    within = (names[index] for index in range(core - 1, start - 1, -1) if not _sided(block, names[index]))
    inside = next((name for name in within if name), None)
    return inside if inside and inside.form is Form.NAME and inside.entity else None


def _sided(block: Block, name: Reference | None) -> bool:
    """Whether a name stands behind "pro-" or "anti-": that is whom somebody is for or against."""
    return name is not None and joins(block, name.start - 1) and block.lowers[name.start - 2] in {"pro", "anti"}


def _adjacent(block: Block, index: int, found: Reference) -> bool:
    """Whether only titles, adjectives and determiners stand between the preposition and the name."""
    return all(block.tags[at] in {"DT", "JJ", "CD", "NN", "NNP", "HYPH"} for at in range(index + 1, found.start))

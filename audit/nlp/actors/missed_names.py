"""Names that the entity recogniser passed over, told by what else the article names."""

from collections.abc import Sequence

from audit.nlp.actors.block import Block
from audit.nlp.actors.entities import Sort
from audit.nlp.actors.lexicon import LINKS
from audit.nlp.actors.name_uses import NameUse, strip_titles
from audit.nlp.actors.names import is_title


def missed_names(blocks: Sequence[Block], uses: Sequence[NameUse], surnames: set[str]) -> list[NameUse]:
    """Names of the article's people, and its bodies' single-word names, where the recogniser passed over them."""
    known = {use.words[0]: use.sort for use in uses if len(use.words) == 1 and use.sort in {Sort.PERSON, Sort.BODY}}
    known |= dict.fromkeys(surnames, Sort.PERSON)
    known = {word: sort for word, sort in known.items() if len(word) > 2 and word not in LINKS}
    full = {(use.words[0], use.words[-1]) for use in uses if use.sort is Sort.PERSON and len(use.words) > 1}
    found = []
    for block in blocks:
        taken = _taken(block)
        for index, low in enumerate(block.lowers):
            if low in known and not taken[index] and block.words[index][0].isupper():
                use = _missed_at(block, index, known[low], full)
                if use:
                    found.append(use)
    return found


def _missed_at(block: Block, index: int, sort: Sort, full: set[tuple[str, str]]) -> NameUse | None:
    low, begin = block.lowers[index], index
    if sort is Sort.BODY and index + 1 < len(block) and block.tags[index + 1] == "NNP":
        return None
    before = block.words[index - 1] if index else ""
    if before[:1].isupper() and not is_title(before):
        if sort is not Sort.PERSON or (before.lower(), low) not in full:
            return None if block.tags[index - 1].startswith("NNP") else NameUse(block, index, index + 1, (low,), sort)
        begin = index - 1
    start, title, at = strip_titles(block, begin, index + 1)
    return NameUse(block, start, index + 1, tuple(block.lowers[start : index + 1]), sort, title, at)


def _taken(block: Block) -> bytearray:
    taken = bytearray(len(block))
    for ent in block.doc.ents:
        taken[ent.start : ent.end] = b"\x01" * (ent.end - ent.start)
    return taken

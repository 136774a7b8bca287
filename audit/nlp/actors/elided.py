"""Subjects left out in lists: after "Imagine that she:", a line "Keeps saying that …" speaks of her.

Only a line that begins with a finite verb counts, below one that ends with a colon, with no line between whose sentence has
a subject.
"""

from audit.nlp.actors.block import Block
from audit.nlp.actors.lexicon import OBLIQUE_DEPS, SUBJECT_DEPS

_FINITE = frozenset({"VBZ", "VBD", "VBP"})
_FIRST_WORD = _FINITE | {"VBN", "NNS"}
"""What a tagger makes of a finite verb that begins a line: a participle of "Filed", a plural noun of "Repeats"."""

_PERSONAL = frozenset({"he", "she", "they", "it"})
_LONGEST_HEAD = 60
_MOST_LINES = 30


def elided_subject(block: Block, cue: int) -> int | None:
    """The token that a cue at ``cue``, without subject in an item of a list, has as its subject; None outside of lists."""
    sentence = _sentence_start(block, cue)
    line = _line_start(block, cue)
    if not _verb_first(block, line) or not _leads(block, sentence, cue, line):
        return None
    for _ in range(_MOST_LINES):
        above = _last_word(block, line)
        if above < 0:
            return None
        if block.words[above] == ":":
            return _announced(block, above)
        line = _line_start(block, above)
        if not _subjectless(block, line):
            return None
    return None


def _leads(block: Block, sentence: int, cue: int, line: int) -> bool:
    """Whether a cue is a finite verb of the first clauses of its sentence, and no subject stands before it."""
    if any(block.deps[at] in SUBJECT_DEPS for at in range(sentence, cue)):
        return False
    if cue == line:
        return True
    verb = next((at for at in range(cue, cue + 3) if at < len(block) and block.tags[at] != "RB"), cue)
    before = next((at for at in range(cue - 1, line, -1) if block.words[at] != ","), line)
    return block.tags[verb] in _FINITE and block.tags[before] == "CC"


def _verb_first(block: Block, line: int) -> bool:
    return block.tags[line] in _FIRST_WORD and block.words[line][:1].isupper() and _subjectless(block, line)


def _subjectless(block: Block, line: int) -> bool:
    """Whether the first sentence of a line has no subject of its main verb."""
    end = next((at for at in range(line + 1, len(block)) if block.sentence[at] != block.sentence[line]), len(block))
    root = next((at for at in range(line, end) if block.heads[at] == at), line)
    return not any(
        block.deps[at] in SUBJECT_DEPS - {"csubj"} and block.heads[at] in {line, root} for at in range(line, end)
    )


def _announced(block: Block, colon: int) -> int | None:
    """Of whom the items below a colon speak: the pronoun or name right before it, else the last subject of its line."""
    last = colon - 1
    if block.lowers[last] in _PERSONAL:
        return last
    start = max(_line_start(block, colon), colon - _LONGEST_HEAD)
    subjects = [at for at in range(start, colon) if block.deps[at] in SUBJECT_DEPS]
    if block.tags[last] == "NNP" and block.deps[last] not in OBLIQUE_DEPS and not subjects:
        return last
    return subjects[-1] if subjects else None


def _sentence_start(block: Block, at: int) -> int:
    while at > 0 and block.sentence[at - 1] == block.sentence[at]:
        at -= 1
    return at


def _line_start(block: Block, at: int) -> int:
    """The first word of a line (white space with a line break ends one)."""
    while at > 0 and block.paragraph[at - 1] == block.paragraph[at]:
        at -= 1
    return at


def _last_word(block: Block, line: int) -> int:
    """The last word above a line; -1 at the top."""
    at = line - 1
    while at >= 0 and block.words[at].isspace():
        at -= 1
    return at

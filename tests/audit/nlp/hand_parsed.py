"""Sentences parsed by hand, for tests of rules that read trees."""

import spacy
from spacy.tokens import Doc

VOCAB = spacy.blank("en").vocab
LEMMAS = {"seen": "see"}


def parsed(rows):
    """A Doc from rows ``word/POS/TAG/dep/head``, heads by position."""
    words, pos, tags, deps, heads = zip(*(row.split("/") for row in rows.split()), strict=True)
    return Doc(
        VOCAB,
        list(words),
        pos=list(pos),
        tags=list(tags),
        deps=list(deps),
        heads=[int(head) for head in heads],
        lemmas=[LEMMAS.get(word, word.lower()) for word in words],
    )

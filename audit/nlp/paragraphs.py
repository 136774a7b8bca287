"""Component `audit_paragraphs`: sentence boundaries that the text itself gives, set before a parser reads it.

A line break always ends a sentence. A closing quotation mark or bracket never begins one. Everything else is left to the
parser, which keeps what is set here.
"""

import re

from spacy.language import Language
from spacy.tokens import Doc, Token

LINE_BREAK = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_CLOSING = frozenset("”»’)]}")
_STRAIGHT = frozenset({'"', "'", "''", "＂"})


@Language.component("audit_paragraphs", retokenizes=False)
def audit_paragraphs(doc: Doc) -> Doc:
    """Preset `Token.is_sent_start` after line breaks and at closing marks."""
    broken, seen = False, False
    for token in doc:
        if token.is_space:
            broken = broken or LINE_BREAK.search(token.text) is not None
            _preset(token, starts=False)
            continue
        if broken and seen:
            _preset(token, starts=True)
        elif _closes(doc, token):
            _preset(token, starts=False)
        broken, seen = False, True
    return doc


def _preset(token: Token, *, starts: bool) -> None:
    if token.i > 0 and token.is_sent_start is None:
        token.is_sent_start = starts


def _closes(doc: Doc, token: Token) -> bool:
    """Whether a mark ends what stands before it; a straight one must touch it and be followed by a gap or punctuation."""
    if token.i == 0:
        return False
    before = doc[token.i - 1]
    touches = not before.whitespace_ and not before.is_space
    if token.text in _CLOSING:
        return touches or token.text in ")]}”"
    if token.text not in _STRAIGHT or not touches:
        return False
    last = token.i + 1 == len(doc)
    return last or bool(token.whitespace_) or doc[token.i + 1].is_space or doc[token.i + 1].is_punct

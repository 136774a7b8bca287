"""Component `audit_paragraphs`: sentence boundaries that the text itself gives, set before a parser reads it.

A line break always ends a sentence. A closing quotation mark or bracket never begins one. A quotation that opens after a
sentence's final mark begins one (145 of 148 in the training treebanks), and so does a capital or an opening mark after a
full stop and closing mark (179 of 182). All else is left to the parser, which keeps what is set here.
"""

import re

from spacy.language import Language
from spacy.tokens import Doc, Token

LINE_BREAK = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_OPENING = frozenset("“„«‘")
_CLOSING = frozenset("”»")
_BRACKETS = frozenset(")]}")
_APOSTROPHE = "’"
_STRAIGHT = frozenset({'"', "'", "''", "＂"})
_FINAL = frozenset(".?!")


@Language.component("audit_paragraphs", retokenizes=False)
def audit_paragraphs(doc: Doc) -> Doc:
    """Preset `Token.is_sent_start` where the text leaves no doubt."""
    broken, begun = False, False
    for token in doc:
        if token.is_space:
            broken = broken or LINE_BREAK.search(token.text) is not None
            _preset(token, starts=False)
            continue
        if broken and begun:
            _preset(token, starts=True)
        elif begun:
            _preset_by_marks(doc, token)
        broken, begun = False, True
    return doc


def _preset(token: Token, *, starts: bool) -> None:
    if token.i > 0 and token.is_sent_start is None:
        token.is_sent_start = starts


def _preset_by_marks(doc: Doc, token: Token) -> None:
    before = doc[token.i - 1]
    if _closes(doc, token):
        _preset(token, starts=False)
    elif (_opens(doc, token) and before.text in _FINAL) or (
        token.i > 1
        and doc[token.i - 2].text == "."
        and _closes(doc, before)
        and before.text not in _BRACKETS
        and (token.text[0].isupper() or _opens(doc, token))
    ):
        _preset(token, starts=True)


def _closes(doc: Doc, token: Token) -> bool:
    """Whether a mark ends what stands before it; a straight one must touch it and be followed by a gap or punctuation."""
    if token.text in _CLOSING or token.text in _BRACKETS:
        return True
    if token.i == 0 or (token.text != _APOSTROPHE and token.text not in _STRAIGHT):
        return False
    before = doc[token.i - 1]
    if before.whitespace_ or before.is_space:
        return False
    last = token.i + 1 == len(doc)
    return last or bool(token.whitespace_) or doc[token.i + 1].is_space or doc[token.i + 1].is_punct


def _opens(doc: Doc, token: Token) -> bool:
    """Whether a mark begins a quotation; a straight one must stand off from what is before it and touch what follows."""
    if token.text in _OPENING:
        return True
    if token.text not in _STRAIGHT or token.whitespace_ or token.i + 1 == len(doc):
        return False
    before = doc[token.i - 1]
    return bool(before.whitespace_) and not doc[token.i + 1].is_space

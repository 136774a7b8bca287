"""Component `audit_paragraphs`: sentence boundaries that the text itself gives, set before a parser reads it.

A line break always ends a sentence. Beyond that only what the training treebanks leave no doubt about is set (how often the
rule held there):

- a closing quotation mark or bracket begins no sentence (3,364 of 3,364);
- nor does the word after an opening mark (1,442 of 1,442), after a title such as "Lt." (162 of 162), a figure after "No.";
- nor a word in lower case after a word, a comma or an ellipsis (all but one in 500 sentences of GUM);
- nor, in a text that has line breaks to set its headlines apart, what follows a word, comma or dash on its line, or a dash;
- a quotation that opens after a final mark begins one (145 of 148);
- so does a capital or an opening mark after a full stop and closing mark (179 of 182), and a capital, figure or opening
  mark after a final mark and a double space.

All else is left to the parser, which keeps what is set here.
"""

import re
from collections.abc import Iterator

import numpy as np
from spacy.attrs import SENT_START  # type: ignore[import-not-found, unused-ignore]
from spacy.language import Language
from spacy.tokens import Doc, Token

from audit.nlp.doc_text import text_of

LINE_BREAK = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
TITLES = frozenset(
    [
        "adm",
        "atty",
        "brig",
        "capt",
        "cdr",
        "cmdr",
        "col",
        "comdr",
        "cpl",
        "cpt",
        "del",
        "det",
        "dr",
        "drs",
        "ens",
        "gen",
        "gens",
        "gov",
        "govs",
        "hon",
        "insp",
        "lt",
        "lts",
        "maj",
        "messrs",
        "mr",
        "mrs",
        "ms",
        "mx",
        "pfc",
        "pres",
        "prof",
        "profs",
        "pvt",
        "rep",
        "reps",
        "rev",
        "sec",
        "sen",
        "sens",
        "sgt",
        "spc",
        "supt",
    ]
)
_OPENING = frozenset("“„«‘")
_CLOSING = frozenset("”»")
_BRACKETS = frozenset(")]}")
_APOSTROPHE = "’"
_STRAIGHT = frozenset({'"', "'", "''", "＂"})
_QUOTES = _CLOSING | _STRAIGHT | {_APOSTROPHE}
_FINAL = frozenset(".?!")
_DASHES = frozenset({"-", "--", "–", "—", "―"})
_ELLIPSES = frozenset({"...", "…"})
_MARKS_IN_A_ROW = 8
_WITHIN = _DASHES | {","}
_PRESETS = {True: 1, False: -1, None: 0}


@Language.component("audit_paragraphs", retokenizes=False)
def audit_paragraphs(doc: Doc) -> Doc:
    """Preset `Token.is_sent_start` where the text leaves no doubt."""
    presets = np.array([_PRESETS[starts] for starts in _boundaries(doc)], dtype=np.int64)
    known = doc.to_array([SENT_START]).astype(np.int64)
    if len(doc) and (presets[1:] != known[1:]).any():
        presets[0] = known[0]
        # all at once: a token's own setter looks through the whole Doc each time
        doc.from_array([SENT_START], np.where(known == 0, presets, known).astype(np.uint64)[:, None])  # type: ignore[arg-type, unused-ignore]
    return doc


def _boundaries(doc: Doc) -> Iterator[bool | None]:
    """For each token whether it begins a sentence; None where the text does not tell."""
    before: Token | None = None  # the last token that is no white space
    broken = False
    lines = _has_lines(doc)
    for token in doc:
        if token.is_space:
            broken = broken or LINE_BREAK.search(token.text) is not None
            yield False
            continue
        if before is None:
            yield None
        else:
            yield True if broken else _verdict(doc, token, before, lines=lines)
        before, broken = token, False


def _has_lines(doc: Doc) -> bool:
    """Whether a line break stands between two words."""
    return LINE_BREAK.search(text_of(doc).strip()) is not None


def _verdict(doc: Doc, token: Token, before: Token, *, lines: bool) -> bool | None:
    """Whether a token begins a sentence, None where the marks around it do not tell."""
    if lines and (token.text in _DASHES or not _may_end(doc, before)):
        return False
    if _closes(doc, token) or _follows_title(doc, before, token) or (_opens(doc, before) and before.i + 1 == token.i):
        return False
    opens = _opens(doc, token)
    capital = token.text[0].isupper()
    if before.text in _FINAL:
        spaced = token.i - before.i > 1 and (capital or token.text[0].isdigit())
        return True if opens or spaced else None
    if _ends_quoted_sentence(doc, before) and (capital or opens):
        return True
    small = token.is_lower and token.is_alpha
    return False if small and (before.is_alpha or before.text in _WITHIN | _ELLIPSES) else None


def _follows_title(doc: Doc, before: Token, token: Token) -> bool:
    """Whether a title with its full stop stands before ("Gov.", in one piece or two), or "No." before a figure."""
    word = before.text.removesuffix(".")
    if before.text == "." and before.i > 0 and not doc[before.i - 1].whitespace_:
        word = doc[before.i - 1].text
    elif word == before.text:
        return False
    return word[:1].isupper() and (word.lower() in TITLES or (word in {"No", "Nos"} and token.text[0].isdigit()))


def _may_end(doc: Doc, before: Token) -> bool:
    """Whether a sentence may end here: not with a word, comma or dash, in quotation marks or not."""
    at = before.i
    while at > max(0, before.i - _MARKS_IN_A_ROW) and doc[at].text in _QUOTES:
        at -= 1
    return not (doc[at].is_alpha or doc[at].text in _WITHIN)


def _ends_quoted_sentence(doc: Doc, mark: Token) -> bool:
    return mark.i > 0 and doc[mark.i - 1].text == "." and mark.text not in _BRACKETS and _closes(doc, mark)


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
    if token.text not in _STRAIGHT or token.whitespace_ or token.i + 1 == len(doc) or doc[token.i + 1].is_space:
        return False
    return token.i == 0 or bool(doc[token.i - 1].whitespace_) or doc[token.i - 1].is_space

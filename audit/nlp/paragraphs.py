"""Component `audit_paragraphs`: sentence boundaries that the text itself gives, set before a parser reads it.

A line break always ends a sentence. Beyond that only what the training treebanks leave no doubt about is set (how often the
rule held there):

- a closing quotation mark or bracket begins no sentence (3,364 of 3,364);
- nor does the word after an opening mark (1,442 of 1,442) or after a title such as "Lt." (162 of 162);
- nor a word in lower case after a word, a comma or an ellipsis (all but one in 500 sentences of GUM);
- a quotation that opens after a final mark begins one (145 of 148);
- so does a capital or an opening mark after a full stop and closing mark (179 of 182), and a capital, figure or opening
  mark after a final mark and a double space.

All else is left to the parser, which keeps what is set here.
"""

import re

from spacy.language import Language
from spacy.tokens import Doc, Token

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
_FINAL = frozenset(".?!")
_ELLIPSES = frozenset({"...", "…", ",", "-", "–", "—"})


@Language.component("audit_paragraphs", retokenizes=False)
def audit_paragraphs(doc: Doc) -> Doc:
    """Preset `Token.is_sent_start` where the text leaves no doubt."""
    before: Token | None = None  # the last token that is no white space
    broken = False
    for token in doc:
        if token.is_space:
            broken = broken or LINE_BREAK.search(token.text) is not None
            _preset(token, starts=False)
            continue
        if before is not None:
            starts = True if broken else _verdict(doc, token, before)
            if starts is not None:
                _preset(token, starts=starts)
        before, broken = token, False
    return doc


def _preset(token: Token, *, starts: bool) -> None:
    if token.i > 0 and token.is_sent_start is None:
        token.is_sent_start = starts


def _verdict(doc: Doc, token: Token, before: Token) -> bool | None:
    """Whether a token begins a sentence, None where the marks around it do not tell."""
    if _closes(doc, token) or _follows_title(doc, before) or (_opens(doc, before) and before.i + 1 == token.i):
        return False
    opens = _opens(doc, token)
    capital = token.text[0].isupper()
    if before.text in _FINAL:
        spaced = token.i - before.i > 1 and (capital or token.text[0].isdigit())
        return True if opens or spaced else None
    if _ends_quoted_sentence(doc, before) and (capital or opens):
        return True
    if token.is_lower and token.is_alpha and (before.is_alpha or before.text in _ELLIPSES):
        return False
    return None


def _follows_title(doc: Doc, before: Token) -> bool:
    """Whether a token is a title with its full stop, in one piece or two ("Gov.", "Lt" + ".")."""
    if before.text != "." or before.i == 0:
        return before.text.endswith(".") and before.text[:-1].lower() in TITLES
    word = doc[before.i - 1]
    return not word.whitespace_ and word.text[0].isupper() and word.text.lower() in TITLES


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

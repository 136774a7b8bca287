"""The text of a Doc, taken once: spaCy joins it anew from its tokens at every look, and each component looks."""

from weakref import WeakKeyDictionary

from spacy.tokens import Doc

_texts: WeakKeyDictionary[Doc, str] = WeakKeyDictionary()


def text_of(doc: Doc) -> str:
    """``doc.text``, kept for as long as the Doc lives; merging or splitting tokens does not change it."""
    text = _texts.get(doc)
    if text is None:
        text = _texts[doc] = doc.text
    return text

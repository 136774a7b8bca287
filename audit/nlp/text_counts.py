"""Counts behind every readability formula, of all the text, the journalist's own and the quoted, for one article's body.

Quoted are the words within quotation marks that an attribution holds as content; all others are the journalist's, words
in quotation marks that nobody is said to have spoken included. "All" counts every word and every sentence that has one.
The two voices are told apart a sentence at a time: a sentence belongs to the voice with more of its words (the
journalist, where both have the same), and only that voice's words in it are counted for that voice. So "he said" after a
quotation is no sentence of two words, nor is a phrase quoted in passing; such fragments belong to neither voice.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from audit.model import ResolvedAttribution, Span
from audit.nlp.blocks import Block
from audit.nlp.word_traits import WordTraits, traits

TEXTS = ("all", "journalist", "quoted")
_TRAITS = {
    "n_letters": "n_letters",
    "n_characters": "n_characters",
    "n_syllables": "n_syllables",
    "n_polysyllables": "polysyllable",
    "n_complex_words": "complex",
    "n_long_words": "long",
    "n_difficult_words": "difficult",
    "n_dictionary_words": "in_dictionary",
}
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


def count_text(body: Block, attributions: Sequence[ResolvedAttribution]) -> list[dict[str, object]]:
    """Rows of table ``text_counts`` without article_id: one for each of ``all``, ``journalist``, ``quoted``.

    Parameters
    ----------
    body
        the article's body; its Doc with sentences and parts of speech.
    attributions
        the article's attributions; those of the title are passed over.
    """
    text, words = body.text, body.words
    spans = [span for item in attributions if not item.in_title for span in item.attribution.content]
    table = _word_traits(text, words, _names(body.doc, words))
    sentence = _sentences(body.doc, words)
    chosen = _voices(sentence, _inside(body.quoted(spans), words, len(text)))
    return [_row(name, table, sentence, mask) for name, mask in zip(TEXTS, chosen, strict=True)]


def _row(name: str, table: Ints, sentence: Ints, mask: Flags) -> dict[str, object]:
    sums = dict(zip(WordTraits._fields, table[mask].sum(axis=0).tolist(), strict=True))
    counts = {column: sums[trait] for column, trait in _TRAITS.items()}
    return {"text": name, "n_words": int(mask.sum()), "n_sentences": len(np.unique(sentence[mask])), **counts}


def _word_traits(text: str, words: Sequence[Span], names: Flags) -> Ints:
    """One row a word, in the order of ``WordTraits``; names are neither complex (Gunning) nor difficult (Dale & Chall)."""
    found = [traits(text[start:end]) for start, end in words]
    table = np.array(found, dtype=np.int64).reshape(-1, len(WordTraits._fields))
    for trait in ("complex", "difficult"):
        table[names, WordTraits._fields.index(trait)] = 0
    return table


def _names(body: Doc, words: Sequence[Span]) -> Flags:
    """Whether a word holds a proper noun."""
    flags = np.zeros(len(words), dtype=np.bool_)
    ends = np.array([word.end for word in words], dtype=np.int64)
    offsets = np.array([token.idx for token in body], dtype=np.int64)
    proper = offsets[body.to_array("POS") == body.vocab.strings["PROPN"]] if len(body) else offsets
    at = np.searchsorted(ends, proper, side="right")
    flags[at[at < len(words)]] = True
    return flags


def _sentences(body: Doc, words: Sequence[Span]) -> Ints:
    """Number of the sentence in which each word starts."""
    starts = np.array([sent.start_char for sent in body.sents], dtype=np.int64)
    return np.searchsorted(starts, np.array([word.start for word in words], dtype=np.int64), side="right") - 1


def _inside(spans: Sequence[Span], words: Sequence[Span], length: int) -> Flags:
    """Whether more than half of a word's characters lie within the spans, as in :mod:`audit.words`."""
    covered = np.zeros(length + 1, dtype=np.int64)
    for start, end in spans:
        covered[start + 1 : end + 1] = 1
    within = covered.cumsum()
    edges = np.array(words, dtype=np.int64).reshape(-1, 2)
    firsts, ends = edges[:, 0], edges[:, 1]
    return np.asarray(2 * (within[ends] - within[firsts]) > ends - firsts)


def _voices(sentence: Ints, quoted: Flags) -> tuple[Flags, Flags, Flags]:
    """Words to count for all, the journalist and the quoted."""
    size = int(sentence.max()) + 1 if len(sentence) else 0
    n_words = np.bincount(sentence, minlength=size)
    n_quoted = np.bincount(sentence[quoted], minlength=size)
    spoken = (2 * n_quoted > n_words)[sentence]
    return np.ones(len(sentence), dtype=np.bool_), ~quoted & ~spoken, quoted & spoken

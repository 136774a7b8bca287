"""Who said what: source, cue and content of every attribution in a text, linked, with kind and confidence.

Works without spaCy (`find_attributions`) and as the component `audit_attribution`, which sets `doc._.attributions`.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from audit.model import AttributionSpan, Kind, Span
from audit.nlp.attributions.closed import without_closed_above
from audit.nlp.attributions.closing import with_closing
from audit.nlp.attributions.continued import with_continued
from audit.nlp.attributions.decoding import Decoder, Linked
from audit.nlp.attributions.headlines import with_headlines
from audit.nlp.attributions.introduced import with_introduced
from audit.nlp.attributions.inverted import with_inverted
from audit.nlp.attributions.kind import kind_of
from audit.nlp.attributions.labels import without_labels
from audit.nlp.attributions.lines import cut_at_lines
from audit.nlp.attributions.parenthesis import with_parentheses
from audit.nlp.attributions.quoted import with_quoted
from audit.nlp.attributions.relay import with_relays
from audit.nlp.attributions.sightings import without_sightings
from audit.nlp.attributions.stranded import without_stranded
from audit.nlp.attributions.turns import with_turns
from audit.nlp.attributions.voices import with_voices
from audit.nlp.doc_text import text_of
from audit.nlp.encoder import MODEL, Encoder, Encoding, keep, kept, segments_of, shared_encoder, slim

STORE = "audit_attributions"


def find_attributions(text: str, *, encoder: Encoder | None = None) -> tuple[AttributionSpan, ...]:
    """The attributions of a text, in the order of their first character.

    Parameters
    ----------
    text
        Any text, of any length; offsets of the result are code points in it.
    encoder
        The encoder to read it with; the shipped one where None.
    """
    reader = encoder or shared_encoder()
    return attributions_of(text, reader.segments(text), Decoder.of(reader))


def attributions_of(text: str, encodings: Iterable[Encoding], decoder: Decoder) -> tuple[AttributionSpan, ...]:
    """Attributions of a text that was read."""
    typed = [_typed(text, item, decoder) for item in linked_in(text, encodings, decoder)]
    return tuple(sorted(typed, key=lambda item: min(item.content)))


def linked_in(text: str, encodings: Iterable[Encoding], decoder: Decoder) -> list[Linked]:
    """Linked spans of a text that was read, with relays, clauses around a parenthesis and the turns of transcripts."""
    found = [item for encoding in encodings for item in with_relays(text, *decoder.decode(text, encoding))]
    kept = without_stranded(text, cut_at_lines(text, without_sightings(text, without_labels(text, found))))
    for more in (
        with_quoted,
        without_closed_above,
        with_parentheses,
        with_inverted,
        with_closing,
        with_introduced,
        with_voices,
        with_continued,
        with_turns,
        with_headlines,
    ):
        kept = more(text, kept)
    return kept


def _typed(text: str, item: Linked, decoder: Decoder) -> AttributionSpan:
    return AttributionSpan(
        kind=Kind.DIRECT if item.verbatim else kind_of(text, item.content),
        source=item.source,
        cue=item.cue,
        content=item.content,
        confidence=decoder.confidence(item),
        via=item.via,
    )


class AttributionComponent:
    """spaCy component `audit_attribution`; reads the encoding that `audit_encoder` left, or makes its own."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self.decoder = Decoder.of(encoder)

    def __call__(self, doc: Doc) -> Doc:
        """Find the attributions of one Doc."""
        self.set_annotations([doc], [self.predict(doc)])
        return doc

    def predict(self, doc: Doc) -> tuple[AttributionSpan, ...]:
        """The attributions of a Doc."""
        return attributions_of(text_of(doc), segments_of(doc, self.encoder), self.decoder)

    def set_annotations(self, docs: Iterable[Doc], found: Iterable[Sequence[AttributionSpan]]) -> None:
        """Write `doc._.attributions` and free what only this head reads."""
        for doc, attributions in zip(docs, found, strict=True):
            doc._.attributions = attributions
            encoding = kept(doc)
            if encoding is not None:
                keep(doc, slim(encoding))


def _stored(attributions: Sequence[AttributionSpan]) -> Iterator[list[object]]:
    """Attributions as plain lists, so that a Doc that carries them can be serialised."""
    for item in attributions:
        spans = [list(span) if span else None for span in (item.source, item.cue, item.via)]
        yield [item.kind.value, *spans, [list(span) for span in item.content], item.confidence]


def _get(doc: Doc) -> tuple[AttributionSpan, ...]:
    found = []
    for kind, source, cue, via, content, confidence in doc.user_data.get(STORE, ()):
        one = [Span(*span) if span else None for span in (source, cue, via)]
        spans = tuple(Span(*span) for span in content)
        found.append(
            AttributionSpan(
                kind=Kind(kind), source=one[0], cue=one[1], content=spans, confidence=confidence, via=one[2]
            )
        )
    return tuple(found)


def _set(doc: Doc, attributions: Sequence[AttributionSpan]) -> None:
    doc.user_data[STORE] = list(_stored(attributions))


if not Doc.has_extension("attributions"):
    Doc.set_extension("attributions", getter=_get, setter=_set)


@Language.factory("audit_attribution", assigns=["doc._.attributions"], default_config={"path": None, "threads": 1})
def make_attribution(nlp: Language, name: str, path: str | None, threads: int) -> AttributionComponent:  # noqa: ARG001 - spaCy passes them
    """Factory of `audit_attribution`; `path` is a folder with another model of the same kind."""
    return AttributionComponent(shared_encoder(Path(path) if path else MODEL, threads))

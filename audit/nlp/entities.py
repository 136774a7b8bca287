"""Named entities from the shared encoder, in OntoNotes' names: component `audit_entities`, which writes `doc.ents`.

As in the corpus they are learned from, places and peoples in an organisation's name stand by themselves ("Ghana", "Football
Association"); `whole_names` joins them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan
from spacy.util import filter_spans

from audit.nlp.decoding import best_tags, spans_of
from audit.nlp.doc_text import text_of
from audit.nlp.encoder import MODEL, Encoder, Encoding, segments_of, shared_encoder
from audit.nlp.entity_pooling import pooled

Entity = tuple[str, int, int]

# The training data has one class for places and one for the rest; OntoNotes' finer names are read off the words.
_NO_STATE = re.compile(
    r"\b(?:river|sea|seas|ocean|lake|gulf|strait|channel|mount|mountains?|valley|desert|peninsula|plateau|"
    r"continent|coast|islands?|delta|basin|forest|middle east|far east|horn of africa|sahel|balkans|caucasus|caribbean|"
    r"mediterranean|pacific|atlantic|arctic|antarctica|sahara|himalayas?|alps|andes|levant|maghreb|"
    r"(?:(?:north|south|east|west|central|southeast|latin|sub-saharan|north|eastern|western|northern|southern|southeastern) "
    r"(?:asia|africa|europe|america|americas))|asia|africa|europe|americas|oceania|earth|mars|moon)\b(?! (?:union|republic))",
    re.IGNORECASE,
)
_STATES = re.compile(
    r"\b(?:south africa|central african|solomon islands|marshall islands|ivory coast|rhode island|timor)\b",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"\b(?:cup|olympics?|paralympics?|games|war|wars|festival|summit|championships?|conference|revolution|uprising|"
    r"election|elections|referendum|massacre|genocide|holocaust|hurricane|typhoon|cyclone|storm|earthquake|tsunami|"
    r"awards?|expo|congress|intifada|spring|day|eid|christmas|easter|ramadan|new year)\b",
    re.IGNORECASE,
)
_PARTS = frozenset(("ORG", "GPE", "LOC", "NORP"))
_DATE = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)


class EntityReader:
    """Finds entities in encodings."""

    def __init__(self, encoder: Encoder) -> None:
        settings = encoder.settings["entities"]
        self._tags: Sequence[str] = settings["tags"]
        self._transitions = np.array(settings["transitions"], dtype=np.float32)

    def entities(self, text: str, encodings: Iterable[Encoding]) -> Iterator[Entity]:
        """(class, start, end) of each entity, in code points."""
        for encoding in encodings:
            scores = pooled(text, encoding.pieces, encoding.entities)
            for span in spans_of(best_tags(scores, self._transitions), self._tags):
                start = int(encoding.pieces.start[span.first])
                end = int(encoding.pieces.end[span.last - 1])
                yield finer_class(span.label, text[start:end]), start, end


def finer_class(label: str, words: str) -> str:
    """LOC for places that are no states or towns, EVENT for what names one, DATE for weekdays; other classes as they are."""
    if label == "GPE" and _NO_STATE.search(words) and not _STATES.search(words):
        return "LOC"
    if label == "MISC" and _DATE.fullmatch(words):
        return "DATE"
    return "EVENT" if label == "MISC" and _EVENT.search(words) else label


def find_entities(text: str, *, encoder: Encoder | None = None) -> list[Entity]:
    """(class, start, end) of the entities of a text, without spaCy."""
    reader = encoder or shared_encoder()
    return list(EntityReader(reader).entities(text, reader.segments(text)))


class EntityComponent:
    """spaCy component `audit_entities`; reads the encoding that `audit_encoder` left, or makes its own."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self.reader = EntityReader(encoder)

    def __call__(self, doc: Doc) -> Doc:
        """Find the entities of one Doc."""
        self.set_annotations([doc], [self.predict(doc)])
        return doc

    def predict(self, doc: Doc) -> list[Entity]:
        """The entities of a Doc."""
        return list(self.reader.entities(text_of(doc), segments_of(doc, self.encoder)))

    def set_annotations(self, docs: Iterable[Doc], found: Iterable[Sequence[Entity]]) -> None:
        """Write `doc.ents`, on whole tokens."""
        for doc, entities in zip(docs, found, strict=True):
            doc.ents = filter_spans(list(_token_spans(doc, entities)))


def _token_spans(doc: Doc, entities: Iterable[Entity]) -> Iterator[TokenSpan]:
    for label, start, end in entities:
        span = doc.char_span(start, end, label=label, alignment_mode="expand")
        if span is not None:
            yield span


def whole_names(doc: Doc) -> list[TokenSpan]:
    """The entities of a Doc, an organisation's name joined with the places and peoples that touch it: "Bank of" + "Ghana"."""
    runs: list[list[TokenSpan]] = []
    for ent in _hyphened(doc):
        touches = bool(runs) and runs[-1][-1].end == ent.start and {runs[-1][-1].label_, ent.label_} <= _PARTS
        if touches:
            runs[-1].append(ent)
        else:
            runs.append([ent])
    return [name for run in runs for name in _joined(doc, run)]


def _hyphened(doc: Doc) -> list[TokenSpan]:
    """The entities of a Doc, the parts of a person's double name put together: "Giles Pemberton" + "Rowe" around a hyphen."""
    found: list[TokenSpan] = []
    for ent in doc.ents:
        last = found[-1] if found else None
        if last is not None and ent.label_ == last.label_ == "PERSON" and _hyphen_between(doc, last.end, ent.start):
            found[-1] = TokenSpan(doc, last.start, ent.end, label="PERSON")
        else:
            found.append(ent)
    return found


def _hyphen_between(doc: Doc, at: int, start: int) -> bool:
    return start == at + 1 and doc[at].text in {"-", "‐"} and not doc[at - 1].whitespace_ and not doc[at].whitespace_


def _joined(doc: Doc, run: list[TokenSpan]) -> list[TokenSpan]:
    """One name of a run with an organisation in it, else the run."""
    if len(run) > 1 and any(ent.label_ == "ORG" for ent in run):
        return [TokenSpan(doc, run[0].start, run[-1].end, label="ORG")]
    return run


@Language.factory("audit_entities", assigns=["doc.ents"], default_config={"path": None, "threads": 1})
def make_entities(nlp: Language, name: str, path: str | None, threads: int) -> EntityComponent:  # noqa: ARG001 - spaCy passes them
    """Factory of `audit_entities`; `path` is a folder with another model of the same kind."""
    return EntityComponent(shared_encoder(Path(path) if path else MODEL, threads))

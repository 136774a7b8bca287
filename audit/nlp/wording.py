"""Words that soften a claim (hedges), words that hide who makes it (weasels), and passives that name no doer.

Hedges and weasels are the lists in `seeds/`, looked for in their inflected forms. A form that is often something else
("May", "about", "appear in court") counts only where what stands around it says so (`wording_rules`); verbs of belief that
report somebody ("Smith believes") are cues of an attribution, not the writer's own caution, and are left out. "Many",
"critics" and their like are weasels only where they speak, as an attribution's source (`wording_sources`).
"""

import csv
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Doc, Token

from audit.config import seeds_path
from audit.errors import ModelError
from audit.model import AttributionSpan, Span
from audit.nlp.doc_text import text_of
from audit.nlp.phrases import PhraseList
from audit.nlp.wording_passives import agentless_passives
from audit.nlp.wording_rules import own_view, rule_of
from audit.nlp.wording_sources import PARSED_CLASSES, passive_reports, vague_sources

HEDGE, WEASEL, PASSIVE = "hedge", "weasel", "agentless_passive"
_LISTS = {HEDGE: ("hedges.csv", "hedge"), WEASEL: ("weasels.csv", "phrase")}
_BE = ("is", "are", "was", "were", "be", "been", "being")
_PAST = {"say": "said", "think": "thought", "know": "knew", "show": "showed", "tell": "told"}
_SEEMING = ("appear", "it appears", "it seems", "looks", "seem", "sounds", "tend", "would appear", "would seem")
"""Verbs that are the writer's caution even as the cue of an attribution ("his words appeared to contradict …")."""

_AUTHORITY_VERBS = frozenset(
    "agree argue believe claim contend deny dispute fear know note say show suggest think warn".split()  # noqa: SIM905
)


def find_wording(doc: Doc, attributions: Sequence[AttributionSpan]) -> list[dict[str, object]]:
    """Rows of table ``wording`` for one block of text: kind, form, start, end, in_quote.

    Parameters
    ----------
    doc
        title or body, parsed.
    attributions
        the attributions of that block. ``in_quote`` is true within the content of any, direct or not.
    """
    contents = _Spans(span for item in attributions for span in item.content)
    cues = _Spans(item.cue for item in attributions if item.cue is not None)
    vague = vague_sources(doc, attributions, _read(WEASEL))
    spoken = _Spans(item.source for item in attributions if item.source is not None and _holds(item.source, vague))
    passives = list(agentless_passives(doc)) if doc.has_annotation("DEP") else []
    weasels = [*vague, *(passive_reports(doc, passives, _read(WEASEL)) if doc.has_annotation("DEP") else [])]
    told = _Spans(Span(start, end) for _, start, end in weasels)
    listed = [hit for hit in _listed(doc, cues, spoken) if hit[0] == HEDGE or not told.meet(hit[2], hit[3])]
    found = [*listed, *_passives(passives), *((WEASEL, *hit) for hit in weasels)]
    return [
        {"kind": kind, "form": form, "start": start, "end": end, "in_quote": contents.hold(start)}
        for kind, form, start, end in sorted(found, key=lambda hit: (hit[2], hit[0]))
    ]


class _Spans:
    """Sorted spans that can be asked whether they hold an offset."""

    def __init__(self, spans: Iterator[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [span.start for span in self._spans]
        self._reach: list[int] = []
        for span in self._spans:
            self._reach.append(max(span.end, self._reach[-1] if self._reach else 0))

    def hold(self, offset: int) -> bool:
        at = bisect_right(self._starts, offset) - 1
        return at >= 0 and offset < self._reach[at]

    def meet(self, start: int, end: int) -> bool:
        """Whether any of the spans has a character in common with another."""
        at = bisect_right(self._starts, end - 1) - 1
        return at >= 0 and start < self._reach[at]


def _holds(source: Span, hits: Sequence[tuple[str, int, int]]) -> bool:
    return any(source.start <= start < source.end for _, start, _ in hits)


def _listed(doc: Doc, cues: _Spans, spoken: _Spans) -> Iterator[tuple[str, str, int, int]]:
    """Hits of the lists; ``spoken`` are sources that are counted as such already ("many experts" say)."""
    hits = [(kind, *hit) for kind in _LISTS for hit in phrase_list(kind).find(text_of(doc))]
    if not hits:
        return
    tagged = doc.has_annotation("POS")
    starts = [token.idx for token in doc]
    for kind, entry, start, end in hits:
        first, last = doc[bisect_right(starts, start) - 1], doc[bisect_right(starts, end - 1) - 1]
        rule = rule_of(entry, entry_class(kind, entry))
        own = entry.startswith(_SEEMING) or rule is own_view
        reports = first.pos_ in {"VERB", ""} and cues.hold(start) and not own
        if reports if kind == HEDGE else spoken.hold(start):
            continue
        if rule is None or not tagged or rule(first, last):
            yield kind, entry, start, end


def _passives(found: Sequence[tuple[Token, int]]) -> Iterator[tuple[str, str, int, int]]:
    """Passive verbs without a doer, from the auxiliary to the participle; the form is the verb's lemma."""
    for verb, start in found:
        yield PASSIVE, verb.lemma_.lower() or verb.lower_, start, verb.idx + len(verb)


@cache
def phrase_list(kind: str) -> PhraseList:
    """The list of hedges or weasels with all forms of its entries."""
    entries = {entry: name for entry, name in _read(kind).items() if name not in PARSED_CLASSES}
    own = [(entry, entry) for entry in entries]  # an entry that is also a form of another stays itself
    return PhraseList([*own, *((form, entry) for entry, name in entries.items() for form in forms_of(entry, name))])


def entry_class(kind: str, entry: str) -> str:
    """The class that the list gives an entry."""
    return _read(kind)[entry]


@cache
def _read(kind: str) -> dict[str, str]:
    file, column = _LISTS[kind]
    path = seeds_path() / file
    if not path.is_file():
        raise ModelError(f"the list of {kind}s is missing (looked for {path}); install media-audit again")
    with path.open(encoding="utf-8", newline="") as lines:
        return {row[column]: row["class"] for row in csv.DictReader(lines)}


def forms_of(entry: str, entry_class: str) -> list[str]:
    """The forms in which an entry stands in a text: itself first, then inflections of its verb or noun."""
    head, _, rest = entry.rpartition(" ")
    forms = [entry]
    if entry_class == "epistemic_verb":
        forms += [*_verb_forms(entry)]
    elif entry_class == "epistemic_noun":
        forms.append(_plural(entry))
    elif entry_class == "anonymous_authority" and rest in _AUTHORITY_VERBS:
        forms.append(f"{head} {_PAST.get(rest) or _verb_forms(rest)[1]}")
    first, _, tail = entry.partition(" ")
    if first == "is" and tail:
        forms += [f"{be}{no} {tail}" for be in _BE for no in ("", " not", "n't")]
    if entry.startswith("it is "):
        forms += [f"it {be} {entry[6:]}" for be in ("was", "has been")] + [f"it's {entry[6:]}"]
    if entry.startswith("it is not "):
        forms += [f"it {be}n't {entry[10:]}" for be in ("is", "was")]
    if first in {"looks", "appear"} and tail:
        stem = first.removesuffix("s")
        forms += [f"{form} {tail}" for form in (f"{stem}s", stem, f"{stem}ed", f"{stem}ing")]
    return list(dict.fromkeys(forms))


def _verb_forms(verb: str) -> tuple[str, str, str]:
    """Third person, past and -ing form of a regular verb, or one whose past is known."""
    if verb in _PAST:
        return f"{verb}s", _PAST[verb], f"{verb}ing"
    if verb.endswith("e"):
        return f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"
    double = verb + verb[-1] if verb == "infer" else verb
    return f"{verb}s", f"{double}ed", f"{double}ing"


def _plural(noun: str) -> str:
    if noun.endswith("sis"):
        return f"{noun[:-2]}es"
    return f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"

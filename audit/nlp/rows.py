"""From annotated Docs to the rows of the annotation tables."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

from spacy.tokens import Span as TokenSpan

from audit.model import Article, ArticleActors, Form, Mention, ResolvedAttribution, Span, Voice
from audit.nlp.blocks import Block, outside, overlap, union
from audit.nlp.reporting import cue_class, cue_lemma
from audit.nlp.vader import compound

Row = dict[str, object]
_FORMS = tuple(Form)  # the plainest first
Holder = tuple[int, str | None]  # an attribution's number and its speaker
TargetTone = Callable[[Block, Sequence[Span]], Sequence[tuple[str, float] | None]]


def article_row(article: Article, body: Block) -> Row:
    """Row of ``articles``; words and sentences are the body's."""
    return {
        "article_id": article.article_id,
        "outlet": article.outlet,
        "title": article.title,
        "published": article.published,
        "authors": list(article.authors),
        "url": article.url,
        "section": article.section,
        "language": article.language,
        "wire": article.wire,
        "text": article.text,
        "n_words": len(body.words),
        "n_sentences": len(body.sentences),
        "n_cut": article.n_cut,
        "source_path": article.source_path,
        "source_record": article.source_record,
        "content_hash": article.content_hash,
    }


def sentence_rows(article_id: str, block: Block, found: ArticleActors) -> Iterator[Row]:
    """Rows of ``sentences`` for one block, with the words in attributed content and within quotation marks."""
    attributed = union(span for item in _of(block, found) for span in item.attribution.content)
    direct = union(block.quoted(attributed))
    quoted = block.long_quotes()
    stray = [part for quote in quoted for part in outside(quote, attributed)]
    for number, span in enumerate(block.sentences):
        yield {
            "article_id": article_id,
            "sentence_id": block.first_sentence + number,
            "start": span.start,
            "end": span.end,
            "n_words": block.n_words([span]),
            "n_words_direct": block.n_words(overlap([span], direct)),
            "n_words_attributed": block.n_words(overlap([span], attributed)),
            "n_words_quoted": block.n_words(overlap([span], quoted)),
            "n_words_stray": block.n_words(overlap([span], stray)),
            "in_title": block.in_title,
        }


def attribution_row(article_id: str, number: int, block: Block, item: ResolvedAttribution) -> Row:
    """Row of ``attributions``."""
    found = item.attribution
    cue = _tokens(block, found.cue)
    anchor = found.cue or found.content[0]
    return {
        "article_id": article_id,
        "attribution_id": number,
        "kind": found.kind.value,
        "source": _struct(found.source),
        "source_text": _text(block, found.source),
        "cue": _struct(found.cue),
        "cue_text": _text(block, found.cue),
        "cue_lemma": cue_lemma(cue) if cue is not None else None,
        "cue_class": cue_class(cue) if cue is not None else None,
        "content": [_struct(span) for span in found.content],
        "content_text": " […] ".join(block.text[span.start : span.end] for span in found.content),
        "n_words": block.n_words(found.content),
        "n_words_direct": block.n_words(block.quoted(found.content)),
        "actor_id": item.actor_id,
        "via_actor_id": item.via_actor_id,
        "sentence_id": block.sentence_at(anchor.start),
        "in_title": block.in_title,
        "confidence": found.confidence,
    }


class MentionRows:
    """Rows of ``mentions`` for one block: whose voice each mention stands in, and its tone by both methods."""

    def __init__(self, block: Block, items: Sequence[tuple[int, ResolvedAttribution]]) -> None:
        self._block = block
        self._contents = _Contents(items)
        self._holes = union(span for _, item in items for span in item.attribution.content)
        self._spans = {number: union(item.attribution.content) for number, item in items}
        self._scores: dict[tuple[int, int | None], float | None] = {}

    def rows(self, article_id: str, mentions: Sequence[tuple[int, Mention]], target: TargetTone) -> Iterator[Row]:
        """One row a mention, in the order given.

        The target-dependent tone is read once for each actor in a sentence and voice, as the metrics count it: at the mention
        that says most plainly who is meant (name, nominal, pronoun; the first of its kind), for all of them.
        """
        places = [(self._block.sentence_at(mention.start), self._contents.around(mention)) for _, mention in mentions]
        keys = [(mention.actor_id, *place) for (_, mention), place in zip(mentions, places, strict=True)]
        plainest: dict[object, Mention] = {}
        for key, (_, mention) in zip(keys, mentions, strict=True):
            if key not in plainest or _FORMS.index(mention.form) < _FORMS.index(plainest[key].form):
                plainest[key] = mention
        read = target(self._block, [Span(mention.start, mention.end) for mention in plainest.values()])
        tones = dict(zip(plainest, read, strict=True))
        for (number, mention), (sentence_id, holder), key in zip(mentions, places, keys, strict=True):
            tone = tones[key]
            yield {
                "article_id": article_id,
                "mention_id": number,
                "actor_id": mention.actor_id,
                "start": mention.start,
                "end": mention.end,
                "sentence_id": sentence_id,
                "form": mention.form.value,
                "attribution_id": holder[0] if holder else None,
                "in_title": mention.in_title,
                "voice": _voice(mention, holder).value,
                "vader_score": self._vader(sentence_id, holder),
                "target_label": tone[0] if tone else None,
                "target_score": tone[1] if tone else None,
            }

    def _vader(self, sentence_id: int, holder: Holder | None) -> float | None:
        key = (sentence_id, holder[0] if holder else None)
        if key not in self._scores:
            text = self._words_of_voice(sentence_id, key[1])
            self._scores[key] = compound(text) if text else None
        return self._scores[key]

    def _words_of_voice(self, sentence_id: int, attribution: int | None) -> str:
        """The part of a sentence that is in one voice: an attribution's content, or what no attribution holds."""
        sentence = self._block.sentences[sentence_id - self._block.first_sentence]
        parts = outside(sentence, self._holes) if attribution is None else overlap([sentence], self._spans[attribution])
        return " ".join(self._block.text[start:end] for start, end in parts).strip()


class _Contents:
    """The contents of a block's attributions, to be asked which is the innermost around a mention."""

    def __init__(self, items: Sequence[tuple[int, ResolvedAttribution]]) -> None:
        found = ((span, number, item.actor_id) for number, item in items for span in item.attribution.content)
        self._contents = sorted(found, key=lambda content: content[0].start)
        self._starts = [span.start for span, _, _ in self._contents]
        self._reach = list(accumulate((span.end for span, _, _ in self._contents), max))

    def around(self, mention: Mention) -> Holder | None:
        """Number and speaker of the attribution whose content holds the mention, of several the shortest, of equals the first."""
        holding: list[tuple[int, int, str | None]] = []
        at = bisect_right(self._starts, mention.start) - 1
        while at >= 0 and self._reach[at] >= mention.end:
            span, number, actor_id = self._contents[at]
            if mention.end <= span.end:
                holding.append((span.end - span.start, number, actor_id))
            at -= 1
        return min(holding, key=lambda content: content[:2])[1:] if holding else None


def _voice(mention: Mention, holder: Holder | None) -> Voice:
    if holder is None:
        return Voice.JOURNALIST
    return Voice.SELF if holder[1] == mention.actor_id else Voice.OTHERS


def actor_rows(article_id: str, found: ArticleActors) -> Iterator[Row]:
    """Rows of ``actors``; the party is the codebook's to give."""
    for actor in found.actors:
        yield {
            "article_id": article_id,
            "actor_id": actor.actor_id,
            "name": actor.name,
            "kind": actor.kind.value,
            "named": actor.named,
            "role": actor.role,
            "source_type": actor.source_type,
            "gender": actor.gender,
            "party": None,
            "names": list(actor.names),
            "evidence": [item._asdict() for item in actor.evidence],
        }


def _of(block: Block, found: ArticleActors) -> Iterator[ResolvedAttribution]:
    return (item for item in found.attributions if item.in_title == block.in_title)


def _tokens(block: Block, span: Span | None) -> TokenSpan | None:
    if span is None:
        return None
    return block.doc.char_span(span.start, span.end, alignment_mode="expand")


def _text(block: Block, span: Span | None) -> str | None:
    return None if span is None else block.text[span.start : span.end]


def _struct(span: Span | None) -> dict[str, int] | None:
    return None if span is None else {"start": span.start, "end": span.end}

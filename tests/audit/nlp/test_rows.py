"""Rows from a hand-made block: “We will win,” Ann Lee said. Critics called the great plan a terrible mess."""

from collections.abc import Sequence

import pytest
import spacy

from audit.model import (
    Actor,
    ActorKind,
    ArticleActors,
    AttributionSpan,
    Form,
    Kind,
    Mention,
    ResolvedAttribution,
    Span,
)
from audit.nlp.blocks import Block
from audit.nlp.rows import MentionRows, actor_rows, attribution_row, sentence_rows

TEXT = "“We will win,” Ann Lee said. Critics called Lee’s great plan a terrible mess."


def span(part: str) -> Span:
    return Span(TEXT.index(part), TEXT.index(part) + len(part))


SAID = AttributionSpan(
    kind=Kind.DIRECT, source=span("Ann Lee"), cue=span("said"), content=(span("“We will win,”"),), confidence=0.9
)
CALLED = AttributionSpan(
    kind=Kind.INDIRECT,
    source=span("Critics"),
    cue=span("called"),
    content=(span("Lee’s great plan a terrible mess"),),
    confidence=0.8,
)
FOUND = ArticleActors(
    actors=(
        Actor(actor_id="a0", name="Ann Lee", kind=ActorKind.PERSON, named=True),
        Actor(actor_id="a1", name="critics", kind=ActorKind.GROUP, named=False),
    ),
    mentions=(
        Mention(actor_id="a0", start=1, end=3, form=Form.PRONOUN),
        Mention(actor_id="a0", start=span("Ann Lee").start, end=span("Ann Lee").end, form=Form.NAME),
        Mention(actor_id="a0", start=span("Lee’s").start, end=span("Lee’s").start + 3, form=Form.NAME),
    ),
    attributions=(
        ResolvedAttribution(attribution=SAID, actor_id="a0"),
        ResolvedAttribution(attribution=CALLED, actor_id="a1"),
    ),
)


@pytest.fixture(scope="module")
def block() -> Block:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return Block.of(nlp(TEXT), in_title=False, first_sentence=0)


@pytest.fixture(scope="module")
def mention_rows(block: Block) -> list[dict[str, object]]:
    rows = MentionRows(block, list(enumerate(FOUND.attributions)))
    return list(rows.rows("x", list(enumerate(FOUND.mentions)), lambda _, spans: [("neutral", 0.0)] * len(spans)))


def test_sentence_rows_count_words_in_and_out_of_quotes(block: Block):
    first, second = sentence_rows("x", block, FOUND)
    assert (first["n_words"], first["n_words_direct"], first["n_words_attributed"]) == (6, 3, 3)
    assert (second["n_words"], second["n_words_direct"], second["n_words_attributed"]) == (8, 0, 6)


def test_attribution_rows_carry_text_words_and_actor(block: Block):
    row = attribution_row("x", 0, block, FOUND.attributions[0])
    assert (row["kind"], row["source_text"], row["cue_text"]) == ("direct", "Ann Lee", "said")
    assert (row["n_words"], row["n_words_direct"], row["actor_id"], row["sentence_id"]) == (3, 3, "a0", 0)
    assert row["content"] == [{"start": 0, "end": 14}]


def test_an_attribution_without_source_or_cue_has_nulls(block: Block):
    bare = AttributionSpan(kind=Kind.DIRECT, source=None, cue=None, content=(Span(0, 14),), confidence=0.5)
    row = attribution_row("x", 0, block, ResolvedAttribution(attribution=bare, actor_id=None))
    assert [row[name] for name in ("source", "source_text", "cue", "cue_lemma", "cue_class", "actor_id")] == [None] * 6


def test_voice_is_the_actors_own_the_journalists_or_anothers(mention_rows: list[dict[str, object]]):
    assert [row["voice"] for row in mention_rows] == ["self", "journalist", "others"]
    assert [row["attribution_id"] for row in mention_rows] == [0, None, 1]


def test_vader_reads_only_the_words_of_the_mentions_voice(mention_rows: list[dict[str, object]]):
    own, journalist, others = (row["vader_score"] for row in mention_rows)
    assert own > 0.4  # "We will win,"
    assert journalist == 0  # "Ann Lee said."
    assert others < 0.5  # "great" and "terrible" in one clause


def test_actor_rows_leave_the_party_to_the_codebook():
    assert [row["party"] for row in actor_rows("x", FOUND)] == [None, None]


def test_tone_is_read_once_for_an_actor_in_a_sentence_and_voice_at_its_name(block: Block):
    her, lee, ann = span("Critics called"), span("Lee’s"), span("Ann Lee")
    mentions = [
        Mention(actor_id="a0", start=her.start, end=her.start + 7, form=Form.PRONOUN),
        Mention(actor_id="a0", start=her.end - 6, end=her.end, form=Form.NAME),
        Mention(
            actor_id="a0", start=lee.start, end=lee.end, form=Form.NAME
        ),  # within the critics' words: another voice
        Mention(actor_id="a0", start=ann.start, end=ann.end, form=Form.NAME),
    ]
    asked: list[Span] = []

    def target(_: Block, spans: Sequence[Span]) -> list[tuple[str, float]]:
        asked.extend(spans)
        return [("neutral", float(item.start)) for item in spans]

    rows = list(MentionRows(block, list(enumerate(FOUND.attributions))).rows("x", list(enumerate(mentions)), target))
    name = her.end - 6
    assert [row["target_score"] for row in rows] == [name, name, lee.start, ann.start]
    assert sorted(asked) == sorted([Span(name, her.end), lee, ann])


def test_quoted_words_outside_all_attributions_are_stray():
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    text = "“We will go back there soon,” she said. The “so-called plan” failed. “Nobody knew what it was about.”"
    block = Block.of(nlp(text), in_title=False, first_sentence=0)
    end = text.index("” she")
    said = AttributionSpan(kind=Kind.DIRECT, source=None, cue=None, content=(Span(0, end),), confidence=1.0, via=None)
    found = ArticleActors(actors=(), mentions=(), attributions=(ResolvedAttribution(attribution=said, actor_id=None),))
    rows = list(sentence_rows("x", block, found))
    assert [row["n_words_quoted"] for row in rows] == [6, 0, 6]
    assert [row["n_words_stray"] for row in rows] == [0, 0, 6]

"""Articles in, annotation tables out: the only place that runs the language models."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl
from spacy.language import Language
from spacy.tokens import Doc

from audit import tables
from audit.model import Article, Reason, Reject
from audit.nlp.actors import resolve
from audit.nlp.blocks import Block
from audit.nlp.pipeline import load
from audit.nlp.rows import MentionRows, Row, actor_rows, article_row, attribution_row, sentence_rows
from audit.nlp.text_counts import count_text
from audit.nlp.tone import target_tone
from audit.nlp.wording import find_wording

TABLES = ("articles", "sentences", "attributions", "mentions", "actors", "text_counts", "wording")
#: Characters of the articles whose Docs are held at once; a Doc with its encoding takes some 400 bytes a character.
AT_ONCE = 500_000
#: Most tokens of an article: syntax takes some 7 KB a token while it reads, 1.8 GB for so many. An English text of 1,000,000
#: characters has 200,000; only one of hardly anything but signs or digits has more.
MOST_TOKENS = 250_000
Rows = dict[str, list[Row]]
Docs = tuple[Doc, Doc | None]


@dataclass(frozen=True, slots=True)
class Annotated:
    """The annotation tables of a batch (by table name) and the articles that could not be annotated."""

    frames: dict[str, pl.DataFrame]
    rejects: tuple[Reject, ...]


class Annotator:
    """Annotates batches of articles; made once a process, as loading the models takes seconds."""

    def __init__(self, *, model: str | None = None, threads: int = 1) -> None:
        self.nlp: Language = load(model, threads=threads)
        self.nlp.max_length = sys.maxsize  # the bounds are ours: characters where the text is read, tokens here

    @property
    def versions(self) -> dict[str, str]:
        """Name and version of the pipeline, for the manifest."""
        meta = self.nlp.meta
        return {f"{meta['lang']}_{meta['name']}": str(meta["version"])}

    def annotate(self, articles: Sequence[Article]) -> Annotated:
        """Annotate a batch; an article on which a model fails is refused alone, the others are kept.

        Parameters
        ----------
        articles
            any number of articles; their rows are held in memory, so give batches.
        """
        rows: Rows = {table: [] for table in TABLES}
        too_long = [self._is_too_long(article) for article in articles]
        rejects = [_too_long(article) for article, is_so in zip(articles, too_long, strict=True) if is_so]
        for some in _held_at_once([article for article, is_so in zip(articles, too_long, strict=True) if not is_so]):
            for article, docs in zip(some, self._try_all(some), strict=True):
                try:
                    found = list(_rows_of(article, *(docs or self._docs([article])[0])))
                except Exception as error:  # noqa: BLE001 - whatever fails on one article becomes a row in rejects
                    rejects.append(_failed(article, error))
                    continue
                for table, more in found:
                    rows[table].extend(more)
        return Annotated({table: tables.from_rows(table, found) for table, found in rows.items()}, tuple(rejects))

    def _is_too_long(self, article: Article) -> bool:
        """Whether an article has more tokens than memory is sure to hold; a token has a character or more."""
        return len(article.text) > MOST_TOKENS and len(self.nlp.tokenizer(article.text)) > MOST_TOKENS

    def _try_all(self, articles: Sequence[Article]) -> Sequence[Docs | None]:
        """Docs of the whole batch at once; where one article breaks it, None for each, to be tried alone."""
        try:
            return self._docs(articles)
        except Exception:  # noqa: BLE001 - the one that fails is found and named when tried alone
            return [None] * len(articles)

    def _docs(self, articles: Sequence[Article]) -> list[Docs]:
        texts = [text for item in articles for text in ([item.text, item.title] if item.title else [item.text])]
        docs = self.nlp.pipe(texts)
        return [(next(docs), next(docs) if item.title else None) for item in articles]


def _held_at_once(articles: Sequence[Article]) -> Iterator[list[Article]]:
    """The articles in order, as many together as may be held at once; one that is longer stands alone."""
    some: list[Article] = []
    n_characters = 0
    for article in articles:
        if some and n_characters + len(article.text) > AT_ONCE:
            yield some
            some, n_characters = [], 0
        some.append(article)
        n_characters += len(article.text)
    if some:
        yield some


def _too_long(article: Article) -> Reject:
    message = (
        f"article {article.article_id!r} ({len(article.text):,} characters) has more than {MOST_TOKENS:,} words and signs, "
        "more than memory is sure to hold; split it into its articles, or look whether it is one"
    )
    return _reject(article, Reason.TOO_LONG, message)


def _failed(article: Article, error: Exception) -> Reject:
    seen = "there is not memory enough for it" if isinstance(error, MemoryError) else f"{type(error).__name__}: {error}"
    message = (
        f"article {article.article_id!r} ({len(article.text):,} characters): {seen}; the others are measured without it"
    )
    return _reject(article, Reason.ANNOTATION_FAILED, message)


def _reject(article: Article, reason: Reason, message: str) -> Reject:
    return Reject(
        source_path=article.source_path,
        source_record=article.source_record,
        stage="annotate",
        reason=reason,
        message=message,
    )


def _rows_of(article: Article, body_doc: Doc, title_doc: Doc | None) -> Iterator[tuple[str, list[Row]]]:
    found = resolve(body_doc, title_doc)
    blocks = _blocks(body_doc, title_doc)
    key = article.article_id
    yield "articles", [article_row(article, blocks[-1])]
    yield "actors", list(actor_rows(key, found))
    numbered = list(enumerate(found.attributions))
    mentions = list(enumerate(found.mentions))
    for block in blocks:
        items = [(number, item) for number, item in numbered if item.in_title == block.in_title]
        here = [(number, mention) for number, mention in mentions if mention.in_title == block.in_title]
        yield "sentences", list(sentence_rows(key, block, found))
        yield "attributions", [attribution_row(key, number, block, item) for number, item in items]
        yield "mentions", list(MentionRows(block, items).rows(key, here, target_tone))
    yield "text_counts", [{"article_id": key, **row} for row in count_text(blocks[-1], found.attributions)]
    yield (
        "wording",
        [
            {
                "article_id": key,
                "sentence_id": block.sentence_at(int(str(row["start"]))),
                "in_title": block.in_title,
                **row,
            }
            for block in blocks
            for row in find_wording(
                block.doc, [i.attribution for i in found.attributions if i.in_title == block.in_title]
            )
        ],
    )


def _blocks(body: Doc, title: Doc | None) -> tuple[Block, ...]:
    if title is None:
        return (Block.of(body, in_title=False, first_sentence=0),)
    head = Block.of(title, in_title=True, first_sentence=0)
    return head, Block.of(body, in_title=False, first_sentence=len(head.sentences))

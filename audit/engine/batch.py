"""What one worker does with one batch, whatever engine hands it over."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import TypeVar

from audit.model import Article
from audit.nlp.annotate import Annotated, Annotator

Item = TypeVar("Item")


@cache
def annotator(model: str | None) -> Annotator:
    """The process's own annotator, loaded once."""
    return Annotator(model=model)


def annotate_batch(articles: Sequence[Article], model: str | None) -> Annotated:
    """Annotate a batch with the process's annotator."""
    return annotator(model).annotate(articles)


def in_batches(items: Iterator[Item], size: int) -> Iterator[list[Item]]:
    """Lists of up to ``size`` items, in order."""
    while batch := list(islice(items, size)):
        yield batch

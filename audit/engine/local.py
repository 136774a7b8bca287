"""One machine: batches are annotated in this process or in worker processes, a few in flight, so memory stays bounded."""

import multiprocessing
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor

from audit.engine.batch import annotate_batch
from audit.model import Article
from audit.nlp.annotate import Annotated

Numbered = tuple[int, list[Article]]


def annotate(batches: Iterator[Numbered], *, model: str | None, workers: int) -> Iterator[tuple[int, Annotated]]:
    """Annotate numbered batches; results come in order.

    Parameters
    ----------
    batches
        (number, articles), read lazily.
    model
        spaCy pipeline by name; None is the shipped one.
    workers
        processes; 1 annotates in this process.
    """
    if workers <= 1:
        yield from ((number, annotate_batch(articles, model)) for number, articles in batches)
        return
    waiting: deque[tuple[int, Future[Annotated]]] = deque()
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        for number, articles in batches:
            waiting.append((number, pool.submit(annotate_batch, articles, model)))
            if len(waiting) >= 2 * workers:
                first, future = waiting.popleft()
                yield first, future.result()
        while waiting:
            first, future = waiting.popleft()
            yield first, future.result()

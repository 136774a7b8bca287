"""One machine: batches are annotated in this process or in worker processes, a few in flight, so memory stays bounded."""

import multiprocessing
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from audit.engine.batch import annotate_batch
from audit.errors import SettingsError
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

    Raises
    ------
    SettingsError
        when a worker process is killed.
    """
    if workers <= 1:
        yield from ((number, annotate_batch(articles, model)) for number, articles in batches)
        return
    try:
        yield from _in_processes(batches, model=model, workers=workers)
    except BrokenProcessPool as error:
        raise SettingsError(
            f"one of {workers} worker processes ended before its work was done: the system stopped it (most often for want of "
            "memory), or a script that calls audit.run has not put the call under `if __name__ == '__main__':`. What was "
            "annotated is kept: give the same command again with fewer workers (1 works without further "
            "processes) or, where one article is too much for it, with --max-chars 300000: longer ones are refused then"
        ) from error


def _in_processes(batches: Iterator[Numbered], *, model: str | None, workers: int) -> Iterator[tuple[int, Annotated]]:
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

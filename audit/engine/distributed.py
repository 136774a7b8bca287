"""More than one machine: the same batches on a Dask cluster; a lost worker's batches are done again by Dask."""

from collections import deque
from collections.abc import Iterator

from audit.engine.batch import annotate_batch
from audit.engine.local import Numbered
from audit.errors import SettingsError
from audit.nlp.annotate import Annotated


def annotate(
    batches: Iterator[Numbered], *, model: str | None, scheduler: str | None
) -> Iterator[tuple[int, Annotated]]:
    """Annotate numbered batches on a Dask cluster; results come in order.

    Parameters
    ----------
    batches
        (number, articles), read lazily; two a worker thread are in flight.
    model
        spaCy pipeline by name; None is the shipped one. It must be installed on every worker, as media-audit must.
    scheduler
        address such as ``tcp://host:8786``; None starts workers on this machine.

    Raises
    ------
    SettingsError
        when Dask is not installed or the scheduler does not answer.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise SettingsError("--engine dask needs the package `distributed`: pip install 'media-audit[dask]'") from error
    try:
        client = Client(scheduler, timeout="20s") if scheduler else Client(threads_per_worker=1, dashboard_address=None)
    except OSError as error:
        raise SettingsError(
            f"no Dask scheduler answers at {scheduler}: {error}; start one with `dask scheduler`, then give its address "
            "with --scheduler tcp://HOST:8786"
        ) from error
    with client:
        waiting: deque[tuple[int, object]] = deque()
        for number, articles in batches:
            waiting.append((number, client.submit(annotate_batch, articles, model, pure=False)))
            if len(waiting) >= 2 * max(sum(client.nthreads().values()), 1):
                yield _result(waiting)
        while waiting:
            yield _result(waiting)


def _result(waiting: deque[tuple[int, object]]) -> tuple[int, Annotated]:
    number, future = waiting.popleft()
    result: Annotated = future.result()  # type: ignore[attr-defined]
    return number, result

"""Read and annotate: from files to the annotation tables of a run folder."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path

import polars as pl

from audit import manifest, parts, run_attributes, tables
from audit.engine.batch import in_batches
from audit.errors import InputError
from audit.ingest import inventory, read
from audit.linking import link_actors
from audit.model import Article, Reject
from audit.nlp.annotate import Annotated
from audit.nlp.fingerprint import fingerprint
from audit.workflow.options import Engine, Listener, RunOptions, Silent
from reports.spreadsheet import plain

REJECTS_LISTED = "rejects.csv"
"""The table of rejects once more, in the run's folder, for those who cannot open Parquet."""
WHOLE_TABLES = ("articles", "sentences", "text_counts", "wording")
LOCAL_ID_TABLES = ("attributions", "mentions", "actors")

Numbered = Iterator[tuple[int, list[Article]]]


@dataclass(slots=True)
class _Tally:
    """What has come by so far."""

    articles: int = 0
    words: int = 0
    n_cut: int = 0
    rejects: list[pl.DataFrame] = field(default_factory=list)

    @property
    def n_rejects(self) -> int:
        return sum(map(len, self.rejects))


def annotate(
    inputs: Sequence[Path], out: Path, *, options: RunOptions | None = None, listener: Listener | None = None
) -> None:
    """Read and annotate every article into the annotation tables of ``out``; goes on where a killed run stopped.

    Raises
    ------
    InputError
        when there is nothing to read, or not one record could be read.
    """
    options, listener = options or RunOptions(), listener or Silent()
    listener.stage("annotate")
    began, tally = manifest.now(), _Tally()
    files = inventory(inputs, options=options.reading)
    count = _annotate_parts(inputs, out, options, listener, tally)
    parts.drop_after(out, count)
    rejects = pl.concat([tables.empty("rejects"), *tally.rejects])
    tables.write(rejects, out, "rejects")
    _list_rejects(rejects, out / REJECTS_LISTED)
    if not tally.articles:
        raise InputError(_nothing_read(inputs, out, rejects))
    listener.stage("link")
    for table in WHOLE_TABLES:
        tables.sink(parts.scan(out, table), out, table)
    link(out)
    manifest.update(
        out,
        inputs=[asdict(file) for file in files],
        settings=options.settings.as_dict(),
        versions=manifest.versions() | {"annotator": fingerprint(options.settings.model)[:12]},
        counts={
            "records": tally.articles + tally.n_rejects,
            "articles": tally.articles,
            "rejects": tally.n_rejects,
            "words": tally.words,
            "words_cut": tally.n_cut,
        },
        times={"annotate_began": began, "annotate_ended": manifest.now()},
    )


def link(out: Path, *, aliases: dict[str, tuple[str, ...]] | None = None) -> None:
    """Write the tables that name actors from the annotated parts, actors linked over the whole run."""
    links = link_actors(parts.scan(out, "actors"), aliases=aliases or {})
    for table in LOCAL_ID_TABLES:
        linked = _with_run_ids(parts.scan(out, table), links, table)
        tables.sink(_merged(linked) if table == "actors" else linked, out, table)
    found = run_attributes.fill(
        tables.scan(out, "actors"), mentions=tables.scan(out, "mentions"), articles=tables.scan(out, "articles")
    )
    tables.write(found.collect(), out, "actors")


def _annotate_parts(inputs: Sequence[Path], out: Path, options: RunOptions, listener: Listener, tally: _Tally) -> int:
    """Annotate batch by batch into ``out/parts``; returns how many batches there are."""
    keys: dict[int, str] = {}
    maker = fingerprint(options.settings.model)

    def count(number: int) -> None:
        _count(out, number, tally)
        listener.batch(articles=tally.articles, words=tally.words, rejects=tally.n_rejects)

    def to_do() -> Numbered:
        articles = _articles(read(inputs, options=options.reading), tally)
        for number, batch in enumerate(in_batches(articles, options.settings.batch_size)):
            keys[number] = parts.key_of(batch, maker)
            if parts.is_done(out, number, keys[number]):
                count(number)
            else:
                yield number, batch

    for number, done in _engine(options.engine, options.settings.model)(to_do()):
        parts.write(out, number, keys[number], done.frames, done.rejects)
        count(number)
    return len(keys)


def _engine(engine: Engine, model: str | None) -> Callable[[Numbered], Iterator[tuple[int, Annotated]]]:
    if engine.name == "dask":
        from audit.engine import distributed

        return partial(distributed.annotate, model=model, scheduler=engine.scheduler)
    from audit.engine import local

    return partial(local.annotate, model=model, workers=engine.workers)


def _articles(records: Iterator[Article | Reject], tally: _Tally) -> Iterator[Article]:
    for record in records:
        if isinstance(record, Reject):
            tally.rejects.append(parts.reject_frame([record]))
        else:
            yield record


def _count(out: Path, number: int, tally: _Tally) -> None:
    part = parts.folder(out, number)
    counts = pl.read_parquet(part / "articles.parquet", columns=["n_words", "n_cut"])
    tally.articles += counts.height
    tally.words += int(counts["n_words"].sum())
    tally.n_cut += int(counts["n_cut"].sum())
    tally.rejects.append(pl.read_parquet(part / "rejects.parquet"))


def _with_run_ids(frame: pl.LazyFrame, links: pl.DataFrame, table: str) -> pl.LazyFrame:
    """Replace an article's own actor ids by the run's, and the actors' names by the run's."""
    names = links.lazy().select("article_id", "local_id", run_id="actor_id", run_name="name")
    for column in [name for name in ("actor_id", "via_actor_id") if name in tables.schema_of(table)]:
        here = names.rename({"local_id": column})
        frame = frame.join(here, on=["article_id", column], how="left", maintain_order="left")
        frame = frame.with_columns(pl.col("run_id").alias(column))
        if table == "actors":
            frame = frame.with_columns(name=pl.coalesce("run_name", "name"))
        frame = frame.drop("run_id", "run_name")
    return frame


def _merged(actors: pl.LazyFrame) -> pl.LazyFrame:
    """One row an actor: what an article kept apart and the run found to be one is put together, known attributes first."""
    lists = ("names", "evidence")
    known = [
        pl.col(name).drop_nulls().first()
        for name in tables.schema_of("actors")
        if name not in ("article_id", "actor_id", *lists)
    ]
    joined = [pl.col(name).explode(empty_as_null=False).unique(maintain_order=True) for name in lists]
    return (
        actors.group_by("article_id", "actor_id", maintain_order=True)
        .agg(*known, *joined)
        .select(tables.schema_of("actors").names())
    )


def _list_rejects(rejects: pl.DataFrame, path: Path) -> None:
    """Write the rejects for a spreadsheet program, where there are any; a list of an earlier run goes."""
    if rejects.is_empty():
        path.unlink(missing_ok=True)
        return
    columns = ("source_path", "source_record", "stage", "reason", "message")
    texts = [plain(name) if rejects.schema[name] == pl.String else pl.col(name) for name in columns]
    partial = path.with_name(f"{path.name}.tmp")
    rejects.select(texts).write_csv(partial, include_bom=True)
    partial.replace(path)


def _nothing_read(inputs: Sequence[Path], out: Path, rejects: pl.DataFrame) -> str:
    named = ", ".join(str(path) for path in inputs)
    if rejects.is_empty():
        return f"no article found in {named}: nothing there to read; give files or folders (formats: docs/formats.md)"
    first = rejects.row(0, named=True)
    return (
        f"no article could be read from {named}: every record was refused ({len(rejects)}, listed in "
        f"{out / REJECTS_LISTED}); the first, "
        f"{first['source_path']} record {first['source_record']}, {first['reason']}: {first['message']}"
    )

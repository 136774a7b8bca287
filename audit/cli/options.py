"""Options of the commands, those that several have in common as groups, and how they become settings."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from audit.config import Settings, free_cores
from audit.errors import SettingsError

if TYPE_CHECKING:
    from audit.workflow.options import Engine, RunOptions

Inputs = Annotated[
    list[Path],
    typer.Argument(
        help="Files or folders: text, HTML, JSON(L), CSV/TSV, Excel, Parquet, WARC, Nexis exports.",
        metavar="INPUT...",
        show_default=False,
    ),
]
Out = Annotated[Path, typer.Option("--out", "-o", help="Folder of the run; made if absent.", show_default=False)]
RunFolder = Annotated[
    Path, typer.Argument(help="Folder of a run (--out of `media-audit run`).", metavar="DIR", show_default=False)
]
Codebook = Annotated[
    Path | None,
    typer.Option("--codebook", "-c", help="TOML file of parties, members and baselines.", show_default=False),
]
NoClean = Annotated[
    bool, typer.Option("--no-clean", help="Measure the text as it is; store it code point for code point.")
]
Workers = Annotated[int, typer.Option("--workers", "-w", min=0, help="Worker processes; 0 is one for each free core.")]
EngineName = Annotated[str, typer.Option("--engine", help="local or dask.")]
Scheduler = Annotated[str | None, typer.Option("--scheduler", help="Address of a Dask scheduler.", show_default=False)]
Format = Annotated[
    str | None, typer.Option("--format", "-f", help="Read every file as this format.", show_default=False)
]
Map = Annotated[
    list[str] | None,
    typer.Option("--map", "-m", help="FIELD=COLUMN, such as text=Body; repeatable.", show_default=False),
]
Outlet = Annotated[str | None, typer.Option("--outlet", help="Outlet of records that name none.", show_default=False)]
Encoding = Annotated[
    str | None, typer.Option("--encoding", help="Character encoding of every file.", show_default=False)
]
DayFirst = Annotated[
    bool | None,
    typer.Option(
        "--day-first/--month-first",
        help="How to read 03/04/2016; else as a table's other dates tell.",
        show_default=False,
    ),
]
AnyLanguage = Annotated[bool, typer.Option("--any-language", help="Do not refuse texts that are surely not English.")]
MaxChars = Annotated[
    int,
    typer.Option(
        "--max-chars", min=1, max=1_000_000, help="Longest text read, in characters; a shorter one needs less memory."
    ),
]
Model = Annotated[
    str | None,
    typer.Option(
        "--model", help="An installed spaCy pipeline for the syntax, such as en_core_web_trf.", show_default=False
    ),
]
Seed = Annotated[int, typer.Option("--seed", help="Seed of bootstrap and permutations.")]
MinimumArticles = Annotated[int, typer.Option("--min-articles", min=1, help="Fewest articles behind an outlet figure.")]
Bootstrap = Annotated[int, typer.Option("--bootstrap", min=1, help="Bootstrap replicates behind an interval.")]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with 1 when any record was refused.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors and notes.")]

DEFAULTS = Settings()


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotating:
    """What `run` and `annotate` are told of reading and annotating."""

    no_clean: NoClean = False
    workers: Workers = 0
    engine: EngineName = "local"
    scheduler: Scheduler = None
    format_name: Format = None
    pairs: Map = None
    outlet: Outlet = None
    encoding: Encoding = None
    day_first: DayFirst = None
    any_language: AnyLanguage = False
    max_chars: MaxChars = DEFAULTS.max_chars
    model: Model = None
    strict: Strict = False

    def settings(self, settings: Settings = DEFAULTS) -> Settings:
        """The settings with what they say of annotating."""
        return replace(settings, clean=not self.no_clean, model=self.model, max_chars=self.max_chars)

    def options(self, settings: Settings, *, codebook: Path | None = None) -> "RunOptions":
        """All options of a run.

        Raises
        ------
        SettingsError
            when a value has no meaning.
        """
        from audit.ingest import ReadOptions
        from audit.workflow.options import RunOptions

        reading = ReadOptions(
            format=self.format_name,
            mapping=columns(self.pairs),
            outlet=self.outlet,
            encoding=self.encoding,
            day_first=self.day_first,
            check_language=not self.any_language,
            clean=settings.clean,
            max_chars=settings.max_chars,
        )
        engine = engine_of(self.engine, workers=self.workers, scheduler=self.scheduler)
        return RunOptions(settings=settings, reading=reading, engine=engine, codebook=codebook)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoring:
    """What `run` and `score` are told of parties and estimates."""

    codebook: Codebook = None
    seed: Seed = DEFAULTS.seed
    min_articles: MinimumArticles = DEFAULTS.minimum_articles
    bootstrap: Bootstrap = DEFAULTS.n_bootstrap

    def settings(self) -> Settings:
        """The default settings with what was asked for.

        Raises
        ------
        CodebookError
            when there is a codebook and it is wrong: better found before the articles are read.
        """
        if self.codebook:
            from audit.codebook import load_codebook

            load_codebook(self.codebook)
        return replace(DEFAULTS, seed=self.seed, minimum_articles=self.min_articles, n_bootstrap=self.bootstrap)


def columns(pairs: list[str] | None) -> dict[str, str]:
    """``["text=Body"]`` as ``{"text": "Body"}``.

    Raises
    ------
    SettingsError
        when a pair has no equals sign.
    """
    found = {}
    for pair in pairs or []:
        field, sign, column = pair.partition("=")
        if not (sign and field.strip() and column.strip()):
            raise SettingsError(f"--map {pair!r} is not FIELD=COLUMN; write for example --map text=Body")
        found[field.strip()] = column.strip()
    return found


def engine_of(name: str, *, workers: int, scheduler: str | None) -> "Engine":
    """The engine asked for.

    Raises
    ------
    SettingsError
        when there is no such engine.
    """
    if name not in ("local", "dask"):
        raise SettingsError(f"--engine {name!r} is unknown; it is local (worker processes) or dask (a cluster)")
    from audit.workflow.options import Engine

    return Engine(name="dask" if name == "dask" else "local", workers=workers or free_cores(), scheduler=scheduler)

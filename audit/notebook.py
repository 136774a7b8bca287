"""The face for notebooks: make or open a run, look at its tables, follow a number down to the words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

import polars as pl

from audit import manifest, tables
from audit.config import Settings
from audit.errors import SettingsError

Inputs = str | Path | Sequence[str | Path]


@dataclass(frozen=True, slots=True)
class Run:
    """A run folder, opened. Tables are Polars frames, read when asked for."""

    folder: Path

    def __post_init__(self) -> None:
        object.__setattr__(self, "folder", Path(self.folder))

    @property
    def manifest(self) -> dict[str, Any]:
        """Inputs, settings, versions, counts and times of the run."""
        return manifest.read(self.folder)

    @property
    def report(self) -> Path:
        """The PDF report."""
        return self.folder / "report.pdf"

    def table(self, name: str) -> pl.DataFrame:
        """One table of the run, whole; names as in the data dictionary (articles, attributions, actors, scores, …)."""
        return tables.read(self.folder, name)

    def scan(self, name: str) -> pl.LazyFrame:
        """One table of the run, lazily: for corpora that do not fit into memory."""
        return tables.scan(self.folder, name)

    def estimates(self, metric: str | None = None, *, by_month: bool = False) -> pl.DataFrame:
        """Outlet figures with n and 95 % interval; of one metric, or of all."""
        found = self.table("estimates")
        if metric is not None:
            _known(metric, found["metric"])
            found = found.filter(pl.col("metric") == metric)
        return found.filter(pl.col("month").is_not_null() if by_month else pl.col("month").is_null())

    def differences(self, metric: str | None = None) -> pl.DataFrame:
        """Differences between outlets with interval and adjusted p-value; of one metric, or of all."""
        found = self.table("differences")
        if metric is not None:
            _known(metric, self.table("estimates")["metric"])
        return found if metric is None else found.filter(pl.col("metric") == metric)

    def robustness(self, metric: str | None = None) -> pl.DataFrame:
        """Headline figures counted otherwise (`metrics.variants`) beside the main ones; of one metric, or of all.

        Raises
        ------
        SettingsError
            when an earlier version scored the run, or the metric is no headline.
        """
        if not tables.files_of(self.folder, "robustness"):
            raise SettingsError(f"{self.folder} has no table robustness; run `media-audit score {self.folder}` again")
        found = self.table("robustness")
        if metric is not None:
            _known(metric, found["metric"], what="other ways of counting")
            found = found.filter(pl.col("metric") == metric)
        return found

    def corrected(self, what: Literal["corrected", "differences", "agreement"] = "corrected") -> pl.DataFrame:
        """What hand-coded sheets say (`media-audit correct`): corrected figures, differences, or agreement; of all sheets.

        Raises
        ------
        SettingsError
            when no sheet was read back, or those that were no longer belong to the run.
        """
        from audit.hand_coding.kept import kept

        found = list(kept(self.folder))
        current = [one for one in found if not one.outdated]
        if not current:
            why = found[0].outdated if found else f"draw one with `media-audit sample {self.folder} --out sheet.csv`"
            raise SettingsError(f"no corrections by a hand-coded sheet in {self.folder}: {why}")
        parts: list[pl.DataFrame] = [
            getattr(one, what).select(pl.lit(one.sheet).alias("sheet"), pl.all()) for one in current
        ]
        return pl.concat(parts)

    def attributions(self, **where: object) -> pl.DataFrame:
        """Attributions with outlet, actor name and party beside them; filter by column, such as ``party="unity"``.

        Raises
        ------
        SettingsError
            when there is no such column, or the run knows no such outlet or party.
        """
        self._check_names(where)
        actors = self.scan("actors").select(
            "article_id", "actor_id", actor="name", party="party", source_type="source_type"
        )
        articles = self.scan("articles").select("article_id", "outlet", article_title="title")
        found = self.scan("attributions").join(articles, on="article_id", how="left")
        found = found.join(actors, on=["article_id", "actor_id"], how="left", maintain_order="left")
        for column, value in where.items():
            if column not in found.collect_schema():
                known = ", ".join(found.collect_schema())
                raise SettingsError(f"attributions have no column {column!r} (columns: {known}); filter by one of them")
            found = found.filter(pl.col(column) == value)
        return found.sort("article_id", "attribution_id").collect()

    def _check_names(self, where: Mapping[str, object]) -> None:
        """Refuse an outlet or a party that the run does not know, for nothing found would look like a finding."""
        parties = [card["id"] for card in (manifest.read(self.folder).get("codebook") or {}).get("parties", ())]
        outlets = self.scan("articles").select(pl.col("outlet").unique().sort()).collect()["outlet"].to_list()
        for column, known in (("outlet", outlets), ("party", parties)):
            given = where.get(column)
            if given is not None and given not in known:
                has = f"it has: {', '.join(known)}" if known else "it was scored without a codebook"
                raise SettingsError(f"no {column} {given!r} in this run; {has}")

    def evidence(
        self,
        metric: str,
        *,
        outlet: str | None = None,
        group: str | None = None,
        by: str | None = None,
        month: str | None = None,
        others: bool = False,
    ) -> "Evidence":
        """What a figure is made of: the statements, sentences or phrases that are counted, and what each adds.

        Parameters
        ----------
        metric
            its id.
        outlet
            an outlet's name; None for all together.
        group
            id or name of a party, an actor, a source type …; None where the metric has a figure of whole articles.
        by
            the grouping, where a group's name stands in several.
        month
            such as ``2016-09``.
        others
            also what the figure is counted over.

        Raises
        ------
        SettingsError
            when the run has no such figure, with the nearest that it has.
        """
        from audit.workflow.asked import asked
        from audit.workflow.evidence import figure_evidence
        from reports.figure_evidence import render_page

        which = asked(self.folder, metric, outlet=outlet, group=group, by=by, month=month)
        found = figure_evidence(self.folder, which, others=others)
        return Evidence(f"{found.metric.name}, {found.of}: {found.sum}", found.pieces, render_page(found))

    def show(self, article_id: str) -> "Page":
        """One article with its evidence, coloured; displayed as HTML in a notebook."""
        from audit.workflow import article_page

        return Page(article_page(self.folder, article_id))

    def __repr__(self) -> str:
        counts = self.manifest.get("counts", {})
        return (
            f"Run({str(self.folder)!r}: {counts.get('articles', 0):,} articles, {counts.get('rejects', 0):,} refused)"
        )


@dataclass(frozen=True, slots=True)
class Page:
    """HTML that a notebook displays."""

    html: str

    def _repr_html_(self) -> str:
        from html import escape

        style = "width:100%;height:32rem;border:1px solid #ddd"
        page = self.html.replace("<head>", '<head><base href="about:srcdoc">', 1)  # its links stay in the frame
        return f'<iframe style="{style}" srcdoc="{escape(page, quote=True)}"></iframe>'


@dataclass(frozen=True, slots=True)
class Evidence:
    """A figure in words, the table of what it is made of, and the page that a notebook displays."""

    figure: str
    pieces: pl.DataFrame
    html: str

    def _repr_html_(self) -> str:
        return Page(self.html)._repr_html_()

    def __repr__(self) -> str:
        return self.figure


def run(
    inputs: Inputs,
    *,
    out: str | Path,
    codebook: str | Path | None = None,
    clean: bool = True,
    mapping: Mapping[str, str] | None = None,
    workers: int = 1,
    engine: Literal["local", "dask"] = "local",
    scheduler: str | None = None,
    settings: Settings | None = None,
) -> Run:
    """Read, annotate, score and report; what was done before in ``out`` is not done again.

    Parameters
    ----------
    inputs
        a file or folder, or several.
    out
        folder of the run.
    codebook
        TOML file of parties, members and baselines.
    clean
        cut boilerplate before measuring.
    mapping
        field -> column, such as ``{"text": "Body"}``.
    workers
        worker processes.
    engine, scheduler
        ``dask`` annotates on a cluster; the address of its scheduler.
    settings
        seeds, replicates, minimum n.
    """
    from audit.ingest import ReadOptions
    from audit.workflow import run as run_workflow
    from audit.workflow.options import Engine, RunOptions

    settings = replace(settings or Settings(), clean=clean)
    options = RunOptions(
        settings=settings,
        reading=ReadOptions(mapping=dict(mapping or {}), clean=clean, max_chars=settings.max_chars),
        engine=Engine(name=engine, workers=workers, scheduler=scheduler),
        codebook=Path(codebook) if codebook else None,
    )
    paths = [Path(inputs)] if isinstance(inputs, str | Path) else [Path(path) for path in inputs]
    run_workflow(paths, Path(out), options=options)
    return Run(Path(out))


def open_run(folder: str | Path) -> Run:
    """Open the folder of a run that was made before.

    Raises
    ------
    SettingsError
        when the folder holds no run.
    """
    if not (Path(folder) / manifest.NAME).exists():
        raise SettingsError(
            f"{folder} is not the folder of a run (no {manifest.NAME}); make one with audit.run(..., out=…)"
        )
    return Run(Path(folder))


def _known(metric: str, known: pl.Series, *, what: str = "estimates") -> None:
    if metric not in known:
        names = sorted(known.unique())
        near = [name for name in names if metric in name] or get_close_matches(metric, names, n=4)
        has = f"near: {', '.join(near)}" if near else f"it has: {', '.join(names)}"
        raise SettingsError(f"no {what} of a metric {metric!r} in this run; {has}")

"""What the commands say: data on stdout, talk on stderr; a progress bar on a terminal, plain lines elsewhere."""

import sys
import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

SECONDS_BETWEEN_LINES = 15.0

STAGES = {
    "annotate": "reading and annotating",
    "link": "linking actors over the run",
    "score": "scoring and estimating",
    "draw": "drawing the report",
}


def err() -> Console:
    """The console on stderr; long lines are not broken in the middle of paths, and "a:b:c" is not taken for a picture."""
    return Console(stderr=True, soft_wrap=True, highlight=False, emoji=False)


def out() -> Console:
    """The console on stdout; plain where it is not a terminal."""
    return Console(soft_wrap=not sys.stdout.isatty(), highlight=False, emoji=False)


def complain(error: object) -> None:
    """Say what went wrong."""
    err().print(f"[bold red]error:[/bold red] {_escaped(error)}")


def say(message: object) -> None:
    """Say something on stderr."""
    err().print(_escaped(message))


class Talk:
    """A listener on stderr: progress with rate (and time left where the total is known), notes as they come."""

    def __init__(self, *, total: int | None = None, quiet: bool = False) -> None:
        self._console = err()
        self._quiet = quiet
        self._live = self._console.is_terminal and not quiet
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeElapsedColumn(),
            console=self._console,
            transient=True,
        )
        self._task: TaskID | None = None
        self._total = total
        self._began = self._last = time.monotonic()

    def __enter__(self) -> Self:
        if self._live:
            self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._live:
            self._progress.stop()

    def stage(self, name: str) -> None:
        """Say which stage begins."""
        if self._live:
            if self._task is not None:
                self._progress.remove_task(self._task)
            total = self._total if name == "annotate" else None
            self._task = self._progress.add_task(STAGES.get(name, name), total=total, rate="")
        elif not self._quiet:
            self._console.print(f"{STAGES.get(name, name)} …")
        self._began = self._last = time.monotonic()

    def batch(self, *, articles: int, words: int, rejects: int) -> None:
        """Show how far annotation has come."""
        now = time.monotonic()
        rate = words / max(now - self._began, 1e-9)
        left = ""
        if self._total and articles:
            seconds = (now - self._began) * max(self._total - articles - rejects, 0) / articles
            left = f", about {_duration(seconds)} left"
        text = f"{rate:,.0f} words/s, {rejects} refused{left}"
        if self._live and self._task is not None:
            self._progress.update(self._task, completed=articles + rejects, rate=text)
        elif not self._quiet and now - self._last >= SECONDS_BETWEEN_LINES:
            self._console.print(f"  {articles:,} articles, {text}")
            self._last = now

    def note(self, message: str) -> None:
        """Say a note."""
        self._console.print(f"[yellow]note:[/yellow] {_escaped(message)}")


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


def _escaped(message: object) -> str:
    return str(message).replace("[", r"\[")

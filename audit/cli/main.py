"""The command `media-audit`: one file a command; here they are put together and errors become exit codes.

Exit codes: 0 done; 1 the work failed, or records were refused under ``--strict``; 2 wrong usage.
"""

import errno
import sys
import traceback
from tempfile import NamedTemporaryFile
from typing import Annotated

import typer

from audit import __version__
from audit.cli import annotate, codebook, correct, evaluate, evidence, metrics, report, run, sample, score, show
from audit.cli.talk import complain
from audit.errors import AuditError, SettingsError

app = typer.Typer(
    name="media-audit",
    help="Audit news coverage: who is quoted, how much space each party gets, how claims are attributed, how actors are "
    "talked about, how hard the text is to read. Tables, evidence and a PDF report, with uncertainty, offline.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
)

for module in (run, annotate, score, report, show, evidence, metrics, evaluate, sample, correct):
    app.command(name=module.NAME, epilog=module.EXAMPLE)(module.command)
app.add_typer(codebook.app, name="codebook")


def _version(asked: bool) -> None:  # noqa: FBT001 - as Typer calls it
    if asked:
        typer.echo(f"media-audit {__version__}")
        raise typer.Exit


@app.callback()
def _program(
    _asked: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Audit news coverage."""


def main() -> None:
    """Entry point: run the command, turn the toolkit's errors into one message and an exit code."""
    try:
        app(standalone_mode=True)
    except SettingsError as error:
        complain(error)
        sys.exit(2)
    except AuditError as error:
        complain(error)
        sys.exit(1)
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            sys.stderr.close()
            sys.exit(1)
        complain(_of_the_system(error))
        sys.exit(1)
    except KeyboardInterrupt:
        complain("stopped; give the same command again to go on where it was")
        sys.exit(1)
    except MemoryError:
        complain(
            "there is not memory enough; close other programs, or leave out the longest articles with --max-chars 300000, "
            "and give the same command again: it goes on where it was"
        )
        sys.exit(1)
    except Exception as error:  # noqa: BLE001 - whatever it is, users get a message; the traceback is kept for us
        complain(_unforeseen(error))
        sys.exit(1)


def _unforeseen(error: Exception) -> str:
    """What nobody foresaw: a message, and a file with what is needed to mend it."""
    with NamedTemporaryFile(
        "w", prefix="media-audit-", suffix=".log", delete=False, encoding="utf-8", errors="replace"
    ) as log:
        traceback.print_exception(error, file=log)
    seen = f"{type(error).__name__}: {error}".splitlines()[0][:300]
    return (
        f"this should not have happened ({seen}); it is a fault of media-audit, not yours: please report it with {log.name}. "
        "What was annotated is kept, and the same command goes on where it was"
    )


def _of_the_system(error: OSError) -> str:
    """What the operating system refused, with what a user can do about it."""
    what = error.strerror or str(error)
    where = f"{error.filename}: " if error.filename else ""
    if error.errno == errno.ENOSPC:
        return f"{where}{what}; free some space and give the same command again: it goes on where it was"
    return f"{where}{what}; check that the path is right and that you may read and write it"


if __name__ == "__main__":
    main()

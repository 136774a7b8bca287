"""`media-audit codebook suggest`: the actors that matter, ready to be sorted into parties."""

from typing import Annotated

import typer

from audit.cli import folders
from audit.cli import options as opt
from audit.cli.talk import out

app = typer.Typer(help="Help with the codebook of parties.", no_args_is_help=True)


@app.callback()
def _codebook() -> None:
    """Help with the codebook of parties."""


@app.command(
    name="suggest",
    epilog="Example: `media-audit codebook suggest audit-2026 --toml > parties.toml`, then sort the names",
)
def command(
    folder: opt.RunFolder,
    top: Annotated[int, typer.Option("--top", min=1, help="How many actors.")] = 40,
    toml: Annotated[bool, typer.Option("--toml", help="A codebook to fill in, in place of the table.")] = False,
) -> None:
    """List the actors quoted and mentioned most, with role, source type and a sample sentence."""
    folders.to_read(folder)
    from audit.suggest import as_toml, suggest

    found = suggest(folder, top=top)
    if toml:
        typer.echo(as_toml(found))
    else:
        out().print(found, markup=False)

"""`media-audit codebook suggest`: the actors that matter, ready to be sorted into parties."""

import sys
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich.table import Table
from rich.text import Text

from audit.cli import folders
from audit.cli import options as opt
from audit.cli.talk import out

if TYPE_CHECKING:
    import polars as pl

SHOWN = {
    "name": "name",
    "role": "role",
    "source_type": "type",
    "n_words": "words",
    "n_articles": "articles",
    "sample": "a sentence",
}
"""The columns that a terminal has room for, and what stands over them."""

PARTS = {"name": 3, "role": 3, "sample": 7}
"""How the columns of free text share what room the others leave."""

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
    """List the actors quoted and mentioned most, with role, source type and a sample sentence; into a file or pipe as CSV."""
    folders.to_read(folder)
    from audit.suggest import as_toml, suggest

    found = suggest(folder, top=top)
    if toml:
        typer.echo(as_toml(found))
    elif sys.stdout.isatty():
        out().print(as_table(found))
    else:
        typer.echo(found.write_csv(), nl=False)


def as_table(suggested: "pl.DataFrame") -> Table:
    """The suggested actors for a terminal, one a row."""
    table = Table(box=None, padding=(0, 2, 0, 0), expand=True)
    for name, heading in SHOWN.items():
        justify: Literal["left", "right"] = "right" if name.startswith("n_") else "left"
        table.add_column(heading, justify=justify, overflow="fold", ratio=PARTS.get(name))
    for row in suggested.select(*SHOWN).iter_rows():
        table.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    return table

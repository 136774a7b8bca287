"""`media-audit show`: one article with its evidence."""

from pathlib import Path
from typing import Annotated

import typer

from audit.cli import folders
from audit.cli import options as opt
from audit.cli.talk import out

NAME = "show"
EXAMPLE = "Example: `media-audit show audit-2026 courier-0012 --html > article.html`"


def command(
    folder: opt.RunFolder,
    article: Annotated[
        str, typer.Argument(help="article_id, as in table articles.", metavar="ARTICLE", show_default=False)
    ],
    html: Annotated[bool, typer.Option("--html", help="A self-contained HTML page on stdout.")] = False,
    file: Annotated[
        Path | None, typer.Option("--file", help="Write the HTML page to this file.", show_default=False)
    ] = None,
) -> None:
    """Show one article: every attribution with its source, cue, content, actor and confidence, in place."""
    folders.to_read(folder)
    from audit.workflow import article_page, print_article

    if not html and file is None:
        print_article(folder, article, console=out())
        return
    page = article_page(folder, article)
    if file is None:
        typer.echo(page)
    else:
        file.write_text(page, encoding="utf-8")
        typer.echo(str(file))

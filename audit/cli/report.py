"""`media-audit report`: the PDF, and the figures for a spreadsheet program, from the tables."""

from audit.cli import folders
from audit.cli import options as opt
from audit.cli.talk import Talk, out

NAME = "report"
EXAMPLE = "Example: `media-audit report audit-2026`"


def command(folder: opt.RunFolder, quiet: opt.Quiet = False) -> None:
    """Draw DIR/report.pdf from a scored run, and write its figures to DIR/report.csv."""
    folders.to_read(folder, scored=True)
    from audit.workflow import report

    with Talk(quiet=quiet) as talk:
        path = report(folder, listener=talk)
    out().print(str(path), markup=False)

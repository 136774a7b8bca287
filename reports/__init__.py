"""How it is shown: figures, pages, a PDF and a spreadsheet for the editor, an article with its evidence as web page or text."""

from reports.html import render_html
from reports.pdf import render_pdf
from reports.spreadsheet import render_csv
from reports.tables import MetricCard, ModelCard, PartyCard, ReportTables, cards_of
from reports.terminal import print_article

__all__ = [
    "MetricCard",
    "ModelCard",
    "PartyCard",
    "ReportTables",
    "cards_of",
    "print_article",
    "render_csv",
    "render_html",
    "render_pdf",
]

"""How it is shown: figures, pages, a PDF for the editor, one article with its evidence as a web page or in the terminal."""

from reports.html import render_html
from reports.pdf import render_pdf
from reports.tables import MetricCard, ModelCard, PartyCard, ReportTables, cards_of
from reports.terminal import print_article

__all__ = [
    "MetricCard",
    "ModelCard",
    "PartyCard",
    "ReportTables",
    "cards_of",
    "print_article",
    "render_html",
    "render_pdf",
]

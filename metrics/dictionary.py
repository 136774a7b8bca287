"""The data dictionary: every declaration as text for the terminal and as the pages of ``docs/metrics.md``."""

from collections.abc import Iterable
from itertools import groupby
from textwrap import fill

from metrics.base import Declaration, Metric, OutletMetric

WIDTH = 100
_FAMILIES = {
    "attribution": "How claims are attributed",
    "quote_space": "Who gets room, to speak and to be spoken of",
    "readability": "How hard the text is to read",
    "source_diversity": "Who is quoted",
    "tone": "How actors are talked about, and by whom",
    "wording": "How the journalist's own text is worded",
}
_HEAD = """\
# The data dictionary

This page is generated from the declarations in `metrics/` (`python -m metrics.dictionary > docs/metrics.md`); a test keeps
it current. `media-audit metrics NAME` prints one entry.

How to read an entry:

- Every value is a ratio of two counts (*numerator / denominator*, times a factor where the unit says so). The **weight**
  says what the denominator counts. An outlet's figure is the ratio of the sums over its articles; where the weight is
  articles, that is a mean over articles.
- **Groups** are actors, parties of the codebook, source types and so on. `actor:voice` has groups such as
  `donald-trump:journalist`. Actors without a party are `none`, statements without a known speaker `unknown`.
- A value that is not defined, or rests on fewer cases than the **minimum**, is null with a status; it is never 0. An outlet's
  figure counts articles that have too few by themselves; it needs as many cases together, and five articles besides.
- Everything is counted in the body of the article. Titles count for `quote_space.in_headline` alone.
- Entries marked *outlet only* have no value for a single article: their counts are put together over all articles of an
  outlet first.
"""


def overview(metrics: Iterable[Declaration]) -> str:
    """All metrics, a line each, by family."""
    lines: list[str] = []
    known = list(metrics)
    width = max((len(metric.id) for metric in known), default=0)
    for family, members in groupby(known, key=lambda metric: metric.family):
        lines += ["", f"{_title(family)} ({family})"]
        lines += [f"  {metric.id:<{width}}  {metric.question}" for metric in members]
    return "\n".join(lines[1:])


def describe(metric: Declaration) -> str:
    """One metric's full entry as plain text."""
    parts = [f"{metric.id}  {metric.label}".rstrip(), "", _wrapped(metric.question), ""]
    for name, text in _fields(metric):
        parts.append(_wrapped(f"{name}: {text}", hang=4))
    parts += ["", "symbols"]
    parts += [_wrapped(f"{symbol}: {meaning}", indent=4, hang=8) for symbol, meaning in metric.symbols.items()]
    parts += ["", "references"]
    parts += [_wrapped(reference, indent=4, hang=8) for reference in metric.references]
    return "\n".join(parts)


def to_markdown(metrics: Iterable[Declaration]) -> str:
    """The whole dictionary as one page of Markdown."""
    known = list(metrics)
    pages = [_HEAD]
    for family, group in groupby(known, key=lambda metric: metric.family):
        members = list(group)
        pages.append(f"## {family}: {_title(family).lower()}\n")
        pages.append("\n".join(f"- [`{metric.id}`](#{_anchor(metric)}) {metric.label}" for metric in members) + "\n")
        pages += [_entry(metric) for metric in members]
    return "\n".join(pages)


def _entry(metric: Declaration) -> str:
    symbols = "".join(f"\n  - `{symbol}`: {_plain(meaning)}" for symbol, meaning in metric.symbols.items())
    fields = [(name, f"`{text}`{symbols}" if name == "formula" else _plain(text)) for name, text in _fields(metric)]
    lines = [f"### {metric.id}", "", f"**{_plain(metric.question)}**", ""]
    lines += [f"- *{name}*: {text}" for name, text in fields]
    lines += ["- *references*:"]
    lines += [f"  - {_plain(reference)}" for reference in metric.references]
    return "\n".join(lines) + "\n"


def _fields(metric: Declaration) -> list[tuple[str, str]]:
    return [
        ("formula", metric.formula),
        ("unit", metric.unit),
        ("unit of analysis", metric.unit_of_analysis),
        ("weight", metric.weight),
        ("groups", _groups(metric)),
        ("range", _range(metric.bounds)),
        ("direction", metric.direction),
        ("minimum", f"{metric.minimum_n:g}"),
        ("undefined when", metric.undefined),
        ("blind spots", metric.blind_spots),
        ("reads", "; ".join(f"{table} ({', '.join(columns)})" for table, columns in metric.needs.items())),
    ]


def _groups(metric: Declaration) -> str:
    kind = " (outlet only)" if isinstance(metric, OutletMetric) else ""
    sparse = metric.sparse if isinstance(metric, Metric) else ()
    return ", ".join(f"{name} (those present)" if name in sparse else name for name in metric.group_by) + kind


def _range(bounds: tuple[float | None, float | None]) -> str:
    low, high = ("no limit" if bound is None else f"{bound:g}" for bound in bounds)
    return f"{low} to {high}"


def _title(family: str) -> str:
    return _FAMILIES.get(family, family.replace("_", " ").capitalize())


def _anchor(metric: Declaration) -> str:
    return metric.id.replace(".", "")


def _plain(text: str) -> str:
    """Keep Markdown from reading signs of a sentence as layout."""
    return text.replace("*", "\\*").replace("[", "\\[").replace("<", "&lt;")


def _wrapped(text: str, *, indent: int = 0, hang: int = 0) -> str:
    return fill(
        text,
        width=WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * max(indent, hang),
        break_on_hyphens=False,
    )


if __name__ == "__main__":
    import sys

    from metrics.registry import declarations

    sys.stdout.write(to_markdown(declarations().values()))

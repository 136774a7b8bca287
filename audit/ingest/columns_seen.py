"""What a user is told where a column is missing: the columns that are there, and which of them may be meant."""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

#: A cell that is as long as this may be an article's text: a short news item has some 300 characters, a headline 130 at most.
LIKE_A_TEXT = 200
#: Names of columns are no longer than this; what is longer is a cell of data.
_LONGEST_NAME = 100
_MOST_NAMES = 30
_MOST_EXAMPLES = 12
_SHOWN = 40
_DEEPEST = 4


def missing_column(
    name: str, column: str | None, values: Mapping[str, object], *, where: str, unknown: Sequence[str] = ()
) -> str:
    """Say that a record lacks the column of a field.

    Parameters
    ----------
    name
        our field.
    column
        the column that the user named for it; None where its natural names were looked for.
    values
        the record, by column.
    where
        the file.
    unknown
        other fields that no column has the name of; without a word they would be empty once the text is found.
    """
    cells = dict(_cells(values))
    wanted = f"{name} column {column!r}" if column else f"{name} column"
    seen = f"{wanted} not found in {where} (columns: {_listed(cells)})"
    if any(len(str(one)) > _LONGEST_NAME for one in values):
        return f"{seen}: the first row holds data where names belong; put a row of names above it, such as outlet,title,text"
    if name != "text":
        near = get_close_matches(column or name, cells, n=1)
        return f"{seen}; name it with {option(name, *near)}" + (
            "" if near else ", COLUMN being one of these, or leave it out"
        )
    longest = max(cells, key=lambda one: len(cells[one]), default=None)
    if longest is not None and len(cells[longest]) >= LIKE_A_TEXT:
        others = len(cells) > 1 and unknown
        also = f", and those of {', '.join(unknown)}, if they are there, with {option(unknown[0])} …" if others else ""
        return f"{seen}; name it with {option(name, longest)}{also}"
    examples = "; ".join(f"{short(one)}: {short(cells[one])!r}" for one in list(cells)[:_MOST_EXAMPLES])
    return (
        f"{seen}, and no column holds a text as long as an article ({examples or 'there is none'}); export the articles with "
        f"their full text, or name the column with {option(name)} if it is one of these"
    )


def option(name: str, column: str = "COLUMN") -> str:
    """The option that names a field's column, as it is typed in a shell."""
    return f"--map {shlex.quote(f'{name}={column}')}"


def short(text: str) -> str:
    """A name or a value in a message: on one line, the first characters of a long one."""
    line = " ".join(text[: 4 * _SHOWN].split())
    return line if len(line) <= _SHOWN and len(text) <= 4 * _SHOWN else f"{line[:_SHOWN]}…"


def _listed(names: Mapping[str, str]) -> str:
    shown = [short(name) or "(no name)" for name in list(names)[:_MOST_NAMES]]
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    return (", ".join(shown) or "none") + more


def _cells(values: Mapping[str, object], *, deep: int = 1) -> Iterator[tuple[str, str]]:
    """Columns with what they hold, as `--map` names them: those within objects with a dot."""
    for name, value in values.items():
        if isinstance(value, Mapping) and value and deep < _DEEPEST:
            yield from ((f"{name}.{inner}", cell) for inner, cell in _cells(value, deep=deep + 1))
        elif isinstance(value, list) and value and all(isinstance(part, str) for part in value):
            yield str(name), "\n\n".join(value)
        elif isinstance(value, list):
            yield str(name), f"a list of {len(value):,}"
        else:
            yield str(name), "" if value is None else str(value)

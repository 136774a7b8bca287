"""The records in a JSON value: itself, its items, those it wraps, or those of a table that was written by columns.

Services wrap their answer in objects, and programs write tables of rows in several ways: a list of columns (``{"text": [...]}``),
columns of numbered rows (``{"text": {"0": ...}}``), names and rows apart (``{"columns": [...], "data": [[...]]}``), or records by
their ids (``{"a-1": {"text": ...}}``). Read as one record, such a table would be one long article.
"""

from collections.abc import Iterator, Mapping, Sequence

from audit.ingest.fields import field_named

#: Keys under which collections wrap their list of articles.
_WRAPPERS = frozenset(
    {
        "articles",
        "data",
        "items",
        "results",
        "documents",
        "docs",
        "records",
        "stories",
        "news",
        "posts",
        "hits",
        "entries",
    }
)
#: Keys of objects in which the answer of a service wraps them once more (The Guardian, The New York Times, Elasticsearch).
_OUTER = frozenset({"response", "result", "payload", "hits", "data", "feed", "channel", "rss"})
_DEEPEST = 3
#: Fields that may be lists in a record of their own.
_LISTS = frozenset({"text", "authors", None})

Mapped = Mapping[str, object]


def records_in(value: object, mapping: Mapping[str, str], *, is_item: bool) -> Iterator[object]:
    """The records of one value of a file; the value itself where it holds none. An item of an array is no table."""
    found = None
    if isinstance(value, Mapping) and value:
        found = _wrapped(value, mapping, deepest=_DEEPEST)
        if found is None and not is_item:
            found = _table(value, mapping)
    yield from [value] if found is None else found


def unpacked(record: Mapped) -> Mapped:
    """A record with the fields that Elasticsearch and its kin store under ``_source`` beside its own."""
    inner = record.get("_source")
    return {**record, **inner} if isinstance(inner, Mapping) else record


def _wrapped(value: Mapped, mapping: Mapping[str, str], *, deepest: int) -> Sequence[object] | None:
    """The list of records in an object that is none itself, or in an object within it."""
    if "text" in value or any(column in value for column in mapping.values()):
        return None
    for key, inner in value.items():
        if str(key).lower() in _WRAPPERS and isinstance(inner, list) and all(isinstance(item, dict) for item in inner):
            return inner
    if deepest > 1:
        outer = (inner for key, inner in value.items() if str(key).lower() in _OUTER and isinstance(inner, Mapping))
        return next(
            (found for one in outer if (found := _wrapped(one, mapping, deepest=deepest - 1)) is not None), None
        )
    return None


def _table(value: Mapped, mapping: Mapping[str, str]) -> Sequence[object] | None:
    """The records of a table that was written in another way than record by record."""
    names, rows = value.get("columns"), value.get("data")
    if isinstance(names, list) and isinstance(rows, list) and rows:
        if all(isinstance(row, list) and len(row) == len(names) for row in rows):
            return [dict(zip(map(str, names), row, strict=True)) for row in rows]
        return None
    cells = list(value.values())
    fields = {field_named(str(name), mapping) for name in value}
    if "text" in fields:
        lists = {name: cell for name, cell in value.items() if isinstance(cell, list)}
        numbered = {name: cell for name, cell in value.items() if isinstance(cell, Mapping)}
        if len(lists) == len(value) and not fields <= _LISTS:
            return _from_lists(lists)
        if len(numbered) == len(value) and len({tuple(cell) for cell in numbered.values()}) == 1:
            return _from_lists({name: list(cell.values()) for name, cell in numbered.items()})
    elif all(
        isinstance(cell, Mapping) and "text" in {field_named(str(name), mapping) for name in cell} for cell in cells
    ):
        return [{"id": key, **cell} for key, cell in value.items() if isinstance(cell, Mapping)]
    return None


def _from_lists(columns: Mapping[str, list[object]]) -> Sequence[object] | None:
    """The rows of columns of one length."""
    if len({len(cells) for cells in columns.values()}) != 1:
        return None
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]

"""Whether a table writes 03/04/2016 day first or month first, as its other dates tell.

Only a whole file can: every date of it that can be read in one way alone (25/04/2016) must agree. The file is read a second time
for it, and only when a date turns up that can be read in two ways.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from audit.ingest.dates import is_ambiguous, order_told
from audit.ingest.fields import published_in
from audit.ingest.options import ReadOptions
from audit.ingest.records import Format, Record, Source


@dataclass(slots=True)
class DayOrders:
    """The order of the file that was asked about last; ``options.day_first`` wins where it is given."""

    options: ReadOptions
    source: Source | None = None
    order: bool | None = None

    def of(self, record: Record, source: Source, format_: Format) -> bool | None:
        """How to read this record's date: True is day first, None leaves one that can be read in two ways empty."""
        if self.options.day_first is not None:
            return self.options.day_first
        if not is_ambiguous(published_in(record.values, self.options.mapping)):
            return None
        if source is not self.source:  # files of several folders may have one name
            told = {order for value in self._dates(source, format_) if (order := order_told(value)) is not None}
            self.source, self.order = source, told.pop() if len(told) == 1 else None
        return self.order

    def _dates(self, source: Source, format_: Format) -> Iterator[object]:
        with suppress(Exception):  # what is wrong with the file its reading tells
            for record in format_.records(source, self.options):
                if isinstance(record, Record):
                    yield published_in(record.values, self.options.mapping)

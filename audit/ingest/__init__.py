"""Reading what media researchers have: text, HTML, JSON, CSV, Excel, Parquet, WARC, Nexis, archives of them; and cleaning it."""

from audit.ingest.clean import Cleaned, clean
from audit.ingest.formats import all_formats
from audit.ingest.head import Known
from audit.ingest.options import FIELDS, ReadOptions
from audit.ingest.page import Cut
from audit.ingest.reading import InputFile, count_records, inventory, read

__all__ = [
    "FIELDS",
    "Cleaned",
    "Cut",
    "InputFile",
    "Known",
    "ReadOptions",
    "all_formats",
    "clean",
    "count_records",
    "inventory",
    "read",
]

"""Plain text, a file an article: as saved from an editor, or copied from a web page with all that stands around it."""

from collections.abc import Iterator

from audit.ingest.encoding import decode
from audit.ingest.options import ReadOptions
from audit.ingest.records import Format, Layout, Record, Refusal, Source, one

#: No code point takes more bytes than this in any encoding read here.
_BYTES_PER_CHARACTER = 4


def read_text(source: Source, options: ReadOptions) -> Iterator[Record | Refusal]:
    """The one record of a text file; title, byline and date may stand at its top."""
    with source.open() as stream:
        data = stream.read(_BYTES_PER_CHARACTER * (options.max_chars + 1))
    yield Record(index=0, values={"text": decode(data, options)}, layout=Layout.PLAIN)


FORMAT = Format(
    name="text",
    suffixes=(".txt", ".text", ".md"),
    signature=lambda _: False,
    records=read_text,
    count=one,
    one_article=True,
    rank=9,
)

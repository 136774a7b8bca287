"""How the input is to be read: one frozen value, so that it can travel and be written to the manifest."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from audit.errors import SettingsError

FIELDS = ("article_id", "outlet", "title", "text", "published", "authors", "url", "section", "language", "wire")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """Everything a user can say about the input.

    Attributes
    ----------
    format
        name of the format of every file (``text``, ``html``, ``jsonl``, ``csv`` …); None: recognised file by file.
    mapping
        our field → the input's column, such as ``{"text": "Body"}``; a dot walks into nested JSON (``"text": "content.body"``).
    clean
        cut clutter and mend damaged characters; False stores texts code point for code point.
    outlet
        outlet of records that name none; None: taken from the url, else the folder, else ``unknown``.
    max_chars
        longest text accepted, in code points.
    encoding
        character encoding of every file; None: recognised.
    check_language
        refuse texts that are surely not English.
    day_first
        how to read 03/04/2016: True is 3 April, False March 4, None asks the table's other dates and leaves it empty where
        these do not tell.
    """

    format: str | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    clean: bool = True
    outlet: str | None = None
    max_chars: int = 1_000_000
    encoding: str | None = None
    check_language: bool = True
    day_first: bool | None = None

    def __post_init__(self) -> None:
        """Refuse options that mean nothing."""
        for name in self.mapping:
            if name not in FIELDS:
                raise SettingsError(
                    f"--map {name}={self.mapping[name]}: {name!r} is no field (fields: {', '.join(FIELDS)}); "
                    "write the field left of the equals sign and the column of your file right of it"
                )
        if self.max_chars < 1:
            raise SettingsError(f"max_chars is {self.max_chars}; it must be 1 or more")
        if self.encoding is not None:
            try:
                "a".encode(self.encoding)
            except (LookupError, ValueError) as error:
                raise SettingsError(
                    f"encoding {self.encoding!r} is not known; common ones are utf-8, cp1252, utf-16"
                ) from error

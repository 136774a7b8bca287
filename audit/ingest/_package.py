"""Opening the package that a workbook is: what is needed of it, and what else in it is damaged."""

from typing import Any, BinaryIO

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.worksheet._read_only import ReadOnlyWorksheet


class Package(ExcelReader):  # type: ignore[misc, unused-ignore]
    """openpyxl's reader without the parts that hold no articles, such as themes and properties.

    Sheets and formats that cannot be read are left out, and named in ``damaged`` with what was wrong; damage to what all sheets
    need is raised.
    """

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__(stream, read_only=True, data_only=True, keep_links=False)
        self.damaged: dict[str, Exception] = {}

    def read(self) -> None:
        """Read the texts that cells share, the formats and the list of sheets."""
        self.read_manifest()
        self.read_strings()
        self.read_workbook()
        try:
            apply_stylesheet(self.archive, self.wb)
        except Exception as error:  # noqa: BLE001 - openpyxl names no errors of its own
            self.damaged["the formats, by which days are told from numbers,"] = error
        self.read_worksheets()

    def read_worksheets(self) -> None:
        """Open each sheet with rows."""
        for sheet, part in self.parser.find_sheets():
            if "chartsheet" in part.Type:
                continue
            try:
                self.wb._sheets.append(self._opened(sheet, part.target))  # noqa: SLF001 - as openpyxl itself does
            except Exception as error:  # noqa: BLE001 - openpyxl names no errors of its own
                self.damaged[f"sheet {sheet.name!r}"] = error

    def _opened(self, sheet: Any, part: str) -> ReadOnlyWorksheet:
        found = ReadOnlyWorksheet(self.wb, sheet.name, part, self.shared_strings)
        found.sheet_state = sheet.state
        return found

"""Tables of articles: comma-separated values as spreadsheets write them, with names in the first row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from digests.formats.jsonl import BadLine, Record, read_row
from digests.models.texts import RawText
from digests.text.encodings import decode

_LONGEST_CELL = 1_000_000
_SEPARATORS = ",;\t|"
_TOLD_SEPARATOR = re.compile(r"\"?sep=(.)\"?\r?\n", re.IGNORECASE)  # a spreadsheet's first line


def read_table(content: bytes) -> Iterator[tuple[int, RawText | Record | BadLine]]:
    """Each row's article with the number of its last line; columns are named as in JSON lines."""
    text = decode(content)
    if text is None:
        yield 1, BadLine("in an unknown encoding")
        return
    csv.field_size_limit(_LONGEST_CELL)
    text = text.removeprefix("\ufeff")
    told = _TOLD_SEPARATOR.match(text)
    text = text[told.end() :] if told else text
    first = text.partition("\n")[0]
    separator = told[1] if told else max(_SEPARATORS, key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    names: list[str] | None = None
    for row in _read(rows):
        if isinstance(row, BadLine):
            yield rows.line_num, row
        elif names is None:
            names = [name.strip().lower() for name in row]
            if "text" not in names:
                break
        elif any(cell.strip() for cell in row):
            cells = {name: cell for name, cell in zip(names, row, strict=False) if cell.strip()}
            yield rows.line_num, read_row({k: v for k, v in cells.items() if k != "origins"})
    if names is None or "text" not in names:
        yield 1, BadLine("no column is called text")


def _read(rows: Iterator[list[str]]) -> Iterator[list[str] | BadLine]:
    """Each row; a bad row does not end the reading."""
    while True:
        try:
            yield next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield BadLine(f"no row of a table: {error}")

"""Tables of articles: comma-separated values as spreadsheets write them, with names in the first row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from digests.encodings import decode
from digests.models import RawText
from digests.records import BadLine, Record, read_row

_LONGEST_CELL = 1_000_000
_SEPARATORS = ",;\t"


def read_table(content: bytes) -> Iterator[tuple[int, RawText | Record | BadLine]]:
    """Each row's article with the number of its (last) line; the columns are called as in lines of JSON."""
    text = decode(content)
    if text is None:
        yield 1, BadLine("in an unknown encoding")
        return
    csv.field_size_limit(_LONGEST_CELL)
    first = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=first.count)
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=separator)
    try:
        names = [name.strip().lower() for name in next(rows, [])]
        if "text" not in names:
            yield 1, BadLine("no column is called text")
            return
        for row in rows:
            if any(cell.strip() for cell in row):
                cells = {name: cell for name, cell in zip(names, row, strict=False) if cell.strip()}
                yield rows.line_num, read_row({k: v for k, v in cells.items() if k != "origins"})
    except csv.Error as error:
        yield rows.line_num, BadLine(f"no row of a table: {error}")

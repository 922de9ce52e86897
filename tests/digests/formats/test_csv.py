"""Tables as spreadsheets write them."""

from __future__ import annotations

import pytest

from digests.formats.csv import read_table
from digests.formats.jsonl import BadLine
from digests.models.texts import RawText


@pytest.mark.parametrize(
    "table",
    [
        "title,text\nИмя,Текст",
        "\ufeffTitle;TEXT\r\nИмя;Текст\r\n",
        "title\ttext\nИмя\tТекст\n",
        "title|text\nИмя|Текст\n",
        "sep=;\r\ntitle;text\r\nИмя;Текст\r\n",
        '"title","text"\r"Имя","Текст"\r',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_separators_and_line_ends(table: str, encoding: str) -> None:
    ((_, row),) = read_table(table.encode(encoding))
    assert row == RawText("Текст", title="Имя")


def test_a_cell_that_is_too_long_costs_no_other_row() -> None:
    rows = read_table(b"text\n" + b"x" * 2_000_000 + b"\nlast\n")
    (at, bad), (_, last) = rows
    assert (at, isinstance(bad, BadLine), last) == (2, True, RawText("last"))


@pytest.mark.parametrize("table", [b"", b"title\nx", b"sep=;\n"])
def test_what_has_no_texts(table: bytes) -> None:
    ((at, row),) = read_table(table)
    assert (at, row) == (1, BadLine("no column is called text"))

"""Writes a document as a single page of HTML, which needs no other file and prints well."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from digests.models.documents import (
    Bar,
    Block,
    Cell,
    Contents,
    Document,
    Heading,
    Paragraph,
    Run,
    Runs,
    Table,
    Tile,
    Tiles,
)
from digests.models.texts import Language, is_web_address
from digests.text.characters import printable

STYLE = """
:root { --ink: #1f2933; --faint: #5f6b7a; --accent: #1f4e79; --rule: #c5ced8; --pale: #eef2f6;
  --bar: #9db7d1 }
* { box-sizing: border-box }
body { max-width: 46rem; margin: 2.5rem auto; padding: 0 1.2rem; color: var(--ink); background: #fff;
  font: 1.05rem/1.5 "Times New Roman", Times, serif; overflow-wrap: anywhere }
h1, h2, nav, table, .kicker, .line, .byline, .entry, .note, .tiles {
  font-family: Arial, Helvetica, sans-serif }
h1 { font-size: 1.9rem; line-height: 1.15; margin: 0 0 .6rem }
h2 { font-size: 1.35rem; color: var(--accent); margin: 2.4rem 0 .8rem }
h3 { font: 700 1.05rem/1.3 Arial, Helvetica, sans-serif; margin: 1.8rem 0 .2rem }
p { margin: 0 0 .5rem }
a { color: var(--accent); text-decoration: none }
a:hover { text-decoration: underline }
.kicker { font-size: .75rem; font-weight: 700; letter-spacing: .06em; text-transform: uppercase }
.kicker, .line, .byline, .note { color: var(--faint) }
.line, .byline, .entry, .note { font-size: .82rem; margin-bottom: .2rem }
.title { font: 700 .95rem/1.3 Arial, Helvetica, sans-serif; margin: 1rem 0 .1rem }
.entry, .text { margin-left: 1.1rem }
.text { font-size: .95rem }
.faint { color: var(--faint) }
nav { font-size: .85rem; margin-top: 2rem }
nav p { margin: .2rem 0 }
nav .title { font-size: 1.05rem; color: var(--accent); font-weight: 700 }
nav .one { font-weight: 700; margin-top: .6rem }
nav .two { margin-left: 1.1rem }
nav a { color: inherit }
table { width: 100%; border-collapse: collapse; table-layout: fixed;
  font-size: .78rem; margin: .6rem 0 1.4rem }
th, td { text-align: left; vertical-align: top; padding: .3rem .4rem; border-bottom: 1px solid var(--rule) }
th { background: var(--pale); color: var(--faint); border-top: 1px solid var(--rule) }
.right { text-align: right }
.total td { font-weight: 700 }
.bar { display: block; height: .7rem; margin-top: .15rem; background: var(--bar) }
.tiles { display: flex; gap: .5rem; margin: 0 0 1.2rem }
.tiles div { flex: 1; background: var(--pale); padding: .7rem .9rem; font-size: .82rem }
.tiles strong { display: block; font-size: 1.9rem; line-height: 1.2; color: var(--accent) }
.tiles small { display: block; color: var(--faint) }
@page { size: A4; margin: 2cm 2cm 2cm 2.5cm }
@media print {
  body { max-width: none; margin: 0; padding: 0; font-size: 11pt }
  h2, h3, .title, .byline, .told, th { break-after: avoid }
  .page { break-before: page; margin-top: 0 }
  th, td { padding: .15rem .4rem }
  table { margin: .3rem 0 .8rem }
  tr, .tiles { break-inside: avoid }
  thead { display: table-header-group }
  p { orphans: 2; widows: 2 }
  .bar, .tiles div, th { print-color-adjust: exact; -webkit-print-color-adjust: exact }
}
"""


def write_html(document: Document) -> bytes:
    """The page in UTF-8; every word of a source is escaped."""
    parts = [
        f'<p class="kicker">{_escaped(document.kicker)}</p>' if document.kicker else "",
        f'<h1 dir="auto">{_escaped(document.title)}</h1>',
        *(f'<p class="line" dir="auto">{_escaped(line)}</p>' for line in document.lines),
        *_blocks(document),
    ]
    page = f"""<!doctype html>
<html lang="{document.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>{_escaped(document.title)}</title>
<style>{STYLE}</style>
</head>
<body>
{"".join(f"{part}{chr(10)}" for part in parts if part)}</body>
</html>
"""
    return page.encode("utf-8", "replace")


def _blocks(document: Document) -> Iterator[str]:
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    number = 0
    for block in document.blocks:
        number += isinstance(block, Heading)
        yield _block(block, number, headings)


def _block(block: Block, number: int, headings: list[Heading]) -> str:
    match block:
        case Heading(text, level, page, language):
            tag, begins = f"h{level + 1}", ' class="page"' if page else ""
            return f'<{tag} id="h{number}"{begins}{_spoken(language)} dir="auto">{_escaped(text)}</{tag}>'
        case Paragraph(runs, style, language):
            return f'<p class="{style}"{_spoken(language)} dir="auto">{_runs(runs)}</p>'
        case Contents(title):
            lines = "\n".join(_line(at, heading) for at, heading in enumerate(headings, 1))
            return f'<nav>\n<p class="title">{_escaped(title)}</p>\n{lines}\n</nav>'
        case Table():
            return _table(block)
        case Tiles(tiles):
            return f'<div class="tiles">{"".join(map(_tile, tiles))}</div>'


def _line(number: int, heading: Heading) -> str:
    level = "one" if heading.level == 1 else "two"
    return f'<p class="{level}" dir="auto"><a href="#h{number}">{_escaped(heading.text)}</a></p>'


def _tile(tile: Tile) -> str:
    figure, label, note = map(_escaped, (tile.figure, tile.label, tile.note))
    return f"<div><strong>{figure}</strong>{label}<small>{note}</small></div>"


def _table(table: Table) -> str:
    widths = "".join(f'<col style="width:{column.width:.1%}">' for column in table.columns)
    head = "".join(f"<th{_side(column.side)}>{_escaped(column.title)}</th>" for column in table.columns)
    rows = "\n".join(
        f"<tr{_total(table, number)}>{''.join(_cells(table, row))}</tr>"
        for number, row in enumerate(table.rows, 1)
    )
    return (
        f"<table>\n<colgroup>{widths}</colgroup>\n<thead><tr>{head}</tr></thead>\n"
        f"<tbody>\n{rows}\n</tbody>\n</table>"
    )


def _total(table: Table, number: int) -> str:
    return ' class="total"' if table.total and number == len(table.rows) else ""


def _cells(table: Table, row: tuple[Cell, ...]) -> Iterator[str]:
    for column, value in zip(table.columns, row, strict=True):
        if isinstance(value, Bar):
            bar = f'<span class="bar" style="width:{value.share:.1%}"></span>' if value.share > 0 else ""
            yield f"<td>{bar}</td>"
        else:
            yield f'<td{_side(column.side)} dir="auto">{_runs(value)}</td>'


def _side(side: str) -> str:
    return ' class="right"' if side == "right" else ""


def _spoken(language: Language | None) -> str:
    return f' lang="{language}"' if language and language != "unknown" else ""


def _runs(runs: Runs) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    words = _escaped(run.text).replace("\n", "<br>")
    words = f"<b>{words}</b>" if run.strong else words
    words = f'<span class="faint">{words}</span>' if run.faint else words
    if run.link and is_web_address(run.link):
        return f'<a href="{_escaped(run.link)}" rel="noopener">{words}</a>'
    return words


def _escaped(text: str) -> str:
    return escape(printable(text))

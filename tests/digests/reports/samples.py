"""A document with all that comes in from strangers."""

from __future__ import annotations

from datetime import UTC, datetime

from digests.models.documents import (
    Bar,
    Column,
    Contents,
    Document,
    Heading,
    Paragraph,
    Run,
    Table,
    Tile,
    Tiles,
)

NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
STRANGE = (
    '<b>Мост</b> & "мост"',
    "управляющий\x00\x08\x7f символ",
    "половина \ud83d пары и \ufffe\uffff",
    "\u202eперевёрнутый\u202e текст",
    "خبر عاجل من ألماتي",
    "Ш" * 400,
    "https://example.kz/" + "a" * 300,
    "ӘҒҚҢӨҰҮҺІ әғқңөұүһі",
    '{page} \\o "1-2" ]]>',
    "",
)


def document(*blocks: object, title: str = "Мосты") -> Document:
    return Document(
        title=title,
        kicker="Обзор СМИ",
        lines=("Период: неделя",),
        header="Обзор СМИ · Мосты",
        page="Страница {page} из {pages}",
        language="ru",
        blocks=blocks,  # type: ignore[arg-type]
    )


NO_ADDRESSES = (
    "javascript:alert(1)",
    "https://[ends",
    "https://gov.kz@ends",
    "https://a\u2100ends",
    "https://",
)


def strange_document() -> Document:
    link = "https://example.kz/?a=1&b=\"<>'\x00 ы"
    rows = tuple(
        ((Run(words, link),), Bar(1.5 if at % 2 else 0), (Run(words),)) for at, words in enumerate(STRANGE)
    )
    columns = (Column("А", 0.5), Column("", 0.2), Column(STRANGE[0], 0.3, "right"))
    return document(
        Contents("Содержание"),
        Tiles((Tile(*STRANGE[:3]), Tile("1", "2", ""))),
        *(Heading(words, 2) for words in STRANGE),
        *(Paragraph((Run(words, link, strong=True), Run(words)), "told", "kk") for words in STRANGE),
        *(Paragraph((Run("x", address),)) for address in NO_ADDRESSES),
        Table(columns, rows, total=True),
        title=STRANGE[0],
    )

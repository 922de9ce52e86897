"""What a review says, in three languages."""

from __future__ import annotations

import pytest

from bot.i18n import INTERFACE_LANGUAGES
from digests.models.documents import Document, Heading, Paragraph, Table, Tiles
from digests.models.reports import PeriodFigures, ReviewWish
from digests.models.texts import Language
from tests.reports.samples import BRIDGE, LIBRARY, sample_review


def lines_of(document: Document) -> list[str]:
    lines = [document.kicker, document.title, *document.lines, document.header]
    for block in document.blocks:
        match block:
            case Heading(text):
                lines.append(text)
            case Paragraph(runs):
                lines.append("".join(run.text for run in runs).strip())
            case Tiles(tiles):
                lines += [f"{tile.figure} {tile.label} ({tile.note})" for tile in tiles]
            case Table(_, rows):
                lines += [
                    " | ".join("".join(run.text for run in cell) for cell in row if isinstance(cell, tuple))
                    for row in rows
                ]
    return lines


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "ru",
            [
                "«мост»",
                "Период: 23 февраля 2026, 09:00 – 2 марта 2026, 09:00, Алматы",
                "4 публикации, 4 источника",
                "4 публикации (за 7 дней до этого: 2 (+100 %))",
                "3 публикации, 3 источника",
                "Воскресенье, 1 марта | 4 | 4 | 1 | 3",
                "Первая публикация: Шамшырақ, 1 марта, 13:00",
                "1 марта, 13:05 · Өлке үні · Атырауда көпір ашылды",
                "замечено 1 марта, 14:00 · Копия · перепечатка",
                "Первая публикация: Курьер, замечено 1 марта, 13:09",
            ],
        ),
        (
            "en",
            [
                "“мост”",
                "Period: 23 February 2026, 09:00 – 2 March 2026, 09:00, Алматы",
                "4 publications, 4 sources",
                "4 publications (the 7 days before: 2 (+100%))",
                "First published by Шамшырақ, 1 March, 13:00",
                "seen on 1 March, 14:00 · Копия · reprint",
            ],
        ),
        (
            "kk",
            [
                "«мост»",
                "Кезең: 2026 ж. 23 ақпан, 09:00 – 2026 ж. 2 наурыз, 09:00, Алматы",
                "4 жарияланым, 4 дереккөз",
                "4 жарияланым (бұған дейінгі 7 күнде: 2 (+100%))",
                "Алғаш жариялаған: Шамшырақ, 1 наурыз, 13:00",
                "Алғаш жариялаған: Курьер, байқалған уақыты: 1 наурыз, 13:09",
            ],
        ),
    ],
)
def test_a_review_says_who_was_first_who_followed_and_how_much_there_was(
    language: Language, expected: list[str]
) -> None:
    wish = ReviewWish(words="мост", language=language)
    lines = [
        line.replace("\xa0", " ") for line in lines_of(sample_review(wish, before=PeriodFigures(2, 2, 2)))
    ]
    assert [line for line in expected if line not in lines] == []


def test_what_is_told_stands_in_the_words_of_its_sources_with_their_names() -> None:
    lines = lines_of(sample_review())
    assert "Мост через Урал длиной 700 метров. [Шамшырақ]" in lines


def test_full_texts_come_where_they_are_wanted_and_kept() -> None:
    texts = {0: "Первый абзац.\n\nВторой абзац.", 9: ""}
    lines = lines_of(sample_review(ReviewWish(texts=True), texts=texts))
    at = lines.index("Полный текст: Шамшырақ")
    assert lines[at + 1 : at + 3] == ["Первый абзац.", "Второй абзац."]
    assert "Полный текст больше не хранится; он доступен по ссылке." in lines
    assert "Первый абзац." not in lines_of(sample_review(texts=texts))


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_by_source_each_source_has_its_part(language: Language) -> None:
    lines = lines_of(sample_review(ReviewWish(language=language, grouping="source")))
    assert {"Шамшырақ (1)", "Өлке үні (1)", "Курьер (1)", "Копия (1)"} <= set(lines)


def test_the_table_leads_from_each_publication_to_its_story() -> None:
    table = sample_review().blocks[-1]
    assert isinstance(table, Table)
    (first, *_) = table.rows
    assert ["".join(run.text for run in cell) for cell in first if isinstance(cell, tuple)] == [
        *("1", "1 марта, 13:00", "Шамшырақ", "В Атырау открыли мост", "1")
    ]
    assert len(table.rows) == sum(len(each.origins) for story in (BRIDGE, LIBRARY) for each in story.articles)

"""A small newsroom's review, laid out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.i18n import speak
from bot.reports.layout import lay_out
from digests.models.documents import Document
from digests.models.reports import PeriodFigures, ReviewWish
from digests.models.stories import Article, Origin, Story
from digests.models.texts import Language, Published, SummarySentence
from digests.reports.media_review import media_review

UNTIL = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)  # Monday, 09:00 in Almaty
NOON = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)


def report(
    number: int, headline: str, text: str, *sources: str, language: Language = "ru", dated: bool = True
) -> Article:
    at = NOON + timedelta(minutes=number)
    return Article(
        id=number,
        headline=headline,
        language=language,
        published=Published(at) if dated else None,
        added=at,
        summary=(SummarySentence(text, 0),),
        origins=tuple(
            Origin(name, f"https://example.kz/{number}/{n}", at + timedelta(hours=n))
            for n, name in enumerate(sources)
        ),
    )


BRIDGE = Story(
    1,
    (
        report(0, "В Атырау открыли мост", "Мост через Урал длиной 700 метров.", "Шамшырақ", "Копия"),
        report(
            5, "Атырауда көпір ашылды", "Жайық арқылы салынған көпір 700 метр.", "Өлке үні", language="kk"
        ),
    ),
)
LIBRARY = Story(2, (report(9, "Библиотека переехала", "Фонд перевезли за два дня.", "Курьер", dated=False),))


def sample_review(
    wish: ReviewWish = ReviewWish(words="мост"),
    *stories: Story,
    before: PeriodFigures = PeriodFigures(),
    texts: dict[int, str] | None = None,
) -> Document:
    since = UNTIL - timedelta(days=wish.days)
    review = media_review(
        stories or (BRIDGE, LIBRARY), wish, before, zone="Asia/Almaty", since=since, until=UNTIL
    )
    say = speak(wish.language)
    return lay_out(review, wish, say, zone="Asia/Almaty", zone_name="Алматы", texts=texts or {})

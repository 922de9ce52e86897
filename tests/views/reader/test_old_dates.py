"""An article whose own date is over three days back says it wherever it is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.i18n import INTERFACE_LANGUAGES, speak
from bot.views.common.context import RenderContext
from bot.views.common.html import plain_text
from bot.views.common.message import Message
from bot.views.common.origin import EDITION, DigestPeriod, FromTopic
from bot.views.reader.corrected import correction_note
from bot.views.reader.digest import edition_message, rest_page
from bot.views.reader.overview import overview_message
from bot.views.reader.saved import SavedPage, saved_message
from bot.views.reader.search import FoundStory, SearchedWords, SearchResults, found_message
from bot.views.reader.story import ToldStory, story_message
from bot.views.reader.topic_menu import no_news_of_topic
from digests.models.digest import Digest, DigestItem
from digests.models.overviews import Fact, Overview, Passage, Step
from digests.models.stories import Article
from digests.models.texts import Language, Published, TextSpan
from tests.views.samples import NOW, article, item

PLACE = RenderContext(speak("ru"), NOW, "Asia/Almaty", "news_bot")
DAYS = {"ru": "12 сентября", "kk": "12 қыркүйек", "en": "12 September"}
TWO_WEEKS_BACK = Published(NOW - timedelta(days=14))
MONTH = FromTopic("culture", DigestPeriod.at(timedelta(days=30), NOW))
NEW = item(9, article(9, "Ставка выросла."), headline="Ставка выше")


def dated(published: Published | None, *sentences: str) -> Article:
    return replace(article(1, *(sentences or ("Музей открыли.",))), published=published)


def search(told: DigestItem, place: RenderContext) -> Message:
    (each,) = told.story.articles
    found = FoundStory(told.story.id, each, (TextSpan(each.headline),), (TextSpan("слово " * 900),))
    short = replace(found, sentence=(TextSpan("Музей открыли."),))
    return found_message(
        SearchResults((found if "слово" in told.headline else short,), 1), SearchedWords(1, "музей"), place,
        page=0, size=5,
    )  # fmt: skip


def overview(told: DigestItem, place: RenderContext) -> Message:
    (each,) = told.story.articles
    step = Step(each, told.story.id)
    facts = (Fact("Музей открыли.", each, told.story.id), Fact("Вход свободный.", each, told.story.id))
    shown = Overview((Passage((step,), "ru", facts),), (step,), (), 1, 1)
    return overview_message(shown, "Культура", MONTH, place)


SURFACES: dict[str, Callable[[DigestItem, RenderContext], Message]] = {
    "one story": lambda told, place: edition_message(Digest((told,)), place)[0],
    "a digest": lambda told, place: edition_message(Digest((told, NEW)), place)[0],
    "a line": lambda told, place: edition_message(Digest((NEW,), (told,)), place)[0],
    "a step": lambda told, place: edition_message(Digest((replace(NEW, steps=(told,)),)), place)[0],
    "a channel": lambda told, place: edition_message(Digest((told,)), replace(place, kind="channel"))[0],
    "the rest": lambda told, place: rest_page(Digest((NEW,), (), (told,)), place, 0, EDITION),
    "a story": lambda told, place: story_message(ToldStory(told), place),
    "a similar one": lambda told, place: story_message(ToldStory(NEW, similar=(told,)), place),
    "a correction": lambda told, place: correction_note(told, told.headline, place),
    "saved": lambda told, place: saved_message(SavedPage((told,), 1, 0, 1, more=False), place),
    "found": search,
    "found, in little room": lambda told, place: search(replace(told, headline="слово"), place),
    "a topic": overview,
    "a topic's last": lambda told, place: no_news_of_topic(told, "Культура", MONTH, place, is_topic=True),
}


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
@pytest.mark.parametrize("surface", SURFACES)
def test_an_old_article_says_its_date(surface: str, language: Language) -> None:
    message = SURFACES[surface](item(1, dated(TWO_WEEKS_BACK)), replace(PLACE, say=speak(language)))
    assert DAYS[language] in message.text


@pytest.mark.parametrize("surface", sorted(SURFACES.keys() - {"a story"}))
def test_it_says_it_once(surface: str) -> None:
    """A story of one report has its moment with its source in the last line."""
    message = SURFACES[surface](item(1, dated(TWO_WEEKS_BACK)), PLACE)
    assert plain_text(message.text).count("12 сентября") == 1  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "surface", sorted(SURFACES.keys() - {"a story", "found", "found, in little room", "a topic's last"})
)
@pytest.mark.parametrize("published", [None, Published(NOW), Published(NOW - timedelta(hours=72))])
def test_news_says_none(surface: str, published: Published | None) -> None:
    message = SURFACES[surface](item(1, dated(published)), PLACE)
    body, _, _footer = message.text.partition("\n\n<i>")
    assert "сентября" not in body


def test_a_date_is_the_calendar_day_that_the_source_wrote() -> None:
    day = Published(TWO_WEEKS_BACK.at.replace(hour=0, minute=0), "day")
    west = replace(PLACE, zone="America/New_York")
    assert "(12 сентября)" in edition_message(Digest((item(1, dated(day)), NEW)), west)[0].text


def test_of_an_old_report_of_news_the_sentence_says_it() -> None:
    news = replace(article(2, "Билет стоит 500 тенге.", source="Семей таңы", link=None), id=2)
    told = item(1, news, dated(TWO_WEEKS_BACK))
    text = edition_message(Digest((told, NEW)), PLACE)[0].text
    assert "<b>1. Музей открылся</b>\n" in text
    assert 'Музей открыли. <a href="https://gov.kz/1">gov.kz, 12 сентября</a>' in text
    whole = story_message(ToldStory(told), PLACE).text
    assert "Добавляет gov.kz, 12 сентября:" in whole


def test_the_language_and_the_date_share_their_brackets() -> None:
    told = replace(item(1, dated(TWO_WEEKS_BACK)), language="kk")
    assert "(на казахском, 12 сентября)" in edition_message(Digest((told,)), PLACE)[0].text

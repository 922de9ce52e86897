"""Digests after a correction: what changed is told anew, everything else stays as it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.i18n import speak
from bot.playground.markup.parse_html import parse_html
from bot.views.common.context import RenderContext
from bot.views.common.html import Html, fits
from bot.views.common.message import Message
from bot.views.reader.corrected import StoryChange, after_delivery, before_delivery, withdrawal_note
from bot.views.reader.digest import edition_message
from digests.models import Digest, DigestItem, Language
from storage.destinations import ChatKind
from tests.views.samples import NOW, article, item

MUSEUM = item(1, article(1, "Музей открыли в Семее."), article(2, "Вход бесплатный.", source="Семей таңы"))
RATE = item(2, article(3, "Ставка выросла."), headline="Ставка выше")
BRIDGE = item(3, article(4, "Мост закрыли."), headline="Мост закрыт")
FLOOD = item(4, article(5, "Вода ушла."), headline="Паводок кончился")
FIXED = item(2, article(3, "Ставка снизилась."), headline="Ставка ниже")
OF_ALL = Digest((MUSEUM, RATE), (BRIDGE, FLOOD))


Becomes = Callable[[Message, Sequence[StoryChange], RenderContext], Message | None]


def look(kind: ChatKind = "private", language: Language = "ru") -> RenderContext:
    return RenderContext(speak(language), NOW, "Asia/Almaty", "news_bot", kind)


def composed(digest: Digest, kind: ChatKind = "private", language: Language = "ru") -> Message:
    return edition_message(digest, look(kind, language))[0]


def change(told: DigestItem | None, *story_ids: int, articles: int = 1) -> StoryChange:
    return StoryChange(frozenset(story_ids), told, articles)


def words(message: Message) -> list[str]:
    return [button.text for row in message.buttons for button in row]


@pytest.mark.parametrize("kind", ["private", "channel"])
@pytest.mark.parametrize("becomes", [after_delivery, before_delivery])
def test_a_told_story_is_told_anew(kind: ChatKind, becomes: Becomes) -> None:
    old = composed(OF_ALL, kind)
    assert becomes(old, [change(FIXED, 2)], look(kind)) == composed(
        Digest((MUSEUM, FIXED), (BRIDGE, FLOOD)), kind
    )


@pytest.mark.parametrize("kind", ["private", "channel"])
def test_a_story_in_a_line_gets_its_new_headline(kind: ChatKind) -> None:
    fixed = item(3, article(4, "Мост открыт."), headline="Мост открыт")
    new = after_delivery(composed(OF_ALL, kind), [change(fixed, 3)], look(kind))
    assert new == composed(Digest((MUSEUM, RATE), (fixed, FLOOD)), kind)


def test_a_story_that_is_not_named_changes_nothing() -> None:
    old = composed(OF_ALL)
    assert after_delivery(old, [change(None, 9), change(FIXED, 22)], look()) == old


def test_a_line_says_where_a_story_was_withdrawn() -> None:
    new = after_delivery(composed(OF_ALL), [change(None, 2), change(None, 4)], look())
    assert "\n\n2. <i>Новость отозвана редакцией</i>\n\n<b>Коротко</b>\n3. <a " in new.text
    assert "\n4. <i>Новость отозвана редакцией</i>\n\n<i>Пятница" in new.text
    assert words(new) == ["1", "3", "Настроить"]


def test_the_only_story_withdrawn_leaves_a_line() -> None:
    for kind in ("private", "channel"):
        new = after_delivery(composed(Digest((RATE,)), kind), [change(None, 2)], look(kind))
        assert new.text.startswith("<i>Новость отозвана редакцией</i>\n\n<i>Пятница")
    assert words(after_delivery(composed(Digest((RATE,))), [change(None, 2)], look())) == ["Настроить"]


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
@pytest.mark.parametrize("kind", ["private", "channel"])
def test_what_nobody_has_seen_goes_without_withdrawn_stories(kind: ChatKind, language: Language) -> None:
    old = composed(OF_ALL, kind, language)
    new = before_delivery(old, [change(None, 1, articles=2)], look(kind, language))
    assert new is not None
    assert "Музей" not in new.text
    expected = composed(Digest((RATE,), (BRIDGE, FLOOD)), kind, language)
    assert (new.text, words(new)) == (expected.text, words(expected))


def test_the_last_line_takes_its_heading_along() -> None:
    new = before_delivery(composed(OF_ALL), [change(None, 3), change(None, 4)], look())
    assert new is not None
    assert "Коротко" not in new.text
    assert words(new) == ["1", "2", "Настроить"]


def test_nothing_is_left_to_send() -> None:
    assert before_delivery(composed(Digest((RATE,))), [change(None, 2)], look()) is None
    assert before_delivery(composed(Digest((RATE,), (BRIDGE,))), [change(None, 2)], look()) is not None


def test_a_merged_story_is_found_by_the_number_it_had() -> None:
    new = after_delivery(composed(OF_ALL), [change(FIXED, 77, 2)], look())
    assert "Ставка ниже" in new.text
    assert "Ставка выше" not in new.text


def test_a_longer_story_gets_the_room_that_there_is() -> None:
    long = [f"{'слово ' * 80}{n}." for n in range(12)]
    new = after_delivery(composed(OF_ALL), [change(item(2, article(3, *long), headline="Ставка"), 2)], look())
    assert fits(Html(new.text))
    assert "слово" in new.text
    assert "Вся новость" in new.text


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_headline_and_sentence_can_be_replaced(headline: str, sentence: str) -> None:
    old = item(2, article(3, sentence or "Ставка."), headline=headline or "Ставка")
    message = after_delivery(composed(Digest((MUSEUM, old), (BRIDGE,))), [change(FIXED, 2)], look())
    parse_html(message.text)
    assert "Ставка ниже" in message.text
    assert "<b>Коротко</b>\n3. <a " in message.text


def test_a_message_of_its_own_where_one_cannot_be_changed() -> None:
    new = withdrawal_note(FIXED, "", look())
    assert new.text.startswith("<b>Исправление к новости, которую вы уже получили</b>\n\n<b>Ставка ниже</b>")
    assert (
        "отозвала новость, которую вы уже получили: 5 &lt; 6" in withdrawal_note(None, "5 < 6", look()).text
    )

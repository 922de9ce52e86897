"""Digests made again after a correction: what changed is told as it is now, the rest as it was."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.i18n import speak
from bot.playground.markup.parse_html import parse_html
from bot.views.common.context import HeaderFooter, RenderContext
from bot.views.common.html import Html, fits
from bot.views.common.message import Message
from bot.views.reader.corrected import corrected_message, correction_note
from bot.views.reader.digest import edition_message
from digests.composing.rebuild import ArticleText, choices, rebuild
from digests.models.digest import Digest
from digests.models.stories import Article
from digests.models.texts import Language
from digests.models.wishes import ToldStories
from storage.destinations import ChatKind
from tests.views.samples import NOW, article, item

MUSEUM = item(1, article(1, "Музей открыли в Семее."), article(2, "Вход бесплатный.", source="Семей таңы"))
RATE = item(2, article(3, "Ставка выросла.", headline="Ставка выше"), headline="Ставка выше")
BRIDGE = item(3, article(4, "Мост закрыли.", headline="Мост закрыт"), headline="Мост закрыт")
FLOOD = item(4, article(5, "Вода ушла.", headline="Паводок кончился"), headline="Паводок кончился")
LOWER = article(3, "Ставка снизилась.", headline="Ставка ниже")
FIXED = item(2, LOWER, headline="Ставка ниже")
OF_ALL = Digest((MUSEUM, RATE), (BRIDGE, FLOOD))


def look(kind: ChatKind = "private", language: Language = "ru") -> RenderContext:
    return RenderContext(speak(language), NOW, "Asia/Almaty", "news_bot", kind)


def composed(digest: Digest, kind: ChatKind = "private", language: Language = "ru") -> Message:
    return edition_message(digest, look(kind, language))[0]


def articles(digest: Digest) -> list[Article]:
    return [each for told in digest.items for each in told.story.articles]


def again(
    digest: Digest,
    *,
    without: Iterable[int] = (),
    corrected: Article | None = None,
    read: bool = True,
    context: RenderContext | None = None,
) -> Message:
    """The message of a digest after articles were withdrawn, or one was corrected."""
    told = edition_message(digest, context or look())[1]
    texts = {each.id: ArticleText(each) for each in articles(digest) if each.id not in without}
    if corrected is not None:
        texts[corrected.id] = ArticleText(corrected, " ".join(s.text for s in corrected.summary))
    found = rebuild(choices(told, ToldStories(), 30), texts, read=read)
    return corrected_message(found.digest, context or look())


def words(message: Message) -> list[str]:
    return [button.text for row in message.buttons for button in row]


@pytest.mark.parametrize("kind", ["private", "channel"])
@pytest.mark.parametrize("read", [True, False])
def test_a_told_story_is_told_anew(kind: ChatKind, *, read: bool) -> None:
    new = again(OF_ALL, corrected=LOWER, read=read, context=look(kind))
    assert new == composed(Digest((MUSEUM, FIXED), (BRIDGE, FLOOD)), kind)


@pytest.mark.parametrize("kind", ["private", "channel"])
def test_a_story_in_a_line_gets_its_new_headline(kind: ChatKind) -> None:
    opened = article(4, "Мост открыт.", headline="Мост открыт")
    new = again(OF_ALL, corrected=opened, context=look(kind))
    fixed = item(3, opened, headline="Мост открыт")
    assert new == composed(Digest((MUSEUM, RATE), (fixed, FLOOD)), kind)


def test_a_line_says_where_a_story_was_withdrawn() -> None:
    new = again(OF_ALL, without=[3, 5])
    assert "\n\n2. <i>Новость отозвана редакцией</i>\n\n<b>Коротко</b>\n3. <a " in new.text
    assert "\n4. <i>Новость отозвана редакцией</i>\n\n<i>Пятница" in new.text
    assert words(new) == ["1", "3", "Настроить"]


@pytest.mark.parametrize("kind", ["private", "channel"])
def test_the_only_story_withdrawn_leaves_a_line(kind: ChatKind) -> None:
    new = again(Digest((RATE,)), without=[3], context=look(kind))
    assert new.text.startswith("<i>Новость отозвана редакцией</i>\n\n<i>")
    assert "Пятница" in new.text
    assert words(new) == (["Настроить"] if kind == "private" else ["Получать лично"])


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
@pytest.mark.parametrize("kind", ["private", "channel"])
def test_what_nobody_has_seen_goes_without_withdrawn_stories(kind: ChatKind, language: Language) -> None:
    new = again(OF_ALL, without=[1, 2], read=False, context=look(kind, language))
    assert "Музей" not in new.text
    assert new == composed(Digest((RATE,), (BRIDGE, FLOOD)), kind, language)


def test_the_last_line_takes_its_heading_along() -> None:
    new = again(OF_ALL, without=[4, 5], read=False)
    assert "Коротко" not in new.text
    assert words(new) == ["1", "2", "Настроить"]


def test_a_longer_story_gets_the_room_that_there_is() -> None:
    long = article(3, *[f"{'слово ' * 160}{n}." for n in range(4)], headline="Ставка")
    short = replace(long, summary=tuple(replace(s, text=f"Слово {s.position}.") for s in long.summary))
    texts = {each.id: ArticleText(each) for each in articles(OF_ALL)}
    body = " ".join(f"Слово {'слово ' * 400}{n}." for n in range(4))
    texts[3] = ArticleText(replace(long, summary=()), body, (" ".join(s.text for s in short.summary),))
    digest = Digest((MUSEUM, item(2, short, headline="Ставка")), (BRIDGE, FLOOD))
    chosen = choices(digest, ToldStories(), 30)
    found = corrected_message(rebuild(chosen, texts, read=True).digest, look())
    assert fits(Html(found.text))
    assert "Паводок кончился" in found.text
    assert "Вся новость" in found.text


def test_a_corrected_digest_keeps_its_own_lines() -> None:
    framed = replace(look("channel"), frame=HeaderFooter("Вести · <b>", "1. <a href=x>?start=s2"))
    assert again(OF_ALL, context=framed) == edition_message(OF_ALL, framed)[0]
    assert again(OF_ALL, without=[3], context=framed).text.endswith("1. &lt;a href=x&gt;?start=s2")


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_headline_and_sentence_can_be_replaced(headline: str, sentence: str) -> None:
    """Also one that looks like what surrounds it."""
    was = article(3, sentence or "Ставка.", headline=headline or "Ставка")
    digest = Digest((MUSEUM, item(2, was, headline=was.headline)), (BRIDGE,))
    message = again(digest, corrected=LOWER)
    parse_html(message.text)
    assert message == composed(Digest((MUSEUM, FIXED), (BRIDGE,)))


def test_a_message_of_its_own_where_one_cannot_be_changed() -> None:
    new = correction_note(FIXED, "", look())
    assert new.text.startswith("<b>Исправление к новости, которую вы уже получили</b>\n\n<b>Ставка ниже</b>")
    assert (
        "отозвала новость, которую вы уже получили: 5 &lt; 6" in correction_note(None, "5 < 6", look()).text
    )

"""Presses every button and opens every link that can be reached, in every language and kind of chat.

The news are in the language that is spoken: whatever is said in another one was left untranslated.
"""

from __future__ import annotations

import logging
import re
from collections import Counter, deque
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from typing import get_args

import pytest

from bot.editions import error_reports
from bot.editions.error_reports import ErrorReports
from bot.editions.planner import Planner
from bot.i18n import INTERFACE_LANGUAGES, LOCALES, speak
from bot.intake import story_edits
from bot.playground.world.messages import Message
from bot.playground.world.person import Person
from bot.playground.world.view import View
from bot.samples.newsroom import load_samples
from bot.settings import Settings
from bot.telegram.sending import pacer
from bot.views.common.buttons import BUTTONS
from bot.views.common.html import Html, plain_text
from bot.views.common.message import PAIRED_BUTTON_CHARACTERS
from bot.views.owner.buttons import OpenDraftItems
from bot.views.reader.buttons import ChooseLanguage, SwitchPostLanguage
from bot.views.reader.start import welcome
from digests.formats.publishers import publishers
from digests.models.stories import ModelChoice, Origin
from digests.models.texts import Language, PublishersLanguage
from storage import (
    approvals,
    channel_sources,
    destinations,
    edition_contents,
    editions,
    model_choices,
    people,
    preferences,
    saved_stories,
    schedules,
    stories,
)
from storage.approvals import EditionDraft
from storage.channel_sources import ChannelSource
from storage.destinations import Address, ChatKind
from storage.edition_contents import EditionStory
from storage.editions import NewEdition
from storage.model_choices import QueuedStory
from storage.preferences import Preferences
from storage.rows import fetch_all
from tests.loopback_web import Web
from tests.storage.conftest import NOW
from tests.telegram.conftest import Newsroom, SameProcess
from tests.telegram.handlers.admin.test_admin import fails

STORIES = frozenset(sample.story for sample in load_samples(NOW))
TYPED = (
    "no sport", "/start", "/help", "/settings", "/digest", "/digest 7d", "/digest 1h", "/topics", "/topic",
    "/topic Тараз 30d", "/subscribe 08:00", "/time", "/time 99", "/timezone", "/timezone Нарния", "/language",
    "/language эльфийский", "/pause", "/resume", "/unsubscribe", "/articles", "/article 1", "/add",
    "/add https://example.org", "/edit", "/edit 1", "/retract 1", "/start s1", "/start s999",
    "/start t_culture", "/start settings", "/chats", "/start d2", "/nothing", "🙂", "/digest soon",
    "/admin", "/topic_new RFC: rfc, ietf", "/topic_edit", "/topic_edit RFC", "/topic_new", "/topics rfc",
    "/follow RFC", "/follow", "/follow 🙂", "/unfollow RFC", "/unfollow ietf",
    "/mute RFC", "/mute", "/mute 🙂", "/mute sport", "/unmute RFC", "/unmute ietf", "не присылай про RFC",
    "/privacy", "/export", "/forget", "/search", "/search Тараз", '/search "Нарния Нарния" -Тараз 7d',
    "/start s2", "/saved", "/history", "/preview", "/preview 1h", "/preview soon", "/log", "/log 1", "/log 0",
    "/digset RFC", "/вшпуые", "/topik 1", "хочу в 8 утра", "стоп", "спасибо", "Нарния Нарния",
    "/editors", "/invite", "/ban 5002", "/clip", "/clip RFC 7d", "/stats", "/health", "/backup", "/broadcast",
)  # fmt: skip
NAMES = {"қазақша", "русский", "english", "newsdigest_bot", "нарния", "эльфийский", "markdown", "html"}


@pytest.fixture(autouse=True)
async def nothing_is_refused(newsroom: Newsroom, caplog: pytest.LogCaptureFixture) -> AsyncIterator[None]:
    caplog.set_level(logging.WARNING)
    yield
    assert [record.getMessage() for record in caplog.records] == []
    refused = [call.error for call in newsroom.telegram.journal.calls(ok=False)]
    assert [error for error in refused if "message is not modified" not in error] == []


@pytest.fixture
def backups(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Into a folder whose name, which is shown, has no word of any language."""
    settings.backup_dir = tmp_path_factory.mktemp("1")


@pytest.fixture
def feeds_of_chats(settings: Settings) -> None:
    """At an address without a word of any language."""
    settings.http_port, settings.public_url = 8080, "https://1.example"


@pytest.fixture
def many_messages_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    """For more come to one chat than to any reader's."""
    monkeypatch.setattr(pacer, "PRIVATE", (1000, 1.0))


@dataclass(frozen=True, slots=True)
class Walk:
    """Somebody who presses whatever is shown, and waits for the end of what each press does."""

    newsroom: Newsroom
    person: Person
    language: Language
    pressed: Counter[tuple[str, ...]] = field(default_factory=Counter)

    async def types(self, text: str) -> Message:
        """The first answer."""
        self.person.catch_up()
        await self.person.writes(text)
        await self.newsroom.idle()
        return await self.person.receives()

    async def presses(self, message: Message, data: str) -> list[Message]:
        """The message as it is now, and what came after it."""
        self.pressed.update(parts_of(data))
        known = len(self.person.by_bot)
        await self.person.presses_data(message, data)
        await self.newsroom.idle()
        new = self.person.by_bot[known:]
        assert message.buttons or new, f"{data} is a dead end: {message.text}"
        return [message, *new]

    async def presses_all(self, first: Message) -> None:
        """Every button of the message, of what it becomes and of what comes after it."""
        waiting = deque(seen(first, self.language))
        while waiting:
            message, data = waiting.popleft()
            if self.is_new(data):
                for shown in await self.presses(message, data):
                    waiting.extend(seen(shown, self.language))

    def is_new(self, data: str) -> bool:
        """Whether some part of it was not pressed yet, or in Russian the action not twice: another language
        only says it in other words.
        """
        action, *_ = parts_of(data)
        if data == "1:forget" or leads_to_another_language(data, self.language):
            return False
        again = self.language == "ru" and self.pressed[action] < 2
        return again or any(part not in self.pressed for part in parts_of(data))


@pytest.mark.usefixtures("backups", "feeds_of_chats", "many_messages_a_second")
@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
async def test_every_button_does_something(
    newsroom: Newsroom, editor: Person, language: Language, site: Web
) -> None:
    walk = Walk(newsroom, editor, language)
    await newsroom.has(*STORIES, languages=[language])
    await newsroom.intake.seen_at(1, Origin("RFC", "https://example.org/rfc", newsroom.telegram.now()))
    await walk.types(f"/language {language}")
    await owns_a_group(newsroom, editor, language)
    await opens_what_is_kept_back(walk)
    await drops_a_drafts_story(walk)
    first, second = texts(language)
    old = f"Дата: {newsroom.telegram.now() - timedelta(days=9):%d.%m.%Y}\n\n{second}"
    for typed in (
        first,
        old,
        f"/edit 1 {first}\n\n{max(second.splitlines(), key=len)}",
        *feeds(site),
        *TYPED,
        f"/add Embargo: 03.03.2099, 15:00\n\n{second}\n\n{max(first.splitlines(), key=len)}",
    ):
        await walk.presses_all(await walk.types(typed))
    await walk.types("/broadcast 1")
    await walk.presses_all(await editor.receives())
    await walk.presses_all(await walk.types("/broadcast"))  # with one that is on its way
    async with newsroom.db.transaction() as tx:
        await people.set_adds_at_once(tx, editor.id, False)
    await editor.uploads_album([("1.txt", f"{old}\n\n{first}".encode()), ("2.doc", b"1")])
    await newsroom.idle()
    await walk.presses_all(editor.by_bot[-1])
    for card in await reported(newsroom, editor):
        await walk.presses_all(card)
    await walk.presses_all(await offered_less(walk))
    await walk.presses_all(await chosen_by_a_model(walk))
    assert {part[0] for part in walk.pressed} | {"forget"} == BUTTONS.names
    await forgets(editor, language)
    assert speak(language)("failed") not in [message.text for message in editor.by_bot]


async def offered_less(walk: Walk) -> Message:
    """What of a story may come no more, where no source is read alone."""
    async with walk.newsroom.db.transaction() as tx:
        own = await destinations.at(tx, Address(walk.person.id))
        assert own is not None
        await preferences.put(tx, own.id, Preferences())
    story = await walk.types("/start s1")
    await walk.presses(story, "1:hide:1:-")
    return story


async def chosen_by_a_model(walk: Walk) -> Message:
    """A story of which a model chose the sentences."""
    now = walk.newsroom.telegram.clock.now()
    async with walk.newsroom.db.transaction() as tx:
        await model_choices.switch(tx, on=True)
        choice = ModelChoice(walk.language, "then", 1, ())
        await model_choices.put(tx, QueuedStory(1, walk.language, 0, 0), choice.version, choice, now)
    return await walk.types("/start s1")


async def drops_a_drafts_story(walk: Walk) -> None:
    """Before the draft is published, which ends it."""
    card = await walk.types("/chats")
    await walk.presses(card, BUTTONS.encode(OpenDraftItems(1)))
    await walk.presses(*seen(card, walk.language)[0])


async def opens_what_is_kept_back(walk: Walk) -> None:
    """Of all sources, for as long as it takes."""
    async with walk.newsroom.db.transaction() as tx:
        every = await fetch_all(tx, "SELECT name FROM sources")
        await preferences.put(tx, 1, Preferences(sources=tuple(row["name"] for row in every)))
    digest = await walk.types("/digest")
    await walk.presses(*seen(digest, walk.language)[-1])
    assert len(seen(digest, walk.language)) > 1
    async with walk.newsroom.db.transaction() as tx:
        await preferences.put(tx, 1, Preferences())


async def reported(newsroom: Newsroom, editor: Person) -> list[Message]:
    """The cards of a story with one article and of one with several, in which somebody has found an error."""
    now = newsroom.telegram.clock.now()
    async with newsroom.db.read() as db:
        own = await destinations.at(db, Address(editor.id))
        single, *two = await stories.newest_ids(db, INTERFACE_LANGUAGES, until=now, limit=3)
    assert own is not None
    merged = await story_edits.merge(newsroom.db, two[0], two[1])
    assert merged is not None
    reports = ErrorReports(newsroom.db, {editor.id})
    cards: list[Message] = []
    await reports.step(now)
    for story_id in (single, merged.kept):
        await error_reports.reject(newsroom.db, story_id, now)
        assert await error_reports.report(newsroom.db, story_id, own, "facts", now)
    await reports.step(now)
    async with newsroom.delivering():
        while len(cards) < 2:
            message = await editor.receives()
            if {f"1:rejectreports:{each}" for each in (single, merged.kept)} & set(callbacks(message)):
                cards.append(message)
    return cards


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
@pytest.mark.parametrize("kind", ["group", "topic", "channel"])
async def test_every_link_in_public_leads_on(
    newsroom: Newsroom, editor: Person, kind: str, language: Language
) -> None:
    place, thread = newsroom.telegram.group("Чат", owner=editor, forum=kind == "topic"), None
    if kind == "topic":
        thread = place.opens_topic("Жаңалықтар").id
    view: View = newsroom.telegram.channel("Арна", owner=editor) if kind == "channel" else place
    await subscribe(
        newsroom, Address(view.id, thread or 0), "channel" if kind == "channel" else "group", language
    )
    await editor.writes(f"/language {language}")
    await editor.receives()
    await newsroom.has(*STORIES, languages=[language])
    if kind != "channel":
        for typed in ("/digest", "/help", "/start", "/settings", "/pause", "/articles", "/search", "/saved"):
            await editor.writes(f"{typed}@newsdigest_bot", place=place, thread=thread)
            answer = await view.receives()
            assert answer.thread == thread
    tomorrow = newsroom.telegram.clock.move(timedelta(days=1))
    await Planner(newsroom.db, SameProcess(), "newsdigest_bot").plan_due(tomorrow)
    async with newsroom.delivering():
        await view.receives(thread=thread)
    for message in view.by_bot:
        assert untranslated(message, language) == []
        assert [button for row in message.inline_keyboard for button in row if "url" not in button] == []
        for link in own_links(message):
            await editor.opens(link)
            answer = await editor.receives()
            assert answer.buttons
            assert untranslated(answer, language) == []


async def forgets(person: Person, language: Language) -> None:
    """Last of all: whoever is forgotten begins anew, in the language of their Telegram."""
    await person.writes("/forget")
    question = await person.receives()
    await person.presses_data(question, "1:forget")
    assert untranslated(question, language) == []
    assert question.text == speak(language)("forget-done")


def seen(message: Message, language: Language) -> list[tuple[Message, str]]:
    """Its buttons, as they are now: the next press changes them."""
    assert untranslated(message, language) == []
    return [(message, data) for data in callbacks(message)]


def callbacks(message: Message) -> list[str]:
    buttons = [button for row in message.inline_keyboard for button in row]
    assert all(len(button["text"]) <= 40 for button in buttons), message.buttons
    beside = [each["text"] for row in message.inline_keyboard if len(row) > 1 for each in row]
    assert [words for words in beside if len(words) > PAIRED_BUTTON_CHARACTERS] == [], "a phone cuts them off"
    return [button["callback_data"] for button in buttons if "callback_data" in button]


def parts_of(data: str) -> list[tuple[str, ...]]:
    """Its action, and each word that stands at a place of it; a number is as good as any other.

    Where a row chooses a topic, a language, an order and a form, all combinations of them are too many.
    """
    assert BUTTONS.decode(data) is not None, data
    _, action, *arguments = data.split(":")
    words = ("number" if each[0].isdigit() else each for each in arguments)
    return [(action,), *((action, str(place), word) for place, word in enumerate(words))]


def leads_to_another_language(data: str, language: Language) -> bool:
    press = BUTTONS.decode(data)
    return isinstance(press, ChooseLanguage | SwitchPostLanguage) and press.language != language


def own_links(message: Message) -> set[str]:
    return {link for link in message.links if "t.me/newsdigest_bot" in link}


def texts(language: Language) -> list[str]:
    """Longer versions of two sample articles."""
    found = [sample.raw.text for sample in load_samples(NOW) if sample.language == language][:2]
    return [text + "\n\n" + text.splitlines()[-1] for text in found]


async def subscribe(newsroom: Newsroom, address: Address, kind: ChatKind, language: Language) -> None:
    """As the owner of a group or a channel will."""
    now = newsroom.telegram.now()
    async with newsroom.db.transaction() as tx:
        number = await destinations.add(tx, address, kind, language=language, zone="Asia/Almaty", now=now)
        await schedules.put(
            tx,
            number,
            "09:00",
            weekdays=127,
            zone="Asia/Almaty",
            next_run=now + timedelta(hours=23, minutes=59),
        )


async def owns_a_group(newsroom: Newsroom, owner: Person, language: Language) -> None:
    group = newsroom.telegram.group("1", owner=owner)
    async with newsroom.db.transaction() as tx:
        number = await destinations.add(
            tx,
            Address(group.id),
            "group",
            language=language,
            zone="Asia/Almaty",
            now=newsroom.telegram.now(),
            title="1",
            owner_id=owner.id,
        )
        await preferences.put(tx, number, Preferences(heading="1"))
        now = newsroom.telegram.now()
        found = await fetch_all(tx, "SELECT id, newest_article_id FROM stories LIMIT 5")
        await channel_sources.add(tx, ChannelSource(-1009, "1"), added_by=owner.id, now=now)
        shown = tuple(EditionStory(story, (newest,), True) for story, newest in found)
        later = now + timedelta(days=2)
        await approvals.add(tx, EditionDraft(1, number, now, None, 0, later, later, shown))
        issue = await edition_contents.add(tx, shown)
        await editions.add_all(tx, [NewEdition(1, issue, now, None, 9)], now)
        await saved_stories.add(tx, 1, found[-1]["id"], now, most=9)
        for colleague in (5000, 5001):
            await people.add(tx, colleague, now)
            await people.set_role(tx, colleague, "editor")
    assert number == 2
    for ref in range(1, 11):
        await fails(newsroom, group.id, "x", ref)


def feeds(site: Web) -> list[str]:
    """A page that offers two feeds."""
    for path in ("/1", "/2"):
        site.page(path, f"<rss version='2.0'><channel><title>{path[1]}</title></channel></rss>".encode())
    links = [f"<link rel=alternate type=application/rss+xml title={n} href=/{n}>" for n in (1, 2)]
    return [f"/addfeed {site.page('/', ''.join(links).encode())}", "/addfeed", "/feeds"]


def untranslated(message: Message, language: Language) -> list[str]:
    if message.text == plain_text(Html(welcome().text)):
        return []
    shown = f"{message.text}\n{' '.join(message.buttons)}".casefold()
    return sorted(set(re.findall(r"[^\W\d_]{4,}", shown)) & foreign_words(language))


@cache
def foreign_words(language: Language) -> frozenset[str]:
    """Words of the other languages' texts that this one's texts and news do not have."""
    others = {word for other in INTERFACE_LANGUAGES if other != language for word in own_words(other)}
    news = " ".join(s.raw.text + (s.raw.title or "") for s in load_samples(NOW) if s.language == language)
    return frozenset(others - own_words(language) - NAMES - words(f"{news} {publishers_names()}"))


def publishers_names() -> str:
    return " ".join(each.title for language in get_args(PublishersLanguage) for each in publishers(language))


@cache
def own_words(language: Language) -> frozenset[str]:
    files = (LOCALES / language).glob("*.ftl")
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return frozenset(words(" ".join(line.partition("=")[2] or line for line in lines if line[:1] != "#")))


def words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{4,}", text.casefold()))

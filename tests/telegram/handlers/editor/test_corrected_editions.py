"""Editions follow corrections over the strict Bot API: what waits, what arrived, what cannot be changed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.editions.breaking import Breaking
from bot.editions.corrections.propagate import CorrectionPropagator
from bot.editions.planner import Planner
from bot.i18n import speak
from bot.intake.story_edits import merge
from bot.playground.world.messages import Message
from bot.playground.world.person import Person
from bot.playground.world.view import View
from digests.models.texts import Language, RawText
from storage import breaking_alerts, destinations, edition_contents, editions, preferences, schedules
from storage.destinations import Address, ChatKind
from storage.preferences import USUAL, Preferences
from storage.rows import fetch_all, fetch_value
from tests.telegram.conftest import Newsroom, SameProcess
from tests.telegram.handlers.editor.test_adding import MUSEUM

OLD, NEW = "домбру девятнадцатого века", "домбру восемнадцатого века"
CORRECTED = MUSEUM.replace(OLD, NEW)
THEATRE = (
    "Театр в Костанае закрыли на ремонт\n\n"
    "В Костанае 2 марта 2026 года закрыли на ремонт драматический театр. Работы продлятся семь месяцев. "
    "Спектакли до осени пройдут во Дворце студентов, сообщил директор театра Ерлан Сагимбаев."
)
PUPPETS = (
    THEATRE.replace("драматический", "кукольный").replace("семь", "девять").replace("студентов", "школьников")
)
DAY = timedelta(days=1)
WITHDRAWN = "Новость отозвана редакцией"
_SCREEN = re.compile(r"(?:Заголовок статьи|Дата статьи|Статья) [0-9]+ ")


class Desk:
    """An editor at work, readers, and the bot's rounds between them."""

    def __init__(self, newsroom: Newsroom, editor: Person) -> None:
        self.newsroom = newsroom
        self.editor = editor

    async def writes(self, text: str, answer: str) -> Message:
        await self.editor.writes(text)
        return await self.editor.receives(answer)

    async def subscribes(self, view: View, kind: ChatKind = "private") -> int:
        now = self.newsroom.telegram.now()
        due = now + timedelta(minutes=1)
        async with self.newsroom.db.transaction() as tx:
            number = await destinations.add(
                tx, Address(view.id), kind, language="ru", zone="UTC", now=now - DAY
            )
            await schedules.put(tx, number, f"{due:%H:%M}", weekdays=127, zone="UTC", next_run=due)
        return number

    async def plans(self) -> None:
        now = self.newsroom.telegram.clock.move(timedelta(minutes=2))
        await Planner(self.newsroom.db, SameProcess(), "newsdigest_bot").plan_due(now)

    async def delivers(self, view: View) -> Message:
        async with self.newsroom.delivering():
            return await view.receives("новост")

    async def follows(self, later: timedelta = timedelta()) -> int:
        now = self.newsroom.telegram.clock.move(later)
        return await CorrectionPropagator(self.newsroom.db, "newsdigest_bot").follow(now)

    async def edits(self) -> None:
        """Until nothing waits in the outbox."""
        async with self.newsroom.delivering():
            await self.newsroom.telegram.settled()
            while await self.waiting():
                await self.newsroom.telegram.settled()

    async def waiting(self) -> int:
        async with self.newsroom.db.read() as db:
            found: int = await fetch_value(
                db, "SELECT count(*) FROM outbox WHERE state IN ('pending', 'sending')"
            )
        return found

    async def rows(self) -> list[tuple[str, str, str]]:
        async with self.newsroom.db.read() as db:
            found = await fetch_all(db, "SELECT kind, operation, state FROM outbox ORDER BY id")
        return [(row["kind"], row["operation"], row["state"]) for row in found]

    async def refreshed(self) -> str:
        """The newest correction's screen, which has changed by itself."""
        await self.newsroom.shows_progress()
        return next(m.text for m in reversed(self.editor.by_bot) if _SCREEN.match(m.text))


@pytest.fixture
async def desk(newsroom: Newsroom, editor: Person) -> Desk:
    desk = Desk(newsroom, editor)
    await desk.writes(f"/add {MUSEUM}", "Добавлено, статья 1")
    return desk


@pytest.fixture
def reader(newsroom: Newsroom) -> Person:
    return newsroom.telegram.person("Айгуль", language="ru", started=True)


async def test_a_delivered_edition_is_edited_in_place(desk: Desk, reader: Person) -> None:
    await desk.writes(f"/add {THEATRE}", "Добавлено, статья 2")
    await desk.subscribes(reader)
    await desk.plans()
    message = await desk.delivers(reader)
    before, buttons = message.html, message.buttons
    assert OLD in message.text
    done = await desk.writes(f"/edit 1 {CORRECTED}", "Статья 1 исправлена")
    assert "Бот ещё просматривает" in done.text
    assert await desk.follows() == 1
    assert "Изменено у получателей: 0 из 1" in await desk.refreshed()
    await desk.edits()
    assert message.html == before.replace(OLD, NEW)
    assert (message.buttons, len(reader.by_bot)) == (buttons, 1)
    assert "Изменено у получателей: 1 из 1" in await desk.refreshed()
    assert await desk.follows(timedelta(minutes=11)) == 0


async def test_what_waits_changes_before_it_goes(desk: Desk, reader: Person) -> None:
    await desk.subscribes(reader)
    await desk.plans()
    await desk.writes(f"/edit 1 {CORRECTED}", "исправлена")
    assert await desk.follows() == 1
    message = await desk.delivers(reader)
    assert NEW in message.text
    assert await desk.rows() == [("edition", "send", "sent")]
    assert "Изменено до отправки: 1" in await desk.refreshed()


async def test_a_channels_post_is_edited(desk: Desk, editor: Person) -> None:
    channel = desk.newsroom.telegram.channel("Вести", owner=editor)
    await desk.subscribes(channel, "channel")
    await desk.plans()
    post = await desk.delivers(channel)
    await desk.writes(f"/edit 1 {CORRECTED}", "исправлена")
    await desk.follows()
    await desk.edits()
    assert NEW in post.text
    assert post.buttons == ["Получать лично"]


async def test_a_retracted_story_leaves_a_line_and_can_come_back(desk: Desk, reader: Person) -> None:
    await desk.subscribes(reader)
    await desk.plans()
    message = await desk.delivers(reader)
    before = message.html
    await desk.writes("/retract 1", "Статья 1 снята")
    await desk.follows()
    await desk.edits()
    assert message.text.startswith(WITHDRAWN)
    assert message.buttons == ["Настроить"]
    assert "Изменено у получателей: 1 из 1" in await desk.refreshed()
    await desk.editor.presses("Вернуть")
    await desk.follows()
    await desk.edits()
    assert message.html == before


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("ru", "Редакция отозвала новость: «В Семее открылся музей степной музыки»"),
        ("kk", "Редакция мына жаңалықты қайтарып алды: «В Семее открылся музей степной музыки»"),
        ("en", "The newsroom has withdrawn this story: “В Семее открылся музей степной музыки”"),
    ],
)
async def test_a_retracted_alert_names_its_story_and_can_come_back(
    desk: Desk, reader: Person, language: Language, line: str
) -> None:
    number = await desk.subscribes(reader)
    await reader.writes(f"/language {language}")
    await reader.receives()
    async with desk.newsroom.db.transaction() as tx:
        await preferences.put(tx, number, replace(USUAL, breaking=True, awake_from=0, awake_to=24))
        await breaking_alerts.add(tx, [1], desk.newsroom.telegram.now())
    assert await Breaking(desk.newsroom.db, "newsdigest_bot").step(desk.newsroom.telegram.now()) == 1
    heading = speak(language)("breaking-heading")
    async with desk.newsroom.delivering():
        alert = await reader.receives(heading)
    before = alert.html
    await desk.writes("/retract 1", "Статья 1 снята")
    await desk.follows()
    await desk.edits()
    assert alert.text.split("\n\n")[:2] == [heading, line]
    await desk.editor.presses("Вернуть")
    await desk.follows()
    await desk.edits()
    assert alert.html == before


async def test_a_retracted_story_does_not_go_out_any_more(desk: Desk, reader: Person) -> None:
    await desk.writes(f"/add {THEATRE}", "Добавлено, статья 2")
    number = await desk.subscribes(reader)
    await desk.plans()
    await desk.writes("/retract 1", "Статья 1 снята")
    await desk.follows()
    message = await desk.delivers(reader)
    assert "музей" not in message.text
    assert WITHDRAWN not in message.text
    assert "1 новость из 1 статьи" in message.text
    async with desk.newsroom.db.read() as db:
        assert (await editions.told_stories(db, number, [1, 2])).articles == {2}


async def test_an_edition_with_nothing_left_is_not_sent(desk: Desk, reader: Person) -> None:
    number = await desk.subscribes(reader)
    await desk.plans()
    await desk.writes("/retract 1", "Статья 1 снята")
    assert await desk.follows() == 1
    await desk.edits()
    assert reader.by_bot == []
    assert await desk.rows() == [("edition", "send", "cancelled")]
    async with desk.newsroom.db.read() as db:
        assert (await editions.told_stories(db, number, [1])).articles == frozenset()


async def test_a_story_with_reports_left_is_told_by_them(desk: Desk, reader: Person) -> None:
    other = MUSEUM.replace("Билет стоит 500 тенге", "Билет стоит 700 тенге") + " Музей строили два года."
    await desk.writes(f"/add {other}", "Новость 1")
    await desk.subscribes(reader)
    await desk.plans()
    message = await desk.delivers(reader)
    for number in (1, 2):
        await desk.writes(f"/retract {number}", "снята")
        await desk.follows()
        await desk.edits()
        assert (WITHDRAWN in message.text) == (number == 2)


async def test_corrections_of_corrections_are_one_edit(desk: Desk, reader: Person) -> None:
    await desk.subscribes(reader)
    await desk.plans()
    message = await desk.delivers(reader)
    edits = len(desk.newsroom.telegram.journal.calls("editMessageText"))
    for words in ("восемнадцатого", "семнадцатого", "шестнадцатого"):
        await desk.writes(f"/edit 1 {MUSEUM.replace('девятнадцатого', words)}", "исправлена")
        await desk.follows()
    await desk.edits()
    assert "домбру шестнадцатого века" in message.text
    assert len(desk.newsroom.telegram.journal.calls("editMessageText")) == edits + 1
    assert "Изменено у получателей: 1 из 1" in await desk.refreshed()


async def test_two_articles_corrected_at_once_both_show(desk: Desk, reader: Person) -> None:
    await desk.writes(f"/add {THEATRE}", "Добавлено, статья 2")
    await desk.subscribes(reader)
    await desk.plans()
    message = await desk.delivers(reader)
    await desk.writes(f"/edit 1 {CORRECTED}", "исправлена")
    await desk.writes(f"/edit 2 {PUPPETS}", "исправлена")
    await desk.follows()
    await desk.edits()
    assert NEW in message.text
    assert any(word in message.text for word in ("кукольный", "девять", "школьников"))


async def test_a_correction_taken_back_before_it_went(desk: Desk, reader: Person) -> None:
    await desk.subscribes(reader)
    await desk.plans()
    message = await desk.delivers(reader)
    before = message.html
    await desk.writes(f"/edit 1 {CORRECTED}", "исправлена")
    await desk.follows()
    await desk.editor.presses("Прежний текст")
    await desk.follows()
    asked = len(desk.newsroom.telegram.journal.calls("editMessageText", ok=None))
    await desk.edits()
    assert message.html == before
    assert desk.newsroom.telegram.journal.calls("editMessageText", ok=None)[asked:] == []
    assert "Изменено у получателей: 1 из 1" in await desk.refreshed()  # it was so already


async def test_a_message_that_its_reader_deleted_is_no_failure(desk: Desk, reader: Person) -> None:
    await desk.subscribes(reader)
    await desk.plans()
    desk.newsroom.telegram.remove(await desk.delivers(reader))
    await desk.writes(f"/edit 1 {CORRECTED}", "исправлена")
    await desk.follows()
    await desk.edits()
    await desk.follows()
    await desk.edits()
    assert reader.by_bot == []
    assert "Получатели сами удалили: 1" in await desk.refreshed()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (f"/edit 1 {CORRECTED}", "Исправление к новости, которую вы уже получили"),
        ("/retract 1", "Редакция отозвала новость, которую вы уже получили: В Семее открылся музей"),
    ],
)
async def test_where_editing_is_refused_a_message_follows(
    desk: Desk, reader: Person, typed: str, expected: str
) -> None:
    await desk.subscribes(reader)
    await desk.plans()
    message = await desk.delivers(reader)
    desk.newsroom.telegram.edit(message, {"forward_origin": {"type": "hidden_user"}})
    await desk.writes(typed, "Статья 1")
    await desk.follows()
    await desk.edits()
    assert await desk.follows() == 1
    await desk.edits()
    assert expected in (await reader.receives()).text
    assert "Не удалось изменить: 1" in await desk.refreshed()
    assert await desk.follows() == 0


async def test_an_edition_on_its_way_is_edited_when_it_has_arrived(desk: Desk, reader: Person) -> None:
    await desk.subscribes(reader)
    await desk.plans()
    async with desk.newsroom.db.transaction() as tx:
        await tx.execute("UPDATE outbox SET state = 'sending', owner = 'x', lease_until = 9999999999")
    await desk.writes(f"/edit 1 {CORRECTED}", "исправлена")
    assert await desk.follows() == 0
    assert await desk.follows(timedelta(hours=1)) == 0
    async with desk.newsroom.db.transaction() as tx:
        await tx.execute("UPDATE outbox SET state = 'pending', owner = NULL, lease_until = NULL")
    assert await desk.follows() == 1
    assert NEW in (await desk.delivers(reader)).text


async def test_an_edition_composed_before_the_correction_and_stored_after_it(
    desk: Desk, reader: Person
) -> None:
    await desk.subscribes(reader)
    await desk.writes(f"/edit 1 {CORRECTED}", "исправлена")
    assert await desk.follows() == 0
    await desk.plans()
    async with desk.newsroom.db.transaction() as tx:
        await tx.execute("UPDATE messages SET hash = 'old', text = replace(text, ?, ?)", (NEW, OLD))
    assert await desk.follows() == 1
    assert NEW in (await desk.delivers(reader)).text


async def test_editions_of_long_ago_stay(desk: Desk, reader: Person) -> None:
    await desk.subscribes(reader)
    await desk.plans()
    message = await desk.delivers(reader)
    desk.newsroom.telegram.clock.move(timedelta(days=8))
    await desk.writes(f"/edit 1 {CORRECTED}", "исправлена")
    assert await desk.follows() == 0
    assert OLD in message.text
    assert "В выпусках за последние 7 дней её не было" in await desk.refreshed()


async def test_many_readers_share_one_corrected_text(desk: Desk) -> None:
    for number in range(5):
        await desk.subscribes(desk.newsroom.telegram.person(f"Читатель {number}", started=True))
    await desk.plans()
    await desk.edits()
    await desk.writes(f"/edit 1 {CORRECTED}", "исправлена")
    assert await desk.follows() == 5
    async with desk.newsroom.db.read() as db:
        assert await fetch_value(db, "SELECT count(*) FROM messages") == 2


async def test_merged_stories_follow_by_the_number_that_they_had(desk: Desk, reader: Person) -> None:
    await desk.writes(f"/add {THEATRE}", "Добавлено, статья 2")
    await desk.subscribes(reader)
    await desk.plans()
    message = await desk.delivers(reader)
    await merge(desk.newsroom.db, 1, 2)
    await desk.writes(f"/edit 2 {PUPPETS}", "исправлена")
    await desk.follows()
    await desk.edits()
    assert message.edited is not None
    async with desk.newsroom.db.read() as db:
        assert [s.story_id for s in (await edition_contents.stories_of(db, [1]))[1]] == [1]


async def test_both_posts_of_a_channel_in_two_languages_are_edited(desk: Desk, editor: Person) -> None:
    channel = desk.newsroom.telegram.channel("Вести", owner=editor)
    number = await desk.subscribes(channel, "channel")
    async with desk.newsroom.db.transaction() as tx:
        chosen = Preferences(second_language="kk", heading="Вести Семея", signature="vesti.example.org")
        await preferences.put(tx, number, chosen)
    await desk.plans()
    async with desk.newsroom.delivering():
        russian, kazakh = await channel.receives("новость"), await channel.receives("жаңалық")
    before = (russian.html, kazakh.html)
    await desk.writes(f"/edit 1 {CORRECTED}", "исправлена")
    assert await desk.follows() == 2
    await desk.edits()
    assert (russian.html, kazakh.html) == tuple(text.replace(OLD, NEW) for text in before)
    await desk.writes("/retract 1", "Статья 1 снята")
    await desk.follows()
    await desk.edits()
    assert russian.text.startswith(f"Вести Семея\n\n{WITHDRAWN}\n\n")
    assert kazakh.text.startswith("Вести Семея\n\nБұл жаңалықты редакция қайтарып алды\n\n")


async def test_a_reader_who_hid_the_source_since_sees_the_correction_too(desk: Desk, reader: Person) -> None:
    number = await desk.subscribes(reader)
    await desk.plans()
    message = await desk.delivers(reader)
    async with desk.newsroom.db.transaction() as tx:
        await preferences.put(tx, number, Preferences(sources=("",)))
    await desk.writes(f"/edit 1 {CORRECTED}", "исправлена")
    await desk.follows()
    await desk.edits()
    assert NEW in message.text


async def test_a_source_that_a_reader_hides_stays_hidden(desk: Desk, reader: Person) -> None:
    """Another report of the same event says more; without it the corrected story is told as before."""
    other = (
        "Музей степной музыки принял первых гостей\n\n"
        "Строительство музея степной музыки обошлось в 340 миллионов тенге, его вели два года. "
        "Аким области Нурлан Уранхаев подарил музею 12 старинных кобызов."
    )
    newer = (
        "Автобус довезёт до музея\n\n"
        "К музею степной музыки пустили автобус номер 17, он ходит каждые двадцать минут до вечера."
    )
    await desk.newsroom.adds(RawText(other, source="hidden.kz"))
    await desk.newsroom.adds(RawText(newer, source="open.kz"))
    await merge(desk.newsroom.db, 1, 2)
    await merge(desk.newsroom.db, 1, 3)
    number = await desk.subscribes(reader)
    async with desk.newsroom.db.transaction() as tx:
        await preferences.put(tx, number, Preferences(sources=("hidden.kz",)))
    await desk.plans()
    message = await desk.delivers(reader)
    before = message.html
    assert "hidden.kz" not in before
    corrected = CORRECTED.replace("500 тенге", "550 тенге")
    await desk.writes(f"/edit 1 {corrected}", "исправлена")
    await desk.follows()
    await desk.edits()
    assert "550 тенге" in message.text
    assert "hidden.kz" not in message.html


async def test_what_a_paused_reader_has_received_is_corrected_too(desk: Desk, reader: Person) -> None:
    """Only new editions wait for /resume."""
    await desk.subscribes(reader)
    await desk.plans()
    message = await desk.delivers(reader)
    await reader.writes("/pause")
    await desk.writes("/retract 1", "Статья 1 снята")
    assert await desk.follows() == 1
    async with desk.newsroom.delivering():
        await reader.sees(WITHDRAWN)
    assert message.text.startswith(WITHDRAWN)


@pytest.mark.parametrize("kept", [None, "earlier"])
async def test_an_edition_of_an_earlier_version_is_followed_by_a_message(
    desk: Desk, reader: Person, kept: str | None
) -> None:
    """Its contents were not kept, or the code that makes it again would use other words."""
    await desk.subscribes(reader)
    await desk.plans()
    message = await desk.delivers(reader)
    before = message.html
    async with desk.newsroom.db.transaction() as tx:
        await tx.execute(
            "UPDATE messages SET contents = iif(?1, json_set(contents, '$[4]', ?1), NULL)", (kept,)
        )
    await desk.writes("/retract 1", "Статья 1 снята")
    assert await desk.follows() == 1
    await desk.edits()
    assert message.html == before
    assert "Редакция отозвала новость" in (await reader.receives()).text
    assert "Не удалось изменить: 1" in await desk.refreshed()
    assert await desk.follows() == 0


async def test_both_posts_of_an_earlier_version_are_followed_by_a_message_in_their_language(
    desk: Desk, editor: Person
) -> None:
    channel = desk.newsroom.telegram.channel("Вести", owner=editor)
    number = await desk.subscribes(channel, "channel")
    async with desk.newsroom.db.transaction() as tx:
        await preferences.put(tx, number, Preferences(second_language="kk"))
    await desk.plans()
    async with desk.newsroom.delivering():
        await channel.receives("новость")
        await channel.receives("жаңалық")
    async with desk.newsroom.db.transaction() as tx:
        await tx.execute("UPDATE messages SET contents = NULL")
    await desk.writes("/retract 1", "Статья 1 снята")
    assert await desk.follows() == 2
    await desk.edits()
    assert "Редакция отозвала новость" in (await channel.receives()).text
    assert "мына жаңалықты қайтарып алды" in (await channel.receives()).text


async def test_no_message_follows_what_was_only_offered(desk: Desk, reader: Person) -> None:
    """Nobody has read it."""
    await desk.writes(f"/add {THEATRE}", "Добавлено, статья 2")
    await desk.subscribes(reader)
    await desk.plans()
    await desk.delivers(reader)
    offered = """json_set(contents, '$[4]', 'earlier', '$[0][0]', json_array(json_extract(contents,
        '$[0][0][0]')), '$[0][2]', json_array(json_extract(contents, '$[0][0][1]')))"""
    async with desk.newsroom.db.transaction() as tx:
        await tx.execute(f"UPDATE messages SET contents = {offered}")  # noqa: S608  # JSON functions alone
        (row,) = await fetch_all(
            tx, "SELECT json_extract(contents, '$[0][2][0][1]') AS article FROM messages"
        )
    await desk.writes(f"/retract {row['article']}", "снята")
    assert await desk.follows() == 0


async def test_a_waiting_edition_of_an_earlier_version_does_not_tell_what_was_retracted(
    desk: Desk, reader: Person
) -> None:
    """Its stories are untold, so that what is left of them comes with the next."""
    number = await desk.subscribes(reader)
    await desk.writes(f"/add {THEATRE}", "Добавлено, статья 2")
    await desk.plans()
    async with desk.newsroom.db.transaction() as tx:
        await tx.execute("UPDATE messages SET contents = NULL")
    await desk.writes("/retract 1", "Статья 1 снята")
    assert await desk.follows() == 1
    await desk.edits()
    assert reader.by_bot == []
    async with desk.newsroom.db.read() as db:
        assert (await editions.told_stories(db, number, [1, 2])).articles == frozenset()


async def test_a_correction_chooses_nothing_anew(
    desk: Desk, reader: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also after the choosing has changed, and with the sentence moved."""
    await desk.subscribes(reader)
    await desk.plans()
    message = await desk.delivers(reader)
    before = message.html

    def chooses(*_: object, **__: object) -> None:
        raise AssertionError("something is chosen anew")

    monkeypatch.setattr("digests.composing.rebuild.summarise_story", chooses)
    headline, body = CORRECTED.split("\n\n", 1)
    moved = f"{headline}\n\nВчера в городе шёл сильный дождь, и улицы были пусты до самого вечера. {body}"
    await desk.writes(f"/edit 1 {moved}", "исправлена")
    await desk.follows()
    await desk.edits()
    assert message.html == before.replace(OLD, NEW)


async def test_history_opens_an_edition_as_it_came_with_its_corrections(desk: Desk, reader: Person) -> None:
    """By the same words, date and frame, whatever the reader has chosen since."""
    number = await desk.subscribes(reader)
    async with desk.newsroom.db.transaction() as tx:
        await preferences.put(tx, number, Preferences(signature="vesti.example.org"))
    await desk.plans()
    message = await desk.delivers(reader)
    await desk.writes(f"/edit 1 {CORRECTED}", "исправлена")
    await desk.follows()
    await desk.edits()
    async with desk.newsroom.db.transaction() as tx:
        await preferences.put(tx, number, Preferences(length="short", sources=("gov.kz",)))
    desk.newsroom.telegram.clock.move(2 * DAY)
    await reader.writes("/history")
    past = await reader.receives("Прошлые дайджесты")
    await reader.presses("1")
    assert NEW in message.text
    assert past.html == message.html

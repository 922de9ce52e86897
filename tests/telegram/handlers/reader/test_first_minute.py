"""From /start to the first digest, and the links that lead straight to something."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.playground.world.person import Person
from bot.settings import Settings
from bot.subscribers.invitations import invite_admin
from storage import destinations, people, schedules
from storage.destinations import Address, Destination
from storage.schedules import Schedule
from tests.telegram.conftest import Newsroom


async def kept(newsroom: Newsroom, person: Person) -> tuple[Destination, list[Schedule]]:
    async with newsroom.db.read() as db:
        destination = await destinations.at(db, Address(person.id))
        assert destination is not None
        return destination, await schedules.of_destination(db, destination.id)


async def test_four_taps_lead_to_a_digest(newsroom: Newsroom, reader: Person) -> None:
    await newsroom.has("museum", "rate-first")
    await reader.writes("/start")
    menu = await reader.receives()
    assert "Бот жаңалықты" in menu.text
    assert "Бот читает новости" in menu.text
    assert menu.buttons == ["Қазақша", "Русский", "English"]
    await reader.presses("Русский")
    await reader.presses("Экономика")
    assert "✓ Экономика" in menu.buttons
    await reader.presses("Готово")
    assert "Казахстан (UTC+5)" in menu.text
    await reader.presses("09:00")
    assert "каждый день в 09:00" in menu.text
    digest = await reader.receives()
    assert digest.entities[0].type == "bold"
    assert "1 новость из" in digest.text
    destination, (schedule,) = await kept(newsroom, reader)
    assert destination.topics == {"economy"}
    assert (schedule.local_time, schedule.zone) == ("09:00", "Asia/Almaty")


async def test_who_speaks_another_language_than_the_news_is_asked_which_to_read(
    newsroom: Newsroom, reader: Person
) -> None:
    await newsroom.has("museum", "rate-first")
    await reader.writes("/start")
    menu = await reader.receives()
    await reader.presses("English")
    await reader.presses("Skip")
    assert "Most of the news is in Russian now." in menu.text
    await reader.presses("Русский")
    await reader.presses("Done")
    assert "When should the digest come?" in menu.text
    assert (await kept(newsroom, reader))[0].news_languages == ("ru",)


async def test_all_languages_may_be_read(newsroom: Newsroom, reader: Person) -> None:
    await newsroom.has("museum")
    await reader.writes("/start")
    menu = await reader.receives()
    await reader.presses("Қазақша")
    await reader.presses("Өткізіп жіберу")
    await reader.presses("Барлық тіл")
    assert "09:00" in menu.buttons
    assert (await kept(newsroom, reader))[0].news_languages == ()


async def test_every_step_can_be_skipped_and_taken_back(newsroom: Newsroom, reader: Person) -> None:
    await reader.writes("/start")
    menu = await reader.receives()
    await reader.presses("English")
    await reader.presses("Back")
    await reader.presses("Қазақша")
    await reader.presses("Өткізіп жіберу")
    await reader.presses("Артқа")
    await reader.presses("Өткізіп жіберу")
    await reader.presses("Өткізіп жіберу")
    assert "/digest" in menu.text
    assert "жаңалық болмады" in (await reader.receives()).text
    destination, times = await kept(newsroom, reader)
    assert (destination.language, times) == ("kk", [])


async def test_another_time_and_zone_are_typed(newsroom: Newsroom, reader: Person) -> None:
    await reader.writes("/start")
    await reader.presses("Русский")
    await reader.presses("Пропустить")
    await reader.presses("Пояс: Казахстан (UTC+5)")
    await reader.writes("берлин")
    await reader.receives("Берлин (UTC+")
    await reader.presses("Другое время")
    await reader.writes("утром")
    await reader.receives("«утром»")
    await reader.writes("в 7.30")
    await reader.receives("каждый день в 07:30")
    await reader.receives("Новостей за сутки не было")
    _, (schedule,) = await kept(newsroom, reader)
    assert (schedule.local_time, schedule.zone) == ("07:30", "Europe/Berlin")


@pytest.mark.parametrize(
    ("telegrams", "sentence"), [("kk", "табылмады"), ("en-GB", "Nothing was found"), ("de", "не нашлось")]
)
async def test_a_stranger_is_spoken_to_in_telegrams_language(
    newsroom: Newsroom, telegrams: str, sentence: str
) -> None:
    stranger = newsroom.telegram.person("Jan", language=telegrams)
    await stranger.writes("Shangri-La")
    assert sentence in (await stranger.receives()).text


async def test_who_has_chosen_gets_the_menu(newsroom: Newsroom, reader: Person) -> None:
    await reader.writes("/subscribe 9")
    await reader.receives()
    await reader.writes("/start")
    menu = await reader.receives("Вот что можно сделать:\nВсе команды — /help.")
    assert menu.buttons == ["Дайджест", "Темы", "Время", "Настройки", "Найти новость", "Сохранённое"]
    await reader.writes("/start anew")
    assert (await reader.receives()).text == menu.text


@pytest.mark.parametrize("payload", ["zzz", "t_narnia", "d999", "q"])
async def test_a_link_that_leads_nowhere_says_so(newsroom: Newsroom, reader: Person, payload: str) -> None:
    await reader.writes(f"/start {payload}")
    assert (await reader.receives()).buttons == ["Қазақша", "Русский", "English"]
    await reader.writes("/subscribe 9")
    await reader.receives()
    await reader.writes(f"/start {payload}")
    assert "Настройки" in (await reader.receives("Эта ссылка никуда не ведёт.")).buttons


async def test_a_link_leads_to_its_story(newsroom: Newsroom, reader: Person) -> None:
    added = await newsroom.has("museum")
    await reader.writes(f"/start s{added[0].story.id}")
    assert added[0].article.article.headline in (await reader.receives()).text


async def test_below_the_story_of_a_link_a_newcomer_finds_the_first_minute(
    newsroom: Newsroom, reader: Person
) -> None:
    (added, *_) = await newsroom.has("museum")
    await reader.writes(f"/start s{added.story.id}")
    story = await reader.receives()
    assert added.article.article.headline in story.text
    menu = await reader.receives()
    assert menu.buttons == ["Қазақша", "Русский", "English"]
    await reader.presses("Русский")
    assert "Культура" in menu.buttons
    assert added.article.article.headline in story.text
    await reader.writes(f"/start s{added.story.id}")
    await reader.receives()
    assert len(reader.by_bot) == 3


async def test_a_link_to_a_story_that_is_gone(newsroom: Newsroom, reader: Person) -> None:
    for number in ("99", "9" * 30):
        await reader.writes(f"/start s{number}")
        gone = await reader.receives("Такой новости нет")
        assert "Дайджест" in gone.buttons


async def test_a_link_shows_its_topic_and_a_newcomer_may_subscribe(
    newsroom: Newsroom, reader: Person
) -> None:
    await newsroom.has("museum")
    await reader.writes("/start t_culture")
    shown = await reader.receives("Культура: что было за неделю")
    before = shown.html
    assert (await kept(newsroom, reader))[0].topics == frozenset()
    await reader.presses("Подписаться на тему")
    menu = await reader.receives("О чём присылать новости?")
    assert shown.html == before
    assert "✓ Культура" in menu.buttons
    await reader.presses("Қазақша")
    assert "✓ Мәдениет" in menu.buttons
    await reader.presses("Дайын")
    await reader.presses("Барлық тіл")
    assert "09:00" in menu.buttons


async def test_a_link_to_a_topic_narrows_nothing(newsroom: Newsroom, reader: Person) -> None:
    await newsroom.has("museum")
    await reader.writes("/subscribe 09:00")
    await reader.receives()
    await reader.writes("/start t_culture")
    shown = await reader.receives("Культура: что было за неделю")
    assert "Подписаться на тему" not in shown.buttons
    await reader.presses_data(shown, "1:subscribe:culture")
    await reader.receives("приходят все новости")
    assert (await kept(newsroom, reader))[0].topics == frozenset()


async def test_a_link_to_a_topic_adds_it_to_the_chosen_ones(newsroom: Newsroom, reader: Person) -> None:
    await reader.writes("/topics спорт")
    await reader.receives()
    await reader.writes("/start t_culture")
    await reader.receives("По теме «Культура» новостей пока нет")
    await reader.presses("Подписаться на тему")
    assert {"✓ Спорт", "✓ Культура"} <= set((await reader.receives("Культура и спорт")).buttons)


async def test_the_invitation_makes_its_first_opener_the_admin(newsroom: Newsroom, reader: Person) -> None:
    link = await admin_link(newsroom)
    assert link is not None
    await reader.opens(link)
    await reader.receives("Теперь вы администратор")
    await reader.opens(link)
    await reader.receives("Теперь вы администратор")
    late = newsroom.telegram.person("Опоздавший")
    await late.opens(link)
    await late.receives("уже использована")
    async with newsroom.db.read() as db:
        assert await people.with_role(db, "admin") == [reader.id]


async def admin_link(newsroom: Newsroom, admins: frozenset[int] = frozenset()) -> str | None:
    """What the console prints at a start with these ADMIN_IDS."""
    # pydantic-settings adds it
    settings = Settings(_env_file=None, admin_ids=admins)  # type: ignore[call-arg]
    return await invite_admin(newsroom.db, settings, "newsdigest_bot", newsroom.telegram.now())


async def is_refused(newsroom: Newsroom, link: str | None) -> bool:
    assert link is not None
    stranger = newsroom.telegram.person("Чужой")
    await stranger.opens(link)
    await stranger.receives("уже использована")
    async with newsroom.db.read() as db:
        return stranger.id not in await people.with_role(db, "admin")


async def test_the_invitation_ends_when_admins_are_set(newsroom: Newsroom) -> None:
    link = await admin_link(newsroom)
    assert await admin_link(newsroom, frozenset({1})) is None
    assert await is_refused(newsroom, link)


async def test_the_invitation_ends_when_somebody_became_admin_otherwise(
    newsroom: Newsroom, reader: Person
) -> None:
    link = await admin_link(newsroom)
    await reader.writes("/help")
    await reader.receives()
    async with newsroom.db.transaction() as tx:
        await people.set_role(tx, reader.id, "admin")
    assert await is_refused(newsroom, link)
    assert await admin_link(newsroom) is None


async def test_the_invitation_ends_after_a_day(newsroom: Newsroom) -> None:
    link = await admin_link(newsroom)
    newsroom.telegram.clock.move(timedelta(days=1, minutes=1))
    assert await is_refused(newsroom, link)


async def test_the_next_start_takes_the_place_of_an_invitation(newsroom: Newsroom, reader: Person) -> None:
    former, link = await admin_link(newsroom), await admin_link(newsroom)
    assert await is_refused(newsroom, former)
    assert link is not None
    await reader.opens(link)
    await reader.receives("Теперь вы администратор")


async def test_an_invitation_of_an_earlier_version_ends_too(newsroom: Newsroom) -> None:
    link = await admin_link(newsroom)
    async with newsroom.db.transaction() as tx:
        await tx.execute("UPDATE invitations SET expires_at = NULL")
    assert await admin_link(newsroom, frozenset({1})) is None
    assert await is_refused(newsroom, link)

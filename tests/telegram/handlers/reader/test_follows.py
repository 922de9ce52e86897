"""Readers follow words and names: typed, by buttons, and from a story."""

from __future__ import annotations

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.editions.follow_alerts import FollowAlerts
from bot.editions.planner import Planner
from bot.playground.world.person import Person
from digests.models.texts import RawText
from digests.search.follow_index import MAX_FOLLOWS
from storage.rows import fetch_all
from tests.telegram.conftest import Newsroom, SameProcess

MUSEUM = (
    "В Алматы открыли музей композитора Нургисы Тлендиева. На открытие пришли его ученики и семья"
    " музыканта, рассказали в управлении культуры города. Вход в музей будет свободным до конца года."
)
MATCH = (
    "В Алматы «Кайрат» обыграл «Тобол» со счётом 2:1. Победный гол Дастан Сатпаев забил на последней"
    " минуте матча, сообщили в клубе. Следующую игру чемпионата футболисты проведут в Костанае."
)
RATE = (
    "Национальный банк оставил базовую ставку без изменений. Решение объяснили ростом цен на продукты"
    " и услуги, сообщили в пресс-службе банка. Следующее заседание пройдёт через шесть недель."
)


async def test_it_is_typed_and_shows_what_it_brought(newsroom: Newsroom, reader: Person) -> None:
    await newsroom.adds(RawText(MUSEUM))
    await newsroom.adds(RawText(RATE))
    await reader.writes("/follow Тлендиев")
    screen = await reader.receives("Вы следите: Тлендиев")
    assert "За неделю нашлась 1 новость:\n1. В Алматы открыли музей" in screen.text
    assert screen.buttons == [
        "1",
        "Сразу сообщать",
        "Убрать",
        "Предупреждать о всплеске",
        "За чем вы следите",
    ]
    await reader.presses("1")
    assert "вы следите: Тлендиев" in screen.text
    await reader.presses("К слову")
    await reader.presses("За чем вы следите")
    assert screen.buttons == ["Тлендиев", "Добавить", "Не присылать…", "Настройки"]
    await reader.presses("Тлендиев")
    await reader.presses("Убрать")
    assert screen.text.startswith("Вы больше не следите: Тлендиев\nЗа чем вы следите\nПока ни за чем.")


async def test_followed_stories_come_first_and_on_any_topic(newsroom: Newsroom, reader: Person) -> None:
    for text in (RATE, MATCH, MUSEUM):
        await newsroom.adds(RawText(text))
    await reader.writes("/topics экономика")
    await reader.receives()
    await reader.writes("/digest")
    await reader.receives("базовую ставку")
    await reader.writes("/follow Сатпаев")
    await reader.receives()
    await reader.writes("/digest")
    digest = await reader.receives("Кайрат")
    assert digest.text.index("Кайрат") < digest.text.index("базовую ставку")
    assert "Тлендиев" not in digest.text
    await reader.writes("/settings")
    await reader.receives("Настройки")
    await reader.sees("Следить: Сатпаев")


async def test_what_is_added_later_is_found_too(newsroom: Newsroom, reader: Person) -> None:
    await reader.writes("/follow Тлендиева, Алматы -спорт")
    listed = await reader.receives("За чем вы следите")
    assert listed.buttons[:2] == ["Тлендиева", "Алматы"]
    await newsroom.adds(RawText(MUSEUM))
    await newsroom.adds(RawText(MATCH))
    await reader.presses("Алматы")
    assert "Кроме: спорт\n" in listed.text
    assert "нашлась 1 новость:\n1. В Алматы открыли музей" in listed.text


async def test_a_name_of_a_story_is_followed_with_a_tap(newsroom: Newsroom, reader: Person) -> None:
    await newsroom.adds(RawText(MUSEUM))
    await reader.writes("/start s1")
    story = await reader.receives("открыли музей")
    (name,) = (words for words in story.buttons if "Тлендиев" in words)
    assert name.startswith("Следить: ")
    await reader.presses(name)
    assert f"✓ {name.removeprefix('Следить: ')}" in story.buttons
    assert "вы следите: " in story.text
    await reader.presses(f"✓ {name.removeprefix('Следить: ')}")
    assert name in story.buttons
    assert "вы следите: " not in story.text


async def test_step_by_step_with_mistakes(newsroom: Newsroom, reader: Person) -> None:
    await reader.writes("/follow")
    screen = await reader.receives("Пока ни за чем.")
    await reader.presses("Добавить")
    assert screen.text.startswith("Напишите слово или имя")
    await reader.writes("и")
    await reader.receives("«и» есть почти в любой новости.")
    await reader.writes("Тлендиев")
    await reader.receives("За неделю таких новостей не было.")
    await reader.writes("/unfollow ЮНЕСКО")
    await reader.receives("Вы и так не следите за «ЮНЕСКО».")
    await reader.writes("/unfollow Тлендиеву")
    await reader.receives("Вы больше не следите: Тлендиев")
    await reader.writes("/follow " + ", ".join(f"Слово{n}" for n in range(MAX_FOLLOWS)))
    await reader.receives("За чем вы следите")
    await reader.writes("/follow ещёодно")
    full = await reader.receives("Следить можно не больше чем за 50 словами и именами.")
    assert len(full.buttons) == MAX_FOLLOWS + 3
    await reader.writes("/follow Слово7 -спорт")
    await reader.receives("Кроме: спорт")


async def test_nobody_sees_what_another_follows(newsroom: Newsroom, reader: Person) -> None:
    await reader.writes("/follow Тлендиев")
    await reader.receives()
    other = newsroom.telegram.person("Другой", language="ru")
    await other.writes("/follow")
    listed = await other.receives("Пока ни за чем.")
    await other.presses_data(listed, "1:follow:1")
    await other.presses_data(listed, "1:followalert:1:1")
    await other.presses_data(listed, "1:unfollow:1")
    assert "Пока ни за чем." in listed.text
    await reader.writes("/follow")
    assert (await reader.receives()).buttons[0] == "Тлендиев"


async def test_it_is_found_anew_in_a_corrected_text(newsroom: Newsroom, editor: Person) -> None:
    await newsroom.adds(RawText(RATE))
    await editor.writes("/follow Тлендиев")
    await editor.receives("таких новостей не было")
    await editor.writes(f"/edit 1 {MUSEUM}")
    newsroom.gate.two_seconds_pass()
    await editor.receives()
    newsroom.telegram.clock.move(timedelta(minutes=1))
    await editor.writes("/follow Тлендиев")
    await editor.receives("нашлась 1 новость")


async def test_who_is_forgotten_leaves_no_words(newsroom: Newsroom, reader: Person) -> None:
    await newsroom.adds(RawText(MUSEUM))
    other = newsroom.telegram.person("Другой", language="ru")
    for person, words in ((reader, "Тлендиев, музей"), (other, "музей")):
        await person.writes(f"/follow {words}")
        await person.receives()
    await reader.writes("/forget")
    await reader.receives()
    await reader.presses("Да, удалить всё")
    async with newsroom.db.read() as db:
        assert [row["words"] for row in await fetch_all(db, "SELECT words FROM followed_words")] == ["музей"]
        assert len(await fetch_all(db, "SELECT * FROM follow_matches")) == 1


async def wants_alerts(reader: Person, words: str) -> None:
    await reader.writes(f"/follow {words}")
    await reader.receives(f"Вы следите: {words.split(' -', maxsplit=1)[0]}")
    await reader.presses("Сразу сообщать")
    await reader.sees("✓ Сразу сообщать")
    reader.catch_up()


async def comes_in(newsroom: Newsroom, *texts: str) -> int:
    """From a source, now; how many alerts were made."""
    now = newsroom.telegram.now()
    for number, text in enumerate(texts):
        await newsroom.intake.add(RawText(text, source=f"Курьер {number}"), added_by=None, now=now)
    alerts = FollowAlerts(newsroom.db, "newsdigest_bot")
    return await alerts.step(now) + await alerts.step(now)


async def at_noon(newsroom: Newsroom, hour: int = 12) -> None:
    now = newsroom.telegram.now().astimezone(ZoneInfo("Asia/Almaty"))
    newsroom.telegram.clock.move(timedelta(hours=(hour - now.hour) % 24))


async def test_an_alert_comes_once_and_counts_as_told(newsroom: Newsroom, reader: Person) -> None:
    await at_noon(newsroom)
    await reader.writes("/subscribe 09:00")
    await reader.receives()
    await wants_alerts(reader, "Тлендиев")
    other = newsroom.telegram.person("Другой", language="ru")
    await other.writes("/follow Тлендиев")
    await other.receives()
    later = MUSEUM.replace("до конца года", "всю неделю")
    assert await comes_in(newsroom, RATE, MUSEUM, later) == 1
    async with newsroom.delivering():
        alert = await reader.receives("Вы следите: Тлендиев")
    assert alert.text.startswith("Вы следите: Тлендиев\n\nВ Алматы открыли музей")
    await reader.presses("Вся новость")
    assert "вы следите: Тлендиев" in alert.text
    planner = Planner(newsroom.db, SameProcess(), "newsdigest_bot")
    tomorrow = newsroom.telegram.clock.move(timedelta(days=1))
    assert (await planner.plan_due(tomorrow)).editions == 1
    async with newsroom.delivering():
        digest = await reader.receives("базовую ставку")
    assert "Тлендиев" not in digest.text


async def test_what_is_told_in_another_language_is_labelled(newsroom: Newsroom, reader: Person) -> None:
    await newsroom.has("museum", languages=["kk"])
    await reader.writes("/follow Будапешт")
    assert re.search(r"1\. .+ \(на казахском\)", (await reader.receives("За неделю")).text)


async def test_no_alert_with_excluded_words(newsroom: Newsroom, reader: Person) -> None:
    await at_noon(newsroom)
    await wants_alerts(reader, "Алматы -спорт")
    assert await comes_in(newsroom, MATCH) == 0
    assert await comes_in(newsroom, MUSEUM) == 1


async def test_what_comes_in_at_night_is_told_in_the_morning(newsroom: Newsroom, reader: Person) -> None:
    """Also to who has no digest on a schedule."""
    await at_noon(newsroom, 23)
    await wants_alerts(reader, "Алматы")
    assert "Найденное в остальное время приходит в 8 утра." in reader.by_bot[-1].text
    assert await comes_in(newsroom, MUSEUM) == 0
    await at_noon(newsroom, 7)
    assert await comes_in(newsroom) == 0
    await at_noon(newsroom, 8)
    assert await comes_in(newsroom) == 1
    assert await comes_in(newsroom) == 0
    async with newsroom.delivering():
        await reader.receives("Вы следите: Алматы\n\nВ Алматы открыли музей")


async def test_what_a_digest_told_before_the_morning_is_not_repeated(
    newsroom: Newsroom, reader: Person
) -> None:
    await at_noon(newsroom, 23)
    await reader.writes("/subscribe 06:00")
    await reader.receives()
    await wants_alerts(reader, "Алматы")
    assert await comes_in(newsroom, MUSEUM) == 0
    await at_noon(newsroom, 7)
    planner = Planner(newsroom.db, SameProcess(), "newsdigest_bot")
    assert (await planner.plan_due(newsroom.telegram.now())).editions == 1
    await at_noon(newsroom, 9)
    assert await comes_in(newsroom) == 0


async def test_who_stops_before_the_morning_hears_nothing(newsroom: Newsroom, reader: Person) -> None:
    await at_noon(newsroom, 23)
    await wants_alerts(reader, "Алматы")
    assert await comes_in(newsroom, MUSEUM) == 0
    await reader.writes("/unfollow Алматы")
    await reader.receives("Вы больше не следите")
    await at_noon(newsroom, 9)
    assert await comes_in(newsroom) == 0


async def test_what_topic_tells_about_can_be_followed(newsroom: Newsroom, reader: Person) -> None:
    await newsroom.adds(RawText(MUSEUM))
    await reader.writes("/topic Тлендиев")
    await reader.receives("Тлендиев: что было за неделю")
    await reader.presses("Следить")
    await reader.receives("Вы следите: Тлендиев")
    await reader.writes("/topic культура")
    assert "Следить" not in (await reader.receives("Культура")).buttons

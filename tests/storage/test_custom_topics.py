"""Editors' topics as rows, and what removing one does to those who chose it."""

from __future__ import annotations

from storage import custom_topics, destinations
from storage.custom_topics import TopicUse
from storage.database import Database
from storage.destinations import Address
from tests.storage.conftest import NOW


async def chooses(db: Database, chat_id: int, *topics: str) -> int:
    async with db.transaction() as tx:
        number = await destinations.add(tx, Address(chat_id), "private", language="ru", zone="UTC", now=NOW)
        await destinations.set_topics(tx, number, frozenset(topics))
    return number


async def test_a_topic_has_a_name_in_each_language(db: Database) -> None:
    async with db.transaction() as tx:
        topic = await custom_topics.add(tx, "Мосты", ("мост", "переправа"), NOW)
        assert await custom_topics.set_name(tx, topic, "kk", "Көпірлер")
        assert await custom_topics.set_words(tx, topic, ("виадук",))
        assert not await custom_topics.set_words(tx, "t9", ("виадук",))
        assert not await custom_topics.set_name(tx, "t9", "kk", "Көпірлер")
        (own,) = await custom_topics.list_all(tx)
    assert own.id == topic == "t1"
    assert [own.name(language) for language in ("kk", "ru", "en")] == ["Көпірлер", "Мосты", "Мосты"]
    assert own.words == ("виадук",)


async def test_removing_takes_it_from_subscriptions_and_its_id_is_not_used_again(db: Database) -> None:
    async with db.transaction() as tx:
        topic = await custom_topics.add(tx, "Мосты", ("мост",), NOW)
    only, both, other = [
        await chooses(db, chat, *topics)
        for chat, topics in enumerate(((topic,), ("sport", topic), ("sport",)), 1)
    ]
    async with db.transaction() as tx:
        assert await custom_topics.use(tx, topic, NOW) == TopicUse(subscribers=2, alone=1, articles=0)
        assert await custom_topics.remove(tx, topic)
        assert not await custom_topics.remove(tx, topic)
        left = await destinations.get_many(tx, [only, both, other])
        assert [left[number].topics for number in (only, both, other)] == [
            frozenset(), frozenset({"sport"}), frozenset({"sport"})
        ]  # fmt: skip
        assert await custom_topics.use(tx, topic, NOW) == TopicUse(0, 0, 0)
        assert await custom_topics.add(tx, "Мосты", ("мост",), NOW) == "t2"

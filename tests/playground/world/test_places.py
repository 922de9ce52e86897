"""Groups, forums and channels."""

from __future__ import annotations

from typing import Any

import pytest

from bot.playground.telegram import Telegram
from bot.playground.world.person import Person
from tests.playground.conftest import Api

Json = dict[str, Any]


@pytest.fixture
def owner(telegram: Telegram) -> Person:
    return telegram.person("Данияр", started=True)


async def heard(api: Api, offset: int = 0) -> list[Json]:
    updates: list[Json] = await api.result("getUpdates", offset=offset)
    await api.result("getUpdates", offset=updates[-1]["update_id"] + 1 if updates else 0)
    return updates


async def refusal(api: Api, chat: int, **more: object) -> str:
    return await api.refusal("sendMessage", chat_id=chat, text="x", **more)


async def test_privacy_mode(api: Api, telegram: Telegram, owner: Person) -> None:
    group = telegram.group("Редакция", owner=owner)
    await api.result("sendMessage", chat_id=group.id, text="Сәлем")
    mine = await group.receives()
    for text in ("просто так", "/here", "/here@newsdigest_bot", "/here@other_bot", "@newsdigest_bot привет"):
        await owner.writes(text, place=group)
    await owner.writes("ответ", place=group, reply_to=mine)
    texts = [update["message"]["text"] for update in await heard(api)]
    assert texts == ["/here", "/here@newsdigest_bot", "@newsdigest_bot привет", "ответ"]
    group.promotes_bot(by=owner)
    await owner.writes("теперь и это", place=group)
    promoted, message = await heard(api)
    assert promoted["my_chat_member"]["new_chat_member"]["status"] == "administrator"
    assert message["message"]["text"] == "теперь и это"


async def test_being_thrown_out(api: Api, telegram: Telegram, owner: Person) -> None:
    channel, group = telegram.channel("Жаңалықтар", owner=owner), telegram.group("Редакция", owner=owner)
    basic = telegram.group("Шағын", owner=owner, basic=True)
    for place in (channel, group, basic):
        await api.result("sendMessage", chat_id=place.id, text="x")
        place.kicks_bot(by=owner)
    assert await refusal(api, channel.id) == "Forbidden: bot was kicked from the channel chat"
    assert await refusal(api, group.id) == "Forbidden: bot was kicked from the supergroup chat"
    assert await refusal(api, basic.id) == "Forbidden: bot was kicked from the group chat"
    outside = telegram.channel("Чужой", bot="left")
    assert await refusal(api, outside.id) == "Forbidden: bot is not a member of the channel chat"
    statuses = [update["my_chat_member"]["new_chat_member"]["status"] for update in await heard(api)]
    assert statuses == ["kicked"] * 3


async def test_rights(api: Api, telegram: Telegram, owner: Person) -> None:
    channel = telegram.channel("Жаңалықтар", owner=owner, username="zhanalyk")
    channel.promotes_bot(by=owner, lacks=frozenset({"can_post_messages"}))
    assert await refusal(api, channel.id) == "Bad Request: need administrator rights in the channel chat"
    group = telegram.group("Редакция", owner=owner)
    group.chat.may_write = False
    assert await refusal(api, group.id) == "Bad Request: not enough rights to send text messages to the chat"
    posted = await owner.writes("/here", place=group)
    this = {"chat_id": group.id, "message_id": posted.id}
    expected = "Bad Request: not enough rights to manage pinned messages in the chat"
    assert await api.refusal("pinChatMessage", **this) == expected
    assert await api.refusal("deleteMessage", **this) == "Bad Request: message can't be deleted"


async def test_topics(api: Api, telegram: Telegram, owner: Person) -> None:
    forum = telegram.group("Редакция", owner=owner, forum=True)
    topic = forum.opens_topic("Мәдениет", by=owner)
    await owner.writes("/here", place=forum, thread=topic.id)
    created, here = [update["message"] for update in await heard(api)]
    assert created["forum_topic_created"]["name"] == "Мәдениет"
    assert (here["message_thread_id"], here["is_topic_message"]) == (topic.id, True)
    sent = await api.result("sendMessage", chat_id=forum.id, message_thread_id=topic.id, text="x")
    assert sent["message_thread_id"] == topic.id
    expected = "Bad Request: message thread not found"
    assert await refusal(api, forum.id, message_thread_id=999) == expected
    topic.closed = True
    assert await refusal(api, forum.id, message_thread_id=topic.id) == "Bad Request: TOPIC_CLOSED"
    topic.deleted = True
    assert await refusal(api, forum.id, message_thread_id=topic.id) == expected
    await api.result("sendMessage", chat_id=forum.id, text="в общую")


async def test_a_group_becomes_a_supergroup(api: Api, telegram: Telegram, owner: Person) -> None:
    group = telegram.group("Шағын", owner=owner, basic=True)
    upgraded = group.upgrades()
    answer = await api("sendMessage", chat_id=group.id, text="x")
    assert answer["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert answer["parameters"] == {"migrate_to_chat_id": upgraded.id}
    await api.result("sendMessage", chat_id=upgraded.id, text="x")
    left, came = [update["message"] for update in await heard(api)]
    assert left["migrate_to_chat_id"] == upgraded.id
    assert came["migrate_from_chat_id"] == group.id


async def test_choosing_a_channel(api: Api, telegram: Telegram, owner: Person) -> None:
    channel = telegram.channel("Жаңалықтар", owner=owner, bot="left")
    rights = {"can_post_messages": True}
    request = {
        "request_id": 7,
        "chat_is_channel": True,
        "bot_administrator_rights": rights,
        "request_title": True,
    }
    keyboard = {"keyboard": [[{"text": "Выбрать канал", "request_chat": request}]], "resize_keyboard": True}
    await api.result("sendMessage", chat_id=owner.id, text="Куда?", reply_markup=keyboard)
    await owner.picks(channel)
    promoted, shared = await heard(api)
    assert promoted["my_chat_member"]["chat"]["id"] == channel.id
    assert shared["message"]["chat_shared"] == {"request_id": 7, "chat_id": channel.id, "title": "Жаңалықтар"}
    member = await api.result("getChatMember", chat_id=channel.id, user_id=telegram.bot.id)
    assert (member["status"], member["can_post_messages"]) == ("administrator", True)
    post = await api.result("sendMessage", chat_id=channel.id, text="x")
    assert ("from" in post, post["sender_chat"]["id"]) == (False, channel.id)


async def test_posts_and_their_discussion(api: Api, telegram: Telegram, owner: Person) -> None:
    channel = telegram.channel("Жаңалықтар", owner=owner)
    channel.discussion = telegram.group("Талқылау", owner=owner, bot="administrator")
    post = channel.posts("Пост")
    posted, forwarded = await heard(api)
    assert posted["channel_post"]["text"] == "Пост"
    assert forwarded["message"]["is_automatic_forward"] is True
    assert forwarded["message"]["forward_origin"]["message_id"] == post.id


async def test_anonymous_administrators(api: Api, telegram: Telegram, owner: Person) -> None:
    group = telegram.group("Редакция", owner=owner)
    group.joins(owner, "creator", anonymous=True)
    await owner.writes("/here", place=group)
    (update,) = await heard(api)
    assert update["message"]["sender_chat"]["id"] == group.id
    assert update["message"]["from"]["username"] == "GroupAnonymousBot"
    (creator,) = await api.result("getChatAdministrators", chat_id=group.id)
    assert (creator["user"]["id"], creator["is_anonymous"]) == (owner.id, True)


async def test_forwards_albums_and_photos(api: Api, telegram: Telegram, owner: Person) -> None:
    post = telegram.channel("Жаңалықтар").posts("Пост")
    await owner.forwards(post)
    await owner.forwards("Текст", from_channel="Tengri")
    await owner.forwards("Текст")
    await owner.uploads_album([("a.txt", b"a"), ("b.txt", b"b")], caption="Две")
    await owner.shows(b"jpeg", html='<a href="https://a.kz/1">ссылка</a>')
    _, *messages = [update.get("message", {}) for update in await heard(api)]
    assert [m["forward_origin"]["type"] for m in messages[:3]] == ["channel", "channel", "hidden_user"]
    assert messages[3]["media_group_id"] == messages[4]["media_group_id"]
    assert (messages[3]["caption"], messages[4].get("caption")) == ("Две", None)
    assert messages[5]["caption_entities"][0]["url"] == "https://a.kz/1"


async def test_what_the_bot_passes_on(api: Api, telegram: Telegram, owner: Person) -> None:
    channel = telegram.channel("Жаңалықтар")
    written = await owner.writes("Моё")
    this = {"from_chat_id": owner.id, "message_id": written.id, "chat_id": channel.id}
    forwarded = await api.result("forwardMessage", **this)
    assert forwarded["forward_origin"]["sender_user"]["id"] == owner.id
    copied = await api.result("copyMessage", **this)
    assert channel.screen[1].id == copied["message_id"]
    assert channel.screen[1].forward_origin is None
    missing = this | {"message_id": 999}
    assert await api.refusal("copyMessage", **missing) == "Bad Request: message to copy not found"


async def test_leaving(api: Api, telegram: Telegram, owner: Person) -> None:
    group = telegram.group("Редакция", owner=owner)
    assert await api.result("leaveChat", chat_id=group.id) is True
    assert await refusal(api, group.id) == "Forbidden: bot is not a member of the supergroup chat"
    group.adds_bot(by=owner)
    left, added, came = await heard(api)
    assert left["my_chat_member"]["new_chat_member"]["status"] == "left"
    assert added["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert came["message"]["new_chat_members"][0]["id"] == telegram.bot.id

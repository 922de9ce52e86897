"""Whether the bot may do something in a chat, and in which words it is told that it may not."""

from __future__ import annotations

from typing import Literal

from bot.playground.errors import Refusal, bad_request, forbidden
from bot.playground.world.chats import Chat, Topic
from bot.playground.world.messages import Message
from bot.playground.world.world import World

Access = Literal["read", "edit", "write"]
_GENERAL_TOPIC = 1


def accessible_chat(world: World, reference: str, access: Access) -> Chat:
    """The chat that a call names. Raises Refusal."""
    if not reference:
        raise bad_request("chat_id is empty")
    chat = world.find(reference)
    if chat is None or chat.deleted:
        raise bad_request("chat not found")
    if chat.person is not None:
        _check_private(chat, access)
    else:
        _check_membership(world, chat, access)
    return chat


def _check_private(chat: Chat, access: Access) -> None:
    person = chat.person
    if person is None or (not chat.started and not person.met):
        raise bad_request("chat not found")
    if person.deactivated and access != "read":
        raise forbidden("user is deactivated")


def _check_membership(world: World, chat: Chat, access: Access) -> None:
    if chat.upgraded_to is not None:
        if access == "write":
            raise Refusal(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=chat.upgraded_to,
            )
        return
    status = world.bot_in(chat).status
    if chat.kind == "group" and access == "read":
        return
    if status == "kicked":
        raise forbidden(f"bot was kicked from the {chat.kind} chat")
    if status == "left" and (access != "read" or not chat.username):
        raise forbidden(f"bot is not a member of the {chat.kind} chat")


def topic_of(chat: Chat, thread: int) -> Topic | None:
    """The forum topic that a message goes to; numbers mean nothing where there are none. Raises Refusal."""
    if not thread or not chat.is_forum:
        return None
    topic = chat.topics.get(thread)
    if thread == _GENERAL_TOPIC or topic is None or topic.deleted:
        raise bad_request("message thread not found")
    return topic


def check_may_write(world: World, chat: Chat, topic: Topic | None) -> None:
    """What only Telegram itself knows: blocks, rights, closed topics. Raises Refusal."""
    if chat.person is not None:
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
        if not chat.started:
            raise forbidden("bot can't initiate conversation with a user")
        return
    bot = world.bot_in(chat)
    if chat.kind == "channel":
        if not bot.may("can_post_messages"):
            raise bad_request("need administrator rights in the channel chat")
    elif not chat.may_write and not bot.is_admin:
        raise bad_request("not enough rights to send text messages to the chat")
    if topic is not None and topic.closed and not bot.may("can_manage_topics"):
        raise bad_request("TOPIC_CLOSED")


def existing_message(chat: Chat, message_id: int, what: str) -> Message:
    """`what` is the server's name for it, "message to edit"."""
    message = chat.messages.get(message_id)
    if message is None:
        raise bad_request(f"{what} not found")
    return message

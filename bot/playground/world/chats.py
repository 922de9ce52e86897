"""Chats with their members, topics and messages."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.playground.world.accounts import Account
from bot.playground.world.messages import Message
from bot.playground.world.signals import Signal

Kind = Literal["private", "group", "supergroup", "channel"]
Status = Literal["creator", "administrator", "member", "left", "kicked"]
_ADMIN_RIGHTS = (
    "can_be_edited", "can_manage_chat", "can_change_info", "can_delete_messages", "can_invite_users",
    "can_restrict_members", "can_promote_members", "can_manage_video_chats",
    "can_post_stories", "can_edit_stories", "can_delete_stories", "can_send_welcome_messages",
)  # fmt: skip
_CHANNEL_RIGHTS = ("can_post_messages", "can_edit_messages")
_GROUP_RIGHTS = ("can_pin_messages", "can_manage_topics")


@dataclass(slots=True, eq=False)
class Member:
    """Someone's place in a chat. `lacks` names the rights that an administrator was not given."""

    account: Account
    status: Status
    anonymous: bool = False
    lacks: frozenset[str] = frozenset()

    @property
    def is_admin(self) -> bool:
        return self.status in ("creator", "administrator")

    @property
    def is_in(self) -> bool:
        return self.status not in ("left", "kicked")

    def may(self, right: str) -> bool:
        return self.is_admin and right not in self.lacks

    def api(self, kind: Kind) -> dict[str, object]:
        out: dict[str, object] = {"user": self.account.api(), "status": self.status}
        if self.is_admin:
            out["is_anonymous"] = self.anonymous
        if self.status == "administrator":
            own = _CHANNEL_RIGHTS if kind == "channel" else _GROUP_RIGHTS
            out |= {right: right not in self.lacks for right in (*_ADMIN_RIGHTS, *own)}
        if self.status == "kicked":
            out["until_date"] = 0
        return out


@dataclass(slots=True, eq=False)
class Topic:
    """A topic of a forum."""

    id: int
    name: str
    closed: bool = False
    deleted: bool = False


@dataclass(slots=True, eq=False, repr=False)
class Chat:
    """One chat. In a private one `started` says that the person has written or pressed Start."""

    id: int
    kind: Kind
    title: str
    username: str | None = None
    person: Account | None = None
    started: bool = False
    blocked: bool = False
    may_write: bool = True
    upgraded_to: int | None = None
    is_forum: bool = False
    deleted: bool = False
    members: dict[int, Member] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    messages: OrderedDict[int, Message] = field(default_factory=OrderedDict)
    reply_keyboard: list[list[dict[str, Any]]] | None = None
    unread: int = 0
    last_id: int = 0
    changed: Signal = field(default_factory=Signal)

    def __repr__(self) -> str:
        return f"<{self.kind} chat {self.id} {self.title!r}>"

    def api(self) -> dict[str, object]:
        if self.person is not None:
            out: dict[str, object] = {"id": self.id, "first_name": self.person.name, "type": "private"}
            if self.person.username:
                out["username"] = self.person.username
            return out
        out = {"id": self.id, "title": self.title, "type": self.kind}
        if self.username:
            out["username"] = self.username
        if self.is_forum:
            out["is_forum"] = True
        return out

    def member(self, account: Account) -> Member:
        return self.members.get(account.id) or Member(account, "left")

    def newest(self) -> Message | None:
        return next(reversed(self.messages.values()), None)

    def keep(self, message: Message, history: int) -> None:
        """Adds a message; the oldest go when there are more than `history`."""
        self.messages[message.id] = message
        if len(self.messages) > history:
            self.messages.popitem(last=False)

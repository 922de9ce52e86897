"""Everybody and every chat there is, with their numbers."""

from __future__ import annotations

from itertools import count

from bot.playground.world.accounts import Account
from bot.playground.world.chats import Chat, Kind, Member, Status
from bot.playground.world.files import Files
from bot.playground.world.messages import Message

_GENERAL_TOPIC = 1  # its number is no message's
_FIRST_SUPERGROUP = -1_002_000_000_000


class World:
    """Persons and chats by id. Private chats and basic groups share one sequence of message ids."""

    def __init__(self, bot: Account, history: int) -> None:
        self.bot = bot
        self.people: dict[int, Account] = {}
        self.chats: dict[int, Chat] = {}
        self.files = Files()
        self._history = history
        self._names: dict[str, Chat] = {}
        self._person_ids = count(7_000_001)
        self._group_ids = count(-4_000_001, -1)
        self._supergroup_ids = count(_FIRST_SUPERGROUP, -1)
        self._message_ids = count(1)
        self._album_ids = count(13_000_000_000_000_001)

    def add_person(
        self, name: str, id: int | None, username: str | None, language: str, role: str
    ) -> Account:
        number = next(self._person_ids) if id is None else id
        if number in self.people:
            raise ValueError(f"there is a person {number} already")
        account = Account(number, name, username, language, role)
        self.people[number] = account
        self._add(Chat(number, "private", name, username, person=account))
        return account

    def add_chat(
        self, kind: Kind, title: str, *, id: int | None, username: str | None, is_forum: bool
    ) -> Chat:
        ids = self._group_ids if kind == "group" else self._supergroup_ids
        number = next(ids) if id is None else id
        first = _GENERAL_TOPIC if is_forum else 0
        return self._add(Chat(number, kind, title, username, is_forum=is_forum, last_id=first))

    def _add(self, chat: Chat) -> Chat:
        self.chats[chat.id] = chat
        if chat.username:
            self._names[f"@{chat.username.lower()}"] = chat
        return chat

    def find(self, reference: str) -> Chat | None:
        """A chat by its number or @name. Persons can't be found by name, as in the real Telegram."""
        if reference.startswith("@"):
            chat = self._names.get(reference.lower())
            return chat if chat is not None and chat.person is None else None
        try:
            return self.chats.get(int(reference))
        except ValueError:
            return None

    def bot_in(self, chat: Chat) -> Member:
        return chat.member(self.bot)

    def set_member(
        self, chat: Chat, account: Account, status: Status, lacks: frozenset[str] = frozenset()
    ) -> Member:
        member = chat.members[account.id] = Member(account, status, lacks=lacks)
        return member

    def next_message_id(self, chat: Chat) -> int:
        if chat.kind in ("private", "group"):
            return next(self._message_ids)
        chat.last_id += 1
        return chat.last_id

    def next_album_id(self) -> str:
        return str(next(self._album_ids))

    def keep(self, message: Message) -> None:
        message.chat.keep(message, self._history)

"""What the page in the browser does: looks into chats, acts as the people, moves the clock, makes faults."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.playground.markup.cutting import cut
from bot.playground.pages.json_view import page_chat, page_message, page_person
from bot.playground.pages.uploads import read_form, send_form
from bot.playground.world.chats import Chat
from bot.playground.world.messages import Message
from bot.playground.world.person import Person
from bot.playground.world.places import Channel, Place

if TYPE_CHECKING:
    from bot.playground.telegram import Telegram

Json = dict[str, Any]
OnClock = Callable[[datetime], Awaitable[None]]
_PRESS_PATIENCE = 15.0
_MOST_AT_ONCE = 200


class Control:
    """The handlers of `/control/…`. `on_clock` is awaited when the clock was moved."""

    def __init__(self, telegram: Telegram, on_clock: OnClock | None) -> None:
        self.telegram = telegram
        self.on_clock = on_clock

    def routes(self) -> list[web.RouteDef]:
        chat = "/control/chats/{chat}"
        return [
            web.get("/control/state", self.state),
            web.get(f"{chat}/messages", self.messages),
            web.post(f"{chat}/send", self.send),
            web.post(f"{chat}/upload", self.upload),
            web.post(f"{chat}/forward", self.forward),
            web.post(f"{chat}/press", self.press),
            web.post(f"{chat}/share", self.share),
            web.post(f"{chat}/block", self.block),
            web.post(f"{chat}/post", self.post),
            web.post(f"{chat}/delete", self.delete),
            web.post("/control/clock", self.clock),
            web.get("/control/faults", self.faults),
            web.post("/control/faults", self.set_faults),
        ]

    async def state(self, request: web.Request) -> web.Response:
        telegram = self.telegram
        person = telegram.people.get(int(request.query.get("person", 0)))
        bot = {"id": telegram.bot.id, "name": telegram.bot.name, "username": telegram.bot.username}
        return _json(
            {
                "now": telegram.now().isoformat(),
                "bot": bot | {"commands": telegram.menu(person)},
                "people": [page_person(each.account) for each in telegram.people.values()],
                "chats": [page_chat(chat) for chat in telegram.world.chats.values() if not chat.deleted],
            }
        )

    async def messages(self, request: web.Request) -> web.Response:
        """The newest before a number; whoever asks has read the chat."""
        chat = self._chat(request)
        chat.unread = 0
        query = request.query
        thread, before = int(query.get("thread", 0)), int(query.get("before", 0))
        limit = min(int(query.get("limit", 50)), _MOST_AT_ONCE)
        wanted = (
            message
            for message in reversed(chat.messages.values())
            if (not thread or message.thread == thread) and (not before or message.id < before)
        )
        return _json({"messages": [page_message(message) for message in islice(wanted, limit)][::-1]})

    async def send(self, request: web.Request) -> web.Response:
        body = await _body(request)
        person, place = self._who_and_where(request, body["person"])
        sent = await person.pastes(str(body["text"]), place=place, thread=body.get("thread"))
        return _sent(sent)

    async def upload(self, request: web.Request) -> web.Response:
        form = await read_form(request)
        person, place = self._who_and_where(request, form.person)
        return _sent(await send_form(person, place, form))

    async def forward(self, request: web.Request) -> web.Response:
        body = await _body(request)
        person, place = self._who_and_where(request, body["person"])
        source = self.telegram.world.chats[int(body["from_chat"])]
        found = [source.messages[int(number)] for number in body["messages"]]
        return _sent([await person.forwards(message, place=place) for message in found])

    async def press(self, request: web.Request) -> web.Response:
        body = await _body(request)
        person, _ = self._who_and_where(request, body["person"])
        message = self._chat(request).messages[int(body["message"])]
        answer = await person.presses_data(message, str(body["data"]), within=_PRESS_PATIENCE)
        return _json({"text": answer.text, "alert": answer.alert, "url": answer.url})

    async def share(self, request: web.Request) -> web.Response:
        """Answers a key that asks for a chat."""
        body = await _body(request)
        person, _ = self._who_and_where(request, body["person"])
        place = self.telegram.places[int(body["chat"])]
        return _sent([await person.picks(place, request_id=int(body["request_id"]))])

    async def block(self, request: web.Request) -> web.Response:
        person = self.telegram.people[self._chat(request).id]
        blocks = bool((await _body(request))["blocked"])
        person.blocks() if blocks else person.unblocks()
        return _json({"blocked": person.chat.blocked})

    async def post(self, request: web.Request) -> web.Response:
        channel = self.telegram.places[self._chat(request).id]
        if not isinstance(channel, Channel):
            raise TypeError("only a channel takes posts")
        return _sent([channel.posts(piece) for piece in cut(str((await _body(request))["text"]))])

    async def delete(self, request: web.Request) -> web.Response:
        message = self._chat(request).messages[int((await _body(request))["message"])]
        self.telegram.remove(message)
        return _json({"deleted": message.id})

    async def clock(self, request: web.Request) -> web.Response:
        body = await _body(request)
        if "to" in body:
            by = datetime.fromisoformat(str(body["to"])) - self.telegram.now()
        else:
            by = timedelta(seconds=float(body["by_seconds"]))
        now = self.telegram.move_clock(by)
        if self.on_clock is not None:
            await self.on_clock(now)
        return _json({"now": now.isoformat()})

    async def faults(self, _request: web.Request) -> web.Response:
        return _json({"faults": self.telegram.faults.plain()})

    async def set_faults(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.telegram.faults.replace(body["faults"] if isinstance(body, dict) else body)
        return _json({"faults": self.telegram.faults.plain()})

    def _chat(self, request: web.Request) -> Chat:
        return self.telegram.world.chats[int(request.match_info["chat"])]

    def _who_and_where(self, request: web.Request, person: object) -> tuple[Person, Place | None]:
        """In a private chat there is only one who can act."""
        chat = self._chat(request)
        if chat.person is not None:
            return self.telegram.people[chat.person.id], None
        return self.telegram.people[int(str(person))], self.telegram.places[chat.id]


async def _body(request: web.Request) -> Json:
    body = await request.json()
    if not isinstance(body, dict):
        raise TypeError("the body must be a JSON object")
    return body


def _sent(messages: list[Message]) -> web.Response:
    return _json({"messages": [page_message(message) for message in messages]})


def _json(body: Json) -> web.Response:
    return web.json_response(body, dumps=lambda value: json.dumps(value, ensure_ascii=False))

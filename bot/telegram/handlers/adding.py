"""How editors add articles: /add, pasting, forwarding, uploading."""

from __future__ import annotations

from aiogram import Bot, F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Document, Message

from bot import computing
from bot.telegram.desk import Desk, plainly_no_article
from bot.telegram.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, IsEditor, Pressed
from bot.telegram.incoming import command_text, file_text, is_own, raw_of
from bot.telegram.pasting import Pasting
from bot.telegram.showing import reply, show, typing
from bot.telegram.uploads import download, unread
from bot.telegram.visit import Visit
from bot.views.actions import Action
from bot.views.callbacks import Press
from bot.views.help import sentence
from bot.worker import Worker, WorkerError
from digests.models import RawText
from storage.pastes import Part


def router() -> Router:
    router = Router(name="adding")
    editor = IsEditor()
    router.message.register(add, Command("add", ignore_case=True), IN_PRIVATE, editor)
    router.message.register(own, IN_PRIVATE, editor, is_own)
    router.message.register(upload, F.document, ~F.animation, IN_PRIVATE, editor)
    router.message.register(forward, F.forward_origin, F.text | F.caption, IN_PRIVATE, editor)
    router.message.register(paste, F.text | F.caption, ~F.text.startswith("/"), IN_PRIVATE, editor)
    private = PRESSED_IN_PRIVATE
    router.callback_query.register(press_add, Pressed(Action.ADD), private, editor)
    router.callback_query.register(press_drop, Pressed(Action.DROP), private, editor)
    return router


async def add(message: Message, bot: Bot, visit: Visit, pasting: Pasting) -> None:
    raw = command_text(message)
    if not raw.text.strip():
        await reply(message, sentence(visit.say("add-ask")))
        return
    await pasting.take(bot, _part(message, raw, visit, command=True))


async def paste(message: Message, bot: Bot, visit: Visit, pasting: Pasting) -> None:
    await pasting.take(bot, _part(message, raw_of(message), visit, command=False))


async def forward(message: Message, bot: Bot, visit: Visit, desk: Desk) -> None:
    """Never a part of a paste: each forward is a text of its own."""
    await desk.take(bot, visit.person, raw_of(message), visit.place, received=message.date)


async def own(message: Message, visit: Visit) -> None:
    await reply(message, sentence(visit.say("refusal-own")))


async def upload(message: Message, bot: Bot, visit: Visit, desk: Desk, worker: Worker) -> None:
    """The text of the file; of one that has none, the caption may be the article."""
    if message.document is None:
        return
    async with typing(bot, message.chat.id):
        read = await _read(message.document, bot, worker)
    caption = raw_of(message)
    if isinstance(read, str) and plainly_no_article(caption):
        await reply(message, unread(read, visit.place))
        return
    raw = caption if isinstance(read, str) else file_text(read, message)
    await desk.take(bot, visit.person, raw, visit.place, received=message.date)


async def press_add(call: CallbackQuery, press: Press, bot: Bot, visit: Visit, desk: Desk) -> None:
    async with typing(bot, call.from_user.id):
        view = await desk.add_draft(int(press.arguments[0]), visit.person.id, visit.place)
    await show(call, bot, view)


async def press_drop(call: CallbackQuery, press: Press, bot: Bot, visit: Visit, desk: Desk) -> None:
    await show(call, bot, await desk.drop_draft(int(press.arguments[0]), visit.person.id, visit.place))


async def _read(document: Document, bot: Bot, worker: Worker) -> RawText | str:
    """The text, or why there is none."""
    content = await download(document, bot)
    if isinstance(content, str):
        return content
    try:
        read = await worker.run(computing.read_file, document.file_name or "", content)
    except WorkerError:
        return "unreadable"
    return read if isinstance(read, RawText) else read.value


def _part(message: Message, raw: RawText, visit: Visit, *, command: bool) -> Part:
    return Part(
        person_id=visit.person.id,
        chat_id=message.chat.id,
        message_id=message.message_id,
        command=command,
        raw=raw,
        received=message.date,
    )

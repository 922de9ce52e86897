"""Files that editors send."""

from __future__ import annotations

from aiogram import Bot, F, Router
from aiogram.types import CallbackQuery, Message

from bot.telegram.handlers.editor.upload_desk import UploadBatches
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, IsEditor, IsOwn, Pressed
from bot.telegram.shared.replies import edit_or_send
from bot.views.common.buttons import Action, Press


def router() -> Router:
    router = Router(name="uploading")
    editor = IsEditor()
    router.message.register(upload, F.document, ~F.animation, IN_PRIVATE, editor, ~IsOwn())
    for action, press in (
        (Action.ADD_ALL, press_add),
        (Action.DROP_ALL, press_drop),
        (Action.UNDO_ALL, press_undo),
    ):
        router.callback_query.register(press, Pressed(action), PRESSED_IN_PRIVATE, editor)
    return router


async def upload(message: Message, bot: Bot, context: RequestContext, upload_desk: UploadBatches) -> None:
    if message.document is not None:
        await upload_desk.take(message, message.document, bot, context)


async def press_add(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, upload_desk: UploadBatches
) -> None:
    await edit_or_send(call, bot, await upload_desk.add_all(int(press.arguments[0]), context))


async def press_drop(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, upload_desk: UploadBatches
) -> None:
    await edit_or_send(call, bot, await upload_desk.drop_all(int(press.arguments[0]), context))


async def press_undo(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, upload_desk: UploadBatches
) -> None:
    await edit_or_send(call, bot, await upload_desk.undo_all(int(press.arguments[0]), context))

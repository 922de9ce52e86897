"""The owner of a chat decides about an edition before it goes."""

from __future__ import annotations

from aiogram import Bot, Router
from aiogram.types import CallbackQuery

from bot.services import proofs as service
from bot.telegram.filters import PRESSED_IN_PRIVATE, Pressed
from bot.telegram.showing import show
from bot.telegram.standing import Standing
from bot.telegram.visit import Visit
from bot.views.actions import Action
from bot.views.callbacks import Press
from storage import destinations, proofs
from storage.database import Database
from storage.destinations import Destination


def router() -> Router:
    router = Router(name="proofs")
    for action, press in (
        (Action.PROOF, open_proof),
        (Action.PROOF_ITEMS, open_proof),
        (Action.PROOF_DO, decide),
        (Action.PROOF_DROP, drop),
    ):
        router.callback_query.register(press, Pressed(action), PRESSED_IN_PRIVATE)
    return router


async def open_proof(
    call: CallbackQuery, press: Press, bot: Bot, visit: Visit, db: Database, *, standing: Standing
) -> None:
    if await _destination(press, bot, visit, db, standing):
        await _show(call, press, bot, visit, db, dropping=press.action is Action.PROOF_ITEMS)


async def decide(
    call: CallbackQuery, press: Press, bot: Bot, visit: Visit, db: Database, *, standing: Standing
) -> None:
    """A second press of the same finds it done."""
    what, number = press.arguments
    if not await _destination(press, bot, visit, db, standing):
        return
    if what == "publish":
        await service.approve(db, int(number))
    elif what == "skip":
        await service.skip(db, int(number))
    else:
        await service.restore(db, int(number))
    await _show(call, press, bot, visit, db, dropping=what == "restore")


async def drop(
    call: CallbackQuery, press: Press, bot: Bot, visit: Visit, db: Database, *, standing: Standing
) -> None:
    story, number = press.arguments
    if await _destination(press, bot, visit, db, standing):
        await service.drop(db, int(number), int(story))
        await _show(call, press, bot, visit, db, dropping=True)


async def _destination(
    press: Press, bot: Bot, visit: Visit, db: Database, standing: Standing
) -> Destination | None:
    """Of the proof, for its chat's owner who is an administrator there, or for the bot's admins."""
    async with db.read() as reader:
        proof = await proofs.get(reader, int(press.arguments[-1]))
        found = await destinations.get(reader, proof.destination_id) if proof else None
    if found is None or visit.admin:
        return found
    own = found.owner_id == visit.person.id
    return (
        found
        if own and await standing.manages(bot, found.address.chat_id, visit.person.id, visit.now)
        else None
    )


async def _show(
    call: CallbackQuery, press: Press, bot: Bot, visit: Visit, db: Database, *, dropping: bool
) -> None:
    async with db.read() as reader:
        proof = await proofs.get(reader, int(press.arguments[-1]))
        found = await destinations.get(reader, proof.destination_id) if proof else None
    if proof is not None and found is not None:
        screen = await service.proof_screen(
            db, proof, found, visit.destination, visit.bot_username, now=visit.now, dropping=dropping
        )
        await show(call, bot, screen)

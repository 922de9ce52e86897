"""An answer that takes the open question back: "отмена"."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Filter
from aiogram.types import Message

from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE
from bot.telegram.shared.questions import close_question
from bot.views.common.menu import with_menu
from digests.requests.plain_words import takes_back
from storage.database import Database


class _OpenQuestion(Filter):
    async def __call__(self, _: Message, context: RequestContext) -> bool:
        return context.person.awaiting is not None


def register(router: Router) -> None:
    """Before all that awaits an answer."""
    router.message.register(taken_back, F.text, F.text.func(takes_back), _OpenQuestion(), IN_PRIVATE)


async def taken_back(_: Message, context: RequestContext, db: Database) -> None:
    """The question is closed last: a program that ends before does all of it again."""
    await context.answer(with_menu(context.say("question-taken-back"), context.say))
    await close_question(db, context.person.id)

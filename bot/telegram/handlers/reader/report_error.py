"""[Report an error] under a story: asks for a reason and says thanks."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.answers.story import tell
from bot.editions import error_reports
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import PRESSED_IN_PRIVATE, Pressed
from bot.views.common.menu import with_menu
from bot.views.reader.answer_buttons import AskReport, ReportError
from bot.views.reader.corrected import ask_report, report_taken
from storage.database import Database


def register(router: Router) -> None:
    router.callback_query.register(ask, Pressed(AskReport), PRESSED_IN_PRIVATE)
    router.callback_query.register(report, Pressed(ReportError), PRESSED_IN_PRIVATE)


async def ask(_: CallbackQuery, press: AskReport, context: RequestContext, db: Database) -> None:
    told = await tell(db, context.destination, press.story, context.now)
    gone = with_menu(context.say("story-gone"), context.say)
    await context.answer(ask_report(told.item, press.shown, context.say) if told else gone)


async def report(_: CallbackQuery, press: ReportError, context: RequestContext, db: Database) -> None:
    kept = await error_reports.report(db, press.story, context.destination, press.reason, context.now)
    gone = with_menu(context.say("story-gone"), context.say)
    await context.answer(report_taken(press.story, press.shown, context.say) if kept else gone)

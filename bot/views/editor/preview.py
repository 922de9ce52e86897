"""A digest as readers would get it now, shown to editors."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.i18n import Say
from bot.views.common.buttons import button
from bot.views.common.context import HeaderFooter, RenderContext
from bot.views.common.html import text
from bot.views.common.message import Button, Message
from bot.views.common.origin import FromPreview
from bot.views.editor.buttons import OpenPreview
from bot.views.reader.digest import edition_message, rest_page
from bot.views.reader.topic_menu import period_words
from digests.models.digest import Digest

DAY, WEEK = timedelta(days=1), timedelta(days=7)


def preview_message(digest: Digest, readers: int, shown: FromPreview, look: RenderContext) -> Message:
    """The mark of a preview stands last, because the headline is first, as in an edition.

    `readers` is how many will soon get theirs.
    """
    if not digest.items:
        return _no_news(shown, look.say)
    return edition_message(digest, replace(look, frame=_frame(readers, look.say)), shown)[0]


def preview_rest(digest: Digest, readers: int, shown: FromPreview, look: RenderContext, page: int) -> Message:
    return rest_page(digest, replace(look, frame=_frame(readers, look.say)), page, shown)


def preview_wrong_period(say: Say) -> Message:
    return Message(text(say("preview-wrong-period")), ((_of(DAY, say), _of(WEEK, say)),))


def _no_news(shown: FromPreview, say: Say) -> Message:
    words = say("preview-empty", period=period_words(shown.answer.period, say))
    return Message(text(words), ((_of(WEEK if shown.answer.period < WEEK else DAY, say),),))


def _frame(readers: int, say: Say) -> HeaderFooter:
    return HeaderFooter(signature=say("preview-mark", count=readers))


def _of(period: timedelta, say: Say) -> Button:
    words = say("button-period-week") if period == WEEK else say("button-period-day")
    return button(words, OpenPreview(int(period.total_seconds()) // 3600))

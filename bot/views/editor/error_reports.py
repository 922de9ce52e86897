"""What a reader says is wrong with a story, and what an editor can do about it."""

from __future__ import annotations

from bot.i18n import Say
from bot.views.common.buttons import EditArticle, EditStory, SplitStory, button
from bot.views.common.html import bold, clip, join, text
from bot.views.common.menu import plain
from bot.views.common.message import Message
from bot.views.editor.buttons import AskRetract, ChooseRetracted, RejectReports
from bot.views.reader.answer_buttons import OpenStory
from digests.models.digest import DigestItem

HEADLINE_UNITS = 200


def error_card(reason: str, item: DigestItem, say: Say) -> Message:
    """`item` is the story in the form that the editor reads."""
    story, articles = item.story.id, item.story.articles
    lines = [
        text(say("report-card", reason=say(f"report-reason-{reason}"))),
        bold(text(clip(item.headline, HEADLINE_UNITS))),
        text(say("story-number", number=str(story))),
    ]
    single = len(articles) == 1
    correct = button(say("button-edit"), EditArticle(articles[0].id) if single else EditStory(story))
    take = button(say("button-retract"), AskRetract(articles[0].id) if single else ChooseRetracted(story))
    part = () if single else (button(say("button-split"), SplitStory(story, 0, None)),)
    leave = button(say("button-reject-reports"), RejectReports(story))
    whole = button(say("button-whole-story"), OpenStory(story))
    return Message(join(lines, "\n"), ((correct, take), (*part, leave), (whole,)))


def rejected(count: int, say: Say) -> Message:
    return plain(say("report-rejected", count=count) if count else say("report-settled-before"))

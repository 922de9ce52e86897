"""What editors see of their corrections: the question, and how many messages have followed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.i18n import Say
from bot.views.common.buttons import Action, button, encode
from bot.views.common.context import RenderContext
from bot.views.common.html import bold, clip, join, text
from bot.views.common.message import Button, Message, in_rows
from bot.views.editor.articles import (
    ARTICLES_PER_PAGE,
    HEADLINE_UNITS,
    LINE_UNITS,
    list_button,
    open_button,
    restore_button,
)
from bot.views.reader.answer_buttons import OpenStory
from digests.models import Article, Story

CorrectionKind = Literal["revised", "retracted", "restored"]


@dataclass(frozen=True, slots=True)
class CorrectionProgress:
    """How many messages have followed a correction.

    `looking`: not every edition of the last `days` has been looked at. `before`: changed before they went;
    of the others `waiting` for their turn, `done`, `gone` because their readers deleted them, `refused`.
    """

    days: int
    looking: bool
    before: int = 0
    waiting: int = 0
    done: int = 0
    gone: int = 0
    refused: int = 0


def ask_text(article: Article, say: Say) -> Message:
    """For the new text of an article."""
    lines = [
        text(say("correction-ask", number=str(article.id))),
        bold(text(clip(article.headline, HEADLINE_UNITS))),
    ]
    cancel = Button(say("button-cancel"), encode(Action.ARTICLE, article.id))
    return Message(join(lines, "\n"), ((cancel,),))


def choose_article(story: Story, say: Say) -> Message:
    """Which of a story's reports is to be corrected, the newest first."""
    newest = story.articles[::-1][:ARTICLES_PER_PAGE]
    lines = [text(f"{article.id}. {clip(article.headline, LINE_UNITS)}") for article in newest]
    numbers = [Button(str(article.id), encode(Action.EDIT, article.id)) for article in newest]
    back = button(say("button-whole-story"), OpenStory(story.id))
    title = bold(text(say("correction-choose")))
    return Message(join([title, *lines], "\n\n"), (*in_rows(numbers, 4), (back,)))


def followed(
    kind: CorrectionKind,
    revision_id: int,
    article: Article,
    progress: CorrectionProgress,
    place: RenderContext,
) -> Message:
    """What was done to the article, and what the messages that told it have become."""
    say, number = place.say, str(article.id)
    refresh = Button(say("button-refresh"), encode(Action.REVISION, revision_id))
    if kind == "revised":
        title = say("correction-revised", number=number)
        back = Button(say("button-take-back"), encode(Action.TAKE_BACK, revision_id))
        buttons = ((refresh, back), (open_button(article.id, say),))
    elif kind == "retracted":
        title = say("retract-done", number=number)
        buttons = ((restore_button(article.id, say), refresh), (list_button(say),))
    else:
        title = say("restore-done", number=number)
        buttons = ((open_button(article.id, say), refresh), (list_button(say),))
    lines = [
        bold(text(title)),
        text(clip(article.headline, HEADLINE_UNITS)),
        *map(text, _lines(progress, say)),
    ]
    return Message(join(lines, "\n"), buttons)


def unchanged(article_id: int, say: Say) -> Message:
    words = text(say("correction-unchanged", number=str(article_id)))
    return Message(words, ((open_button(article_id, say),),))


def taken(article_id: int, say: Say) -> Message:
    """The text belongs to this other article."""
    words = text(say("correction-taken", number=str(article_id)))
    return Message(words, ((open_button(article_id, say),),))


def _lines(progress: CorrectionProgress, say: Say) -> list[str]:
    sent = progress.waiting + progress.done + progress.gone + progress.refused
    lines = []
    if progress.before:
        lines.append(say("correction-before", count=progress.before))
    if sent:
        lines.append(say("correction-done", done=progress.done, all=sent))
    if progress.gone:
        lines.append(say("correction-gone", count=progress.gone))
    if progress.refused:
        lines.append(say("correction-refused", count=progress.refused))
    if progress.looking:
        lines.append(say("correction-looking"))
    return lines or [say("correction-nowhere", days=progress.days)]

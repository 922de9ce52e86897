"""Corrections as editors see them: the question, and how many messages have been updated."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.i18n import Say
from bot.views.common.buttons import EditArticle, OpenArticle, button
from bot.views.common.html import Html, bold, clip, join, text
from bot.views.common.message import Message, ProgressOf, in_rows
from bot.views.editor.articles import (
    ARTICLES_PER_PAGE,
    HEADLINE_UNITS,
    LINE_UNITS,
    list_button,
    open_button,
    restore_button,
)
from bot.views.editor.buttons import AskRetract, TakeBack
from bot.views.reader.answer_buttons import OpenStory
from digests.models.stories import Article, Story

if TYPE_CHECKING:
    from storage.correction_runs import RunProgress
    from storage.revisions import RevisedPart, Revision


def ask_text(article: Article, say: Say) -> Message:
    """Asks for the new text of an article."""
    lines = [
        text(say("correction-ask", number=str(article.id))),
        bold(text(clip(article.headline, HEADLINE_UNITS))),
    ]
    cancel = button(say("button-cancel"), OpenArticle(article.id))
    return Message(join(lines, "\n"), ((cancel,),))


def choose_article(story: Story, say: Say, does: type[EditArticle | AskRetract] = EditArticle) -> Message:
    """Which of a story's reports is to be corrected or retracted; the newest comes first."""
    newest = story.articles[::-1][:ARTICLES_PER_PAGE]
    lines = [text(f"{article.id}. {clip(article.headline, LINE_UNITS)}") for article in newest]
    numbers = [button(str(article.id), does(article.id)) for article in newest]
    back = button(say("button-whole-story"), OpenStory(story.id))
    title = bold(text(say("correction-choose" if does is EditArticle else "retract-choose")))
    return Message(join([title, *lines], "\n\n"), (*in_rows(numbers, 4), (back,)))


def followed(
    revision: Revision, article: Article, progress: RunProgress | None, days: int, say: Say
) -> Message:
    """What was done to the article, and what became of the messages of the last `days` that told it."""
    kind, number = revision.kind, str(article.id)
    if kind == "revised" and revision.part in ("date", "source"):
        of_date = revision.part == "date"
        done = say("correction-date", number=number)
        title = done if of_date else say("correction-source", number=number)
        buttons = ((open_button(article.id, say), list_button(say)),)
    elif kind == "revised":
        of_headline = revision.part == "headline"
        done = say("correction-headline", number=number)
        title = done if of_headline else say("correction-revised", number=number)
        former = say("button-former-headline") if of_headline else say("button-take-back")
        back = button(former, TakeBack(revision.id))
        buttons = ((open_button(article.id, say), back),)
    elif kind == "retracted":
        title = say("retract-done", number=number)
        buttons = ((restore_button(article.id, say), list_button(say)),)
    else:
        title = say("restore-done", number=number)
        buttons = ((open_button(article.id, say), list_button(say)),)
    lines = [
        bold(text(title)),
        text(clip(article.headline, HEADLINE_UNITS)),
        *map(text, _progress_lines(progress, say) or [say("correction-nowhere", days=days)]),
    ]
    goes_on = progress is not None and (progress.open or progress.waiting > 0)
    return Message(
        join(lines, "\n"), buttons, progress=ProgressOf("revision", revision.id) if goes_on else None
    )


def after(said: str, message: Message) -> Message:
    """The message with `said`, if anything, before it."""
    if not said:
        return message
    progress = replace(message.progress, said=said) if message.progress else None
    return replace(message, text=join([text(said), Html(message.text)], "\n\n"), progress=progress)


def changed_meanwhile(article_id: int, said: str, say: Say) -> Message:
    return Message(text(said), ((open_button(article_id, say),),))


def unchanged(article_id: int, part: RevisedPart, say: Say) -> Message:
    number = str(article_id)
    words = say("correction-unchanged", number=number)
    if part == "headline":
        words = say("headline-unchanged", number=number)
    elif part == "date":
        words = say("date-unchanged", number=number)
    elif part == "source":
        words = say("source-unchanged", number=number)
    return Message(text(words), ((open_button(article_id, say),),))


def taken(article_id: int, say: Say) -> Message:
    """The text already belongs to this other article."""
    words = text(say("correction-taken", number=str(article_id)))
    return Message(words, ((open_button(article_id, say),),))


def _progress_lines(progress: RunProgress | None, say: Say) -> list[str]:
    """Empty where no message told the article."""
    if progress is None:
        return []
    lines = []
    if progress.before:
        lines.append(say("correction-before", count=progress.before))
    if progress.edits:
        lines.append(say("correction-done", done=progress.done, all=progress.edits))
    if progress.gone:
        lines.append(say("correction-gone", count=progress.gone))
    if progress.refused:
        lines.append(say("correction-refused", count=progress.refused))
    if progress.looking:
        lines.append(say("correction-looking"))
    if progress.looking or progress.waiting:
        lines.append(say("progress-live"))
    return lines

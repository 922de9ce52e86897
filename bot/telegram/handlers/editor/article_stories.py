"""Moves an article to another story, also while its text is still in preview."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from aiogram import F, Router
from aiogram.types import Message, TelegramObject

from bot.answers import digest
from bot.answers.digest import preferences_of
from bot.answers.story import similar_to
from bot.intake import story_edits
from bot.intake.drafts import edit_draft
from bot.telegram.handlers.editor.corrections import told_meanwhile
from bot.telegram.handlers.editor.parts import newest
from bot.telegram.handlers.editor.story_edits import NUMBER_CHARACTERS
from bot.telegram.handlers.editor.submission import ArticleSubmission
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, AwaitingAnswer, IsEditor, Pressed
from bot.telegram.shared.parsing import parse_number
from bot.telegram.shared.questions import QUESTIONS, Question, ask, close_question
from bot.views.common.buttons import UnmergeStories
from bot.views.common.codec import Number
from bot.views.common.origin import FromArticle
from bot.views.editor import parts as views
from bot.views.editor.articles import article_missing
from bot.views.editor.buttons import MoveArticle, OpenStoryOf
from bot.views.editor.draft_buttons import ChooseStoryOfDraft, FreeStoryOfDraft, OpenStoryOfDraft
from digests.composing.story_text import summarise_story
from digests.models.digest import DigestItem
from digests.models.texts import Fingerprint
from storage import article_terms
from storage.database import Database


@QUESTIONS.named("story-of")
@dataclass(frozen=True, slots=True)
class WhichStoryOf(Question):
    """`was` and `seen` are as in `MoveArticle`."""

    article: Number
    was: Number
    seen: Number


@QUESTIONS.named("draft-story")
@dataclass(frozen=True, slots=True)
class WhichStoryOfDraft(Question):
    draft: Number


def register(router: Router) -> None:
    editor, number = IsEditor(), F.text.len() <= NUMBER_CHARACTERS
    for question, answered in ((WhichStoryOf, take_story), (WhichStoryOfDraft, take_draft_story)):
        router.message.register(
            answered, number, IN_PRIVATE, ~F.forward_origin, editor, AwaitingAnswer(question)
        )
    for kind, press in (
        (OpenStoryOf, open_story),
        (MoveArticle, move),
        (OpenStoryOfDraft, open_draft_story),
        (ChooseStoryOfDraft, choose_draft_story),
        (FreeStoryOfDraft, free_draft_story),
    ):
        router.callback_query.register(press, Pressed(kind), PRESSED_IN_PRIVATE, editor)


async def open_story(_: TelegramObject, press: OpenStoryOf, context: RequestContext, db: Database) -> None:
    await _show(press.article, context, db)


async def take_story(message: Message, question: WhichStoryOf, context: RequestContext, db: Database) -> None:
    """The question stays open until the number of another story is typed."""
    number = parse_number(message.text or "")
    item = await _item(number, context, db) if number else None
    if item is None or item.story.id == question.was:
        await _show(question.article, context, db, _problem(number, item, context))
        return
    press = MoveArticle(question.article, item.story.id, question.was, question.seen)
    if await _moved(press, context, db):
        await close_question(db, context.person.id)


async def move(_: TelegramObject, press: MoveArticle, context: RequestContext, db: Database) -> None:
    await _moved(press, context, db)


async def _moved(press: MoveArticle, context: RequestContext, db: Database) -> bool:
    """Whether it was moved; if another editor was quicker, the question is asked again."""
    done = await story_edits.move(
        db, press.article, press.story, was=press.was, seen=press.seen, by=context.by
    )
    item = await _item(done.story, context, db) if done else None
    if done is None or item is None:
        await _show(press.article, context, db, await told_meanwhile(press.article, context, db))
        return False
    back = MoveArticle(press.article, done.before, done.story, done.revision_id)
    undo = UnmergeStories(done.gone, FromArticle(press.article)) if done.gone else back
    await context.answer(views.moved(press.article, item, undo, context.place))
    return True


async def _show(article: int, context: RequestContext, db: Database, said: str | None = None) -> None:
    stored, seen = await newest(article, db)
    now = await _item(stored.story_id, context, db) if stored and stored.retracted_at is None else None
    if stored is None or now is None:
        await context.answer(article_missing(article, context.say))
        return
    async with db.read() as reader:
        own = await article_terms.fingerprints(reader, [article])
    found = await _alike(own, now.story.id, context, db)
    await ask(db, context.person.id, WhichStoryOf(article, now.story.id, seen))
    shown = views.choose_story(stored.article, seen, now, found, place=context.place, said=said)
    await context.answer(shown)


async def open_draft_story(
    _: TelegramObject,
    press: OpenStoryOfDraft,
    context: RequestContext,
    db: Database,
    submission: ArticleSubmission,
) -> None:
    await _show_of_draft(press.draft, context, db, submission)


async def take_draft_story(
    message: Message,
    question: WhichStoryOfDraft,
    context: RequestContext,
    db: Database,
    submission: ArticleSubmission,
) -> None:
    """As `take_story`."""
    number = parse_number(message.text or "")
    item = await _item(number, context, db) if number else None
    if item is None:
        await _show_of_draft(question.draft, context, db, submission, _problem(number, item, context))
        return
    await _choose(question.draft, item.story.id, context, db, submission)
    await close_question(db, context.person.id)


async def choose_draft_story(
    _: TelegramObject,
    press: ChooseStoryOfDraft,
    context: RequestContext,
    db: Database,
    submission: ArticleSubmission,
) -> None:
    await _choose(press.draft, press.story, context, db, submission)


async def free_draft_story(
    _: TelegramObject,
    press: FreeStoryOfDraft,
    context: RequestContext,
    db: Database,
    submission: ArticleSubmission,
) -> None:
    await _choose(press.draft, None, context, db, submission)


async def _choose(
    draft_id: int, story: int | None, context: RequestContext, db: Database, submission: ArticleSubmission
) -> None:
    await edit_draft(db, draft_id, context.person.id, lambda draft: replace(draft, story=story))
    await context.answer(await submission.show_draft(draft_id, context.person.id, context.place))


async def _show_of_draft(
    draft_id: int,
    context: RequestContext,
    db: Database,
    submission: ArticleSubmission,
    said: str | None = None,
) -> None:
    waiting = await submission.waiting(draft_id, context.person.id, context.now)
    if waiting is None:
        await context.answer(await submission.show_draft(draft_id, context.person.id, context.place))
        return
    now = await _item(waiting.story, context, db) if waiting.story else None
    found = await _alike([waiting.analysis.fingerprint], waiting.story, context, db)
    await ask(db, context.person.id, WhichStoryOfDraft(draft_id))
    await context.answer(views.choose_draft_story(draft_id, now, found, context.place, said))


async def _alike(
    own: Sequence[Fingerprint], but: int, context: RequestContext, db: Database
) -> list[DigestItem]:
    found = await similar_to(db, own, context.now, but=but)
    languages = preferences_of(context.destination).languages
    return await asyncio.to_thread(
        lambda: [item for story in found if (item := summarise_story(story, languages, limit=1))]
    )


async def _item(story_id: int, context: RequestContext, db: Database) -> DigestItem | None:
    story = await digest.story(db, story_id)
    return summarise_story(story, preferences_of(context.destination).languages, limit=1) if story else None


def _problem(number: int | None, found: DigestItem | None, context: RequestContext) -> str:
    if number is None:
        return context.say("merge-not-number")
    return context.say("merge-same") if found else context.say("merge-not-found", number=str(number))

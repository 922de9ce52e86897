"""Corrects the name and link of a source as readers see them, for an article or for a text in preview."""

from __future__ import annotations

from dataclasses import dataclass, replace

from aiogram import F, Router
from aiogram.types import Message, TelegramObject

from bot.i18n import INTERFACE_LANGUAGES, Say, speak
from bot.intake.corrections import ArticleMissing, ChangedMeanwhile, Corrections
from bot.intake.drafts import edit_draft
from bot.telegram.handlers.editor.corrections import meanwhile, told
from bot.telegram.handlers.editor.parts import newest
from bot.telegram.handlers.editor.submission import ArticleSubmission
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, AwaitingAnswer, IsEditor, Pressed
from bot.telegram.shared.questions import QUESTIONS, Question, ask, close_question
from bot.views.common.codec import Number
from bot.views.common.html import is_web_address
from bot.views.common.message import Message as View
from bot.views.editor import parts as views
from bot.views.editor.articles import article_missing
from bot.views.editor.buttons import AskSource, OpenSourcesOf
from bot.views.editor.draft_buttons import AskDraftSource
from digests.models.stories import NamedSource
from digests.text.characters import clean_characters
from storage.database import Database

MAX_NAME = 60  # characters
NO_LINK = {"-", "–", "—"}


@QUESTIONS.named("source")
@dataclass(frozen=True, slots=True)
class WhichSource(Question):
    """`at` as in `AskSource`; `seen` is the newest revision of the article when it was asked, 0 of none."""

    article: Number
    at: Number
    seen: Number


@QUESTIONS.named("draft-source")
@dataclass(frozen=True, slots=True)
class WhichDraftSource(Question):
    draft: Number


def register(router: Router) -> None:
    editor = IsEditor()
    for question, answered in ((WhichSource, take_source), (WhichDraftSource, take_draft_source)):
        router.message.register(answered, AwaitingAnswer(question), IN_PRIVATE, ~F.forward_origin, editor)
    for kind, press in (
        (OpenSourcesOf, open_sources),
        (AskSource, ask_source),
        (AskDraftSource, ask_draft_source),
    ):
        router.callback_query.register(press, Pressed(kind), PRESSED_IN_PRIVATE, editor)


async def open_sources(
    _: TelegramObject, press: OpenSourcesOf, context: RequestContext, db: Database
) -> None:
    """Asks which of several sources is meant; a single one is opened at once."""
    stored, _seen = await newest(press.article, db)
    if stored is None:
        await context.answer(article_missing(press.article, context.say))
    elif len(stored.article.origins) > 1:
        await context.answer(views.choose_source(stored.article, context.say))
    else:
        await context.answer(await _asked(AskSource(press.article, 0), context, db))


async def ask_source(_: TelegramObject, press: AskSource, context: RequestContext, db: Database) -> None:
    await context.answer(await _asked(press, context, db))


async def take_source(
    message: Message, question: WhichSource, context: RequestContext, db: Database, corrections: Corrections
) -> None:
    """The question is closed last (see `Question`)."""
    about = AskSource(question.article, question.at)
    before = await _source(about, db)
    named = read_source(message.text or "", before) if before else None
    if before and named is None:
        await context.answer(await _asked(about, context, db, _problem(context.say)))
        return
    result = await corrections.set_source(
        question.article,
        question.at,
        named or NamedSource("", None),
        seen=question.seen,
        person_id=context.person.id,
        now=context.now,
    )
    if isinstance(result, ChangedMeanwhile):
        said = await meanwhile(result, context.place, db)
        await context.answer(await _asked(about, context, db, said))
        return
    missing = article_missing(question.article, context.say)
    done = await told(result, context.place, message.date, db, part="source")
    await context.answer(missing if isinstance(result, ArticleMissing) else done)
    await close_question(db, context.person.id)


async def ask_draft_source(
    _: TelegramObject,
    press: AskDraftSource,
    context: RequestContext,
    db: Database,
    submission: ArticleSubmission,
) -> None:
    found = await submission.waiting(press.draft, context.person.id, context.now)
    if found is None:
        await context.answer(await submission.show_draft(press.draft, context.person.id, context.place))
        return
    await ask(db, context.person.id, WhichDraftSource(press.draft))
    await context.answer(views.ask_draft_source(press.draft, found.source, context.say))


async def take_draft_source(
    message: Message,
    question: WhichDraftSource,
    context: RequestContext,
    db: Database,
    submission: ArticleSubmission,
) -> None:
    """The question is closed last (see `Question`)."""
    found = await submission.waiting(question.draft, context.person.id, context.now)
    named = read_source(message.text or "", found.source) if found else None
    if found and named is None:
        said = _problem(context.say)
        await context.answer(views.ask_draft_source(question.draft, found.source, context.say, said))
        return
    await edit_draft(db, question.draft, context.person.id, lambda draft: replace(draft, named=named))
    await context.answer(await submission.show_draft(question.draft, context.person.id, context.place))
    await close_question(db, context.person.id)


def read_source(typed: str, before: NamedSource) -> NamedSource | None:
    """The name and link that were typed; whatever is missing stays. A dash removes the link.

    None for a text that is no source.
    """
    words = clean_characters(typed).split()
    links = [word for word in words if "://" in word]
    name = " ".join(word for word in words if "://" not in word and word not in NO_LINK)
    if len(links) > 1 or not all(map(is_web_address, links)) or len(name) > MAX_NAME:
        return None
    if not words or (name and not any(map(str.isalnum, name))):
        return None
    link = before.link if words[-1] not in NO_LINK else None
    return NamedSource(_known(name) if name else before.name, links[0] if links else link)


def _known(name: str) -> str:
    """The newsroom itself is stored without a name."""
    own = {speak(language)("digest-newsroom").casefold() for language in INTERFACE_LANGUAGES}
    return "" if name.casefold() in own else name


def _problem(say: Say) -> str:
    return say("source-wrong", limit=MAX_NAME)


async def _source(about: AskSource, db: Database) -> NamedSource | None:
    stored, _ = await newest(about.article, db)
    if stored is None or about.at >= len(stored.article.origins):
        return None
    origin = stored.article.origins[about.at]
    return NamedSource(origin.source, origin.link)


async def _asked(about: AskSource, context: RequestContext, db: Database, said: str | None = None) -> View:
    stored, seen = await newest(about.article, db)
    source = await _source(about, db)
    if stored is None or source is None:
        return article_missing(about.article, context.say)
    await ask(db, context.person.id, WhichSource(about.article, about.at, seen))
    return views.ask_source(stored.article, source, context.say, said)

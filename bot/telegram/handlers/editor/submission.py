"""Texts that editors send: each gets a preview, or becomes an article at once, and is answered."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from aiogram import Bot

from bot.answers import digest
from bot.intake import drafts
from bot.intake.arrivals import IntakeRefusal, received_source
from bot.intake.feeds.adding import offer_page
from bot.intake.intake import ArticleAdded, ArticleKnown, ArticlePreview, Intake, article_at
from bot.intake.pages import PageReader
from bot.intake.pastes import Paste
from bot.telegram.shared.replies import send, typing
from bot.views.common.context import RenderContext
from bot.views.common.menu import plain, refusal
from bot.views.common.message import Message
from bot.views.editor import adding, feeds
from bot.views.editor.corrections import after
from bot.web.results import Unfetched
from digests.composing.story_text import summarise_story
from digests.edited import with_edits
from digests.formats.web_page import PageProblem
from digests.models.stories import NamedSource, Origin, Story
from digests.models.texts import Analysis, RawText
from digests.reading.embargo import embargo_in, embargo_of
from digests.text.limits import MAX_CHARACTERS, MIN_WORDS
from storage import articles
from storage.articles import StoredArticle
from storage.database import Database
from storage.drafts import Draft
from storage.people import Person
from storage.uploads import UploadResult

MAX_LINKS = 10
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]{1,15}://\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SubmissionResult:
    """What became of a text: its view, and what a list of several texts says about it.

    `number` is that of its draft or article; `words` is its headline, or why it was refused. `old`: its
    editor chooses between digest and archive.
    """

    view: Message
    result: UploadResult
    number: int | None = None
    words: str = ""
    old: bool = False


@dataclass(frozen=True, slots=True)
class WaitingDraft:
    """A draft and the article that it would become, with what was chosen; `story` 0 is a story of its own."""

    draft: Draft
    analysis: Analysis
    source: NamedSource
    story: int


class ArticleSubmission:
    def __init__(self, db: Database, intake: Intake, pages: PageReader) -> None:
        self._db = db
        self._intake = intake
        self._pages = pages

    async def answer_paste(self, bot: Bot, paste: Paste, person: Person, place: RenderContext) -> None:
        """A text that begins with `/add` is added at once, even for an editor who gets previews."""
        first, at_once = paste.first, paste.first.command or person.adds_at_once
        await self.answer(bot, person.id, paste.raw, place, received=first.received, at_once=at_once)

    async def answer(
        self,
        bot: Bot,
        person_id: int,
        raw: RawText,
        place: RenderContext,
        *,
        received: datetime,
        at_once: bool,
    ) -> None:
        """Answer each text with a preview, or add it (`at_once`)."""
        for text in texts_of(raw):
            async with typing(bot, person_id):
                result = await self.submit(person_id, text, place, received=received, at_once=at_once)
            await send(bot, person_id, result.view)

    async def submit(
        self, person_id: int, raw: RawText, place: RenderContext, *, received: datetime, at_once: bool
    ) -> SubmissionResult:
        """Preview one text, or add it (`at_once`). `received` is when its message was sent."""
        page = await self._page_of(raw, person_id, place)
        if isinstance(page, str):
            return _refused(page)
        if isinstance(page, Message):
            return SubmissionResult(
                page, "refused", words=feeds.page_problem(PageProblem.LIST.value, place.say)
            )
        if isinstance(page, RawText) and (problem := plainly_no_article(page)):
            return _refused(refused(problem, place))
        if at_once and not _is_under_embargo(page, place):
            return await self._add(person_id, page, place, received)
        if isinstance(page, ArticleKnown):
            return self._result(page, place)
        return await self._preview(person_id, page, place)

    async def add_draft(
        self,
        draft_id: int,
        person_id: int,
        place: RenderContext,
        *,
        archived: bool = False,
        held_until: datetime | Literal["told"] | None = None,
    ) -> SubmissionResult:
        """Make the draft an article; a second press finds that done. `held_until` is as in `Intake.add`."""
        draft = await drafts.draft_of(self._db, draft_id, person_id)
        if draft is None:
            return SubmissionResult(adding.draft_gone(place.say), "dropped")
        if draft.article_id is not None:
            return await self._added_before(draft, draft.article_id, place)
        result = await self._intake.add(
            draft.raw,
            added_by=person_id,
            now=place.now,
            draft=draft,
            archived=archived,
            held_until=held_until,
            kind="editor",
        )
        told = self._result(result, place)
        if isinstance(result, ArticleKnown) and draft.is_chosen:
            return replace(told, view=after(place.say("draft-overtaken"), told.view))
        return told

    async def drop_draft(self, draft_id: int, person_id: int, place: RenderContext) -> Message:
        """Forget the draft; if it was added in the meantime, it stays added."""
        draft = await drafts.drop_draft(self._db, draft_id, person_id)
        if draft is not None and draft.article_id is not None:
            return (await self._added_before(draft, draft.article_id, place)).view
        return adding.dropped(place.say)

    async def show_draft(self, draft_id: int, person_id: int, place: RenderContext) -> Message:
        """The preview of the draft again, or what became of it."""
        draft = await drafts.draft_of(self._db, draft_id, person_id)
        if draft is None:
            return adding.draft_gone(place.say)
        if draft.article_id is not None:
            return (await self._added_before(draft, draft.article_id, place)).view
        found = await self._intake.examine(draft.raw, place.now)
        if isinstance(found, IntakeRefusal):
            return self._result(found, place).view
        return await self._shown(draft, found, place)

    async def waiting(self, draft_id: int, person_id: int, now: datetime) -> WaitingDraft | None:
        """This person's draft and what it would become; None when it is gone or has become an article."""
        draft = await drafts.draft_of(self._db, draft_id, person_id)
        if draft is None or draft.article_id is not None:
            return None
        found = await self._intake.examine(draft.raw, now)
        return None if isinstance(found, IntakeRefusal) else waiting_draft(draft, found)

    async def _preview(self, person_id: int, raw: RawText, place: RenderContext) -> SubmissionResult:
        found = await self._intake.examine(raw, place.now)
        if isinstance(found, IntakeRefusal):
            return self._result(found, place)
        known, headline = await self._stored(found.known), found.analysis.headline
        if known is not None and known.retracted_at is not None:
            return self._result(ArticleKnown(known, new_origin=False), place)
        draft_id = await drafts.keep_draft(self._db, person_id, raw, place.now)
        kept = await drafts.draft_of(self._db, draft_id, person_id)
        draft = kept or Draft(draft_id, person_id, raw, None, place.now)
        view = await self._shown(draft, found, place)
        if known is not None:  # in a list it is no news; alone it may gain a source
            return SubmissionResult(view, "known", known.article.id, headline)
        old = bool(place.old_day(found.analysis.reading.published))
        return SubmissionResult(view, "draft", draft_id, headline, old)

    async def _add(
        self, person_id: int, page: RawText | ArticleKnown, place: RenderContext, received: datetime
    ) -> SubmissionResult:
        result: ArticleAdded | ArticleKnown | IntakeRefusal
        if isinstance(page, ArticleKnown):
            result = page
        else:
            result = await self._intake.add(
                page, added_by=person_id, now=place.now, held_until=None, kind="editor"
            )
        before = result.article if isinstance(result, ArticleKnown) and not result.new_origin else None
        if before is not None and _was_added_by(before, person_id, received):
            return await self._added(before, place)
        return self._result(result, place)

    async def _page_of(
        self, raw: RawText, person_id: int, place: RenderContext
    ) -> RawText | ArticleKnown | Message | str:
        """The article behind a link sent alone, or why there is none; any other text as it is."""
        link = lone_link(raw)
        if link is None:
            return raw
        return await self._at(link, None) or await self._read_page(link, person_id, place)

    async def _read_page(
        self, link: str, person_id: int, place: RenderContext
    ) -> RawText | ArticleKnown | Message | str:
        page = await self._pages.read(link)
        if isinstance(page, Unfetched):
            return feeds.problem(page.why.value, place.say)
        if page is PageProblem.LIST:
            return await self._offer_feed(link, person_id, place)
        if isinstance(page, PageProblem):
            return feeds.page_problem(page.value, place.say)
        return await self._at(page.link, Origin(page.source or "", link, place.now)) or page

    async def _offer_feed(self, link: str, person_id: int, place: RenderContext) -> Message:
        offer = await offer_page(self._db, link, person_id, place.now)
        return feeds.page_of_many(offer, place.say)

    async def _at(self, link: str | None, origin: Origin | None) -> ArticleKnown | None:
        """The known article at a link; `origin` is recorded as another address of it."""
        async with self._db.read() as db:
            known = await article_at(db, link)
            stored = None if known is None else await articles.get(db, known)
        if stored is None:
            return None
        if origin is None:
            return ArticleKnown(stored, new_origin=False)
        return await self._intake.seen_at(stored.article.id, origin)

    def _result(
        self, result: ArticleAdded | ArticleKnown | IntakeRefusal, place: RenderContext
    ) -> SubmissionResult:
        if isinstance(result, IntakeRefusal):
            return _refused(refused(result.value, place))
        article = result.article.article
        if isinstance(result, ArticleAdded) and result.article.held_until is not None:
            return _held(result.article, place)
        if isinstance(result, ArticleAdded):
            return _added(result.article, result.story, place)
        if result.article.retracted_at is not None:
            view = adding.known_retracted(article, place.say)
            return SubmissionResult(view, "retracted", article.id, article.headline)
        view = adding.known(result.article, result.new_origin, place)
        return SubmissionResult(view, "known", article.id, article.headline)

    async def _added_before(self, draft: Draft, article_id: int, place: RenderContext) -> SubmissionResult:
        """What the draft became; the text may have been another editor's article already."""
        stored = await self._stored(article_id)
        if stored is None:
            return SubmissionResult(adding.retracted(article_id, place.say), "dropped")
        if _was_added_by(stored, draft.person_id, draft.created) or stored.retracted_at is not None:
            return await self._added(stored, place)
        return self._result(ArticleKnown(stored, new_origin=False), place)

    async def _added(self, stored: StoredArticle, place: RenderContext) -> SubmissionResult:
        if stored.held_until is not None and stored.retracted_at is None:
            return _held(stored, place)
        article, story = stored.article, await digest.story(self._db, stored.story_id)
        if stored.retracted_at is not None or story is None:
            return SubmissionResult(
                adding.retracted(article.id, place.say), "retracted", article.id, article.headline
            )
        return _added(stored, story, place)

    async def _shown(self, draft: Draft, found: ArticlePreview, place: RenderContext) -> Message:
        one = waiting_draft(draft, found)
        story = await digest.story(self._db, one.story) if one.story else None
        item = summarise_story(story, (place.say.language,), limit=1) if story else None
        embargo = embargo_of(one.analysis.reading, now=place.now, zone=ZoneInfo(place.zone))
        return adding.preview(
            draft, one.analysis, one.source, item, known=found.known, embargo=embargo, place=place
        )

    async def _stored(self, article_id: int | None) -> StoredArticle | None:
        if article_id is None:
            return None
        async with self._db.read() as db:
            return await articles.get(db, article_id)


def waiting_draft(draft: Draft, found: ArticlePreview) -> WaitingDraft:
    source = draft.named or received_source(draft.raw, found.analysis)
    story = found.story if draft.story is None else draft.story
    return WaitingDraft(draft, with_edits(found.analysis, draft.edited), source, story)


def _is_under_embargo(page: RawText | ArticleKnown, place: RenderContext) -> bool:
    return (
        isinstance(page, RawText) and embargo_in(page, now=place.now, zone=ZoneInfo(place.zone)) is not None
    )


def _held(stored: StoredArticle, place: RenderContext) -> SubmissionResult:
    article = stored.article
    return SubmissionResult(adding.held(stored, place), "added", article.id, article.headline)


def _added(stored: StoredArticle, story: Story, place: RenderContext) -> SubmissionResult:
    article = stored.article
    old = bool(place.old_day(article.published))
    return SubmissionResult(adding.added(stored, story, place), "added", article.id, article.headline, old)


def plainly_no_article(raw: RawText) -> str | None:
    """The name of a refusal that needs no analysis; None if there is no such reason."""
    if not any(sign.isalnum() for sign in raw.text):
        return "empty"
    return "too-short" if len(raw.text.split()) < MIN_WORDS else None


def lone_link(raw: RawText) -> str | None:
    words = raw.text.split()
    return words[0] if len(words) == 1 and _is_link(words[0]) else None


def texts_of(raw: RawText) -> list[RawText]:
    """Several links in one message are several articles."""
    words = raw.text.split()
    if 1 < len(words) <= MAX_LINKS and all(map(_is_link, words)):
        return [RawText(word) for word in dict.fromkeys(words)]
    return [raw]


def _is_link(word: str) -> bool:
    """Broken links count too: the fetcher says what is wrong with them."""
    return _ADDRESS.fullmatch(word) is not None


def _was_added_by(stored: StoredArticle, person_id: int, received: datetime) -> bool:
    """Whether this very message added the text, and the program ended before it could answer."""
    same = stored.added_by == person_id and stored.article.added >= received.replace(microsecond=0)
    return same and stored.retracted_at is None


def refused(reason: str, place: RenderContext) -> str:
    return refusal(reason, place.say, characters=MAX_CHARACTERS, words=MIN_WORDS)


def _refused(words: str) -> SubmissionResult:
    return SubmissionResult(plain(words), "refused", words=words)

"""Changes of articles: a new text or part, retraction, the archive, and taking each of these back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.intake.arrivals import IntakeRefusal
from bot.intake.intake import Intake
from digests.edited import (
    article_with,
    folded,
    folded_about,
    said_anew,
    switched,
    switched_sentences,
    with_edits,
)
from digests.models.stories import NO_EDITS, Article, EditedParts, NamedSource
from digests.models.texts import Analysis, Published, RawText, Text
from storage import (
    article_search,
    article_terms,
    articles,
    follow_alerts,
    follow_matches,
    news,
    origins,
    revisions,
    stories,
    text_hashes,
)
from storage.articles import StoredArticle
from storage.database import Database, Transaction
from storage.revisions import RevisedPart, Revision, RevisionKind, TextBefore

CORRECTED_DAYS = timedelta(days=7)  # editions no older than this follow a correction


@dataclass(frozen=True, slots=True)
class TextRevised:
    """The article as it is now, and the number of its revision."""

    article: StoredArticle
    revision_id: int


@dataclass(frozen=True, slots=True)
class TextUnchanged:
    """The article has this text already; `revision_id` is the revision that gave it, None when none did."""

    article: StoredArticle
    revision_id: int | None


@dataclass(frozen=True, slots=True)
class TextTaken:
    """Another article, of this number, has or had this text."""

    article_id: int


@dataclass(frozen=True, slots=True)
class ChangedMeanwhile:
    """Somebody else has changed the article since it was shown; nothing was done."""

    article: StoredArticle
    by: Revision


@dataclass(frozen=True, slots=True)
class ArticleMissing:
    """There is no such article, or there is nothing to take back."""


class Corrections:
    """Changes articles. Each keeps its number, story and origins; what it was before is kept as a revision.

    Editions that wait or were delivered follow each change (`bot/editions/corrections/propagate.py`).
    """

    def __init__(self, db: Database, intake: Intake) -> None:
        self._db = db
        self._intake = intake

    async def revise(
        self, article_id: int, raw: RawText, *, now: datetime, person_id: int | None = None
    ) -> TextRevised | TextUnchanged | TextTaken | ArticleMissing | IntakeRefusal:
        """Give the article this text, which is analysed anew. Without `person_id` its own source has changed
        it.
        """
        analysis = await self._intake.analyse(raw, now)
        if isinstance(analysis, IntakeRefusal):
            return analysis
        async with self._db.read() as db:
            now_stored = await articles.get(db, article_id)
        edited = _edited(now_stored, analysis, person_id)
        (followed,) = await self._intake.followings.find([with_edits(analysis, edited)])
        async with self._db.transaction() as tx:
            stored = await articles.get(tx, article_id)
            if stored is None:
                return ArticleMissing()
            edited = _edited(stored, analysis, person_id)
            analysis = with_edits(analysis, edited)
            if (stored.body, stored.article.headline) == (analysis.reading.body, analysis.headline):
                return TextUnchanged(stored, await _newest(tx, article_id))
            known = await text_hashes.article_of(tx, analysis.text_hash)
            if known not in (None, article_id):
                return TextTaken(known or 0)
            await follow_matches.replace(tx, article_id, followed)
            return await _store(tx, stored, analysis, edited, person_id=person_id, now=now)

    async def set_headline(
        self, article_id: int, headline: str, *, seen: int, person_id: int, now: datetime
    ) -> TextRevised | TextUnchanged | ChangedMeanwhile | ArticleMissing:
        """Give the article this headline. `seen` is as in `choose`."""
        return await self.choose(
            article_id,
            "headline",
            lambda stored: replace(stored.edited, headline=headline),
            seen=seen,
            person_id=person_id,
            now=now,
        )

    async def set_date(
        self, article_id: int, published: Published, *, seen: int, person_id: int, now: datetime
    ) -> TextRevised | TextUnchanged | ChangedMeanwhile | ArticleMissing:
        """Say when the article was published. `seen` is as in `choose`."""
        return await self.choose(
            article_id,
            "date",
            lambda stored: replace(stored.edited, published=published),
            seen=seen,
            person_id=person_id,
            now=now,
        )

    async def set_topic(
        self, article_id: int, topic: str, *, on: bool, seen: int, person_id: int, now: datetime
    ) -> TextRevised | TextUnchanged | ChangedMeanwhile | ArticleMissing:
        """Put the article into a topic or, not `on`, take it out. `seen` is as in `choose`."""
        return await self.choose(
            article_id,
            "topics",
            lambda stored: replace(stored.edited, topics=switched(stored.article.topics, topic, on=on)),
            seen=seen,
            person_id=person_id,
            now=now,
        )

    async def set_sentence(
        self, article_id: int, position: int, *, on: bool, seen: int, person_id: int, now: datetime
    ) -> TextRevised | TextUnchanged | ChangedMeanwhile | ArticleMissing:
        """Take a sentence of the text into the summary or out of it. `seen` is as in `choose`."""
        return await self.choose(
            article_id,
            "sentences",
            lambda stored: replace(
                stored.edited,
                sentences=switched_sentences(stored.article.summary, stored.body, position, on=on),
            ),
            seen=seen,
            person_id=person_id,
            now=now,
        )

    async def set_source(
        self, article_id: int, at: int, named: NamedSource, *, seen: int, person_id: int, now: datetime
    ) -> TextRevised | TextUnchanged | ChangedMeanwhile | ArticleMissing:
        """Show readers another name and link for the article's place `at`, counted from 0. `seen` is as in
        `choose`.

        What was received stays known.
        """
        async with self._db.transaction() as tx:
            stored = await articles.get(tx, article_id)
            if stored is None or at >= len(stored.article.origins):
                return ArticleMissing()
            before = stored.article.origins[at]
            if (before.source, before.link) == (named.name, named.link):
                return TextUnchanged(stored, await _newest(tx, article_id, "source"))
            if other := await revisions.by_others(tx, article_id, person_id, seen):
                return ChangedMeanwhile(stored, other)
            if not await origins.name_anew(tx, article_id, at, named):
                return TextUnchanged(stored, None)
            former = " ".join(filter(None, (before.source, before.link)))
            revision_id = await revisions.add(
                tx, article_id, "revised", person_id=person_id, now=now, part="source", former=former
            )
            await stories.refresh(tx, stored.story_id)
            return TextRevised(await articles.get(tx, article_id) or stored, revision_id)

    async def choose(
        self,
        article_id: int,
        part: RevisedPart,
        chosen: Callable[[StoredArticle], EditedParts],
        *,
        seen: int,
        person_id: int,
        now: datetime,
    ) -> TextRevised | TextUnchanged | ChangedMeanwhile | ArticleMissing:
        """Give the article a part that an editor chose, which stays whatever its text becomes.

        `chosen` makes the edited parts from the article as it is. `seen` is the newest revision of the
        article that the editor knows of, 0 for none: if another person has changed it since, nothing is done.
        """
        async with self._db.read() as db:
            stored = await articles.get(db, article_id)
        if stored is None:
            return ArticleMissing()
        article = article_with(stored.article, stored.body, chosen(stored))
        text = Text(article.headline, stored.body, article.language, article.summary, article.names)
        followed = await self._intake.followings.find_text(text, article.topics)
        async with self._db.transaction() as tx:
            stored = await articles.get(tx, article_id)
            if stored is None:
                return ArticleMissing()
            edited = chosen(stored)
            article = article_with(stored.article, stored.body, edited)
            if article == stored.article:
                return TextUnchanged(stored, await _newest(tx, article_id, part))
            if other := await revisions.by_others(tx, article_id, person_id, seen):
                return ChangedMeanwhile(stored, other)
            revision_id = await revisions.add(
                tx,
                article_id,
                "revised",
                person_id=person_id,
                now=now,
                part=part,
                former=_former(stored.article, part),
            )
            await articles.set_parts(tx, article, edited)
            language = article.language
            about = folded_about(article.names, article.summary, language)
            await article_search.set_told(tx, article_id, folded(article.headline, language), about)
            await follow_matches.replace(tx, article_id, followed)
            await stories.refresh(tx, stored.story_id)
            return TextRevised(await articles.get(tx, article_id) or stored, revision_id)

    async def take_back(
        self, revision_id: int, *, person_id: int, now: datetime
    ) -> TextRevised | TextUnchanged | TextTaken | ChangedMeanwhile | ArticleMissing | IntakeRefusal:
        """Give the article the text or the headline that it had before this revision."""
        async with self._db.read() as db:
            revision = await revisions.get(db, revision_id)
        if revision is not None and revision.part == "headline":
            return await self.set_headline(
                revision.article_id, revision.former, seen=revision.id, person_id=person_id, now=now
            )
        if revision is None or revision.before is None:
            return ArticleMissing()
        before = revision.before
        raw = RawText(before.body, title=before.headline, published=before.published)
        return await self.revise(revision.article_id, raw, now=now, person_id=person_id)

    async def retract(self, article_id: int, *, person_id: int, now: datetime) -> StoredArticle | None:
        """Retract the article and return it as it is now; None when there is no such article."""
        async with self._db.transaction() as tx:
            changed = await news.retract(tx, article_id, now)
            return await _note(tx, article_id, "retracted" if changed else None, person_id, now)

    async def restore(self, article_id: int, *, person_id: int, now: datetime) -> StoredArticle | None:
        """Take a retraction back and return the article as it is now; None when there is no such article.

        It is news for whoever was not told it.
        """
        async with self._db.transaction() as tx:
            changed = await news.restore(tx, article_id, now)
            return await _note(tx, article_id, "restored" if changed else None, person_id, now)

    async def archive(
        self, article_id: int, *, archived: bool, person_id: int, now: datetime
    ) -> StoredArticle | None:
        """Archive the article or, not `archived`, take it out; returns it as it is now, None when there is
        none.

        An archived article is in no edition from now on. One that is taken out is news for whoever was not
        told it.
        """
        async with self._db.transaction() as tx:
            before = await articles.get(tx, article_id)
            if before is not None and before.archived != archived:
                former = "archived" if before.archived else ""
                await revisions.add(
                    tx, article_id, "revised", person_id=person_id, now=now, part="archive", former=former
                )
            if archived:
                await news.archive(tx, article_id)
                await follow_alerts.cancel(tx, article_id)
            else:
                await news.take_from_archive(tx, article_id, now)
            stored = await articles.get(tx, article_id)
            if stored is not None:
                await stories.refresh(tx, stored.story_id)
            return stored


async def _note(
    tx: Transaction, article_id: int, became: RevisionKind | None, person_id: int, now: datetime
) -> StoredArticle | None:
    """The article, with a revision of what it became, unless that is None."""
    stored = await articles.get(tx, article_id)
    if stored is not None and became is not None:
        await revisions.add(tx, article_id, became, person_id=person_id, now=now)
        await stories.refresh(tx, stored.story_id)
    return stored


def _former(article: Article, part: RevisedPart) -> str:
    """What the part was before, as `Revision.former` keeps it."""
    if part == "sentences":
        return ""
    if part == "date":
        return article.published.written if article.published else ""
    return " ".join(article.topics) if part == "topics" else article.headline


async def _newest(tx: Transaction, article_id: int, part: RevisedPart = "text") -> int | None:
    """The newest revision of this part of the article; None without one."""
    found = await revisions.of_article(tx, article_id)
    return next((one.id for one in found if one.kind == "revised" and one.part == part), None)


def _edited(stored: StoredArticle | None, analysis: Analysis, person_id: int | None) -> EditedParts:
    """The parts that editors chose. When an editor gives a new text, its own headline and date are newer."""
    edited = stored.edited if stored else NO_EDITS
    return edited if person_id is None else said_anew(edited, analysis.reading)


async def _store(
    tx: Transaction,
    stored: StoredArticle,
    analysis: Analysis,
    edited: EditedParts,
    *,
    person_id: int | None,
    now: datetime,
) -> TextRevised | ArticleMissing:
    article = stored.article
    before = TextBefore(article.headline, stored.kept_text, article.published)
    revision_id = await revisions.add(tx, article.id, "revised", person_id=person_id, now=now, before=before)
    await articles.revise(tx, article.id, analysis, edited)
    await article_terms.replace(tx, article.id, analysis.fingerprint.index)
    await article_search.replace(tx, article.id, analysis.search)
    await stories.refresh(tx, stored.story_id)
    now_stored = await articles.get(tx, article.id)
    return ArticleMissing() if now_stored is None else TextRevised(now_stored, revision_id)

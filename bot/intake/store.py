"""Stores articles: a text that is known gains a place where it was seen, another becomes a row of a story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.intake import story_edits
from bot.intake.grouping import GroupingCandidate, ImportedStoryIds, RecentArticles, find_stories
from digests.models.stories import NO_EDITS, EditedParts, NamedSource, Origin
from digests.models.texts import Analysis
from digests.models.vectors import ModelVector
from digests.reading.repeated_lines import is_told_anew
from digests.stories.grouping import StoryMatch
from digests.text.url_identity import address_of
from storage import (
    article_search,
    article_terms,
    articles,
    editor_actions,
    follow_alerts,
    follow_matches,
    hold_notices,
    news,
    origins,
    pictures,
    source_lines,
    stories,
    story_joins,
    text_hashes,
    vectors,
)
from storage.database import Reader, Transaction
from storage.editor_actions import ByEditor


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An analysed text with all that its row will hold.

    `told_as` is its story's number in the export from which it comes, 0 without one. `followed` are the
    numbers of followed words that it has, each with whether it also has a word excluded with them. `news`: it
    was added lately, not long ago elsewhere. `held_until` is as in `articles.StoredArticle`; editors are told
    of it unless one of them has held the text. `carrier` is the source whose lines it may repeat. `edited` is
    in the analysis already. `named` and `story` are what an editor chose, as in `Draft`.
    """

    analysis: Analysis
    origins: tuple[Origin, ...]
    added: datetime
    added_by: int | None
    archived: bool
    retracted: datetime | None = None
    held_until: datetime | None = None
    told_as: int = 0
    news: bool = True
    followed: Mapping[int, bool] = field(default_factory=dict)
    carrier: str = ""
    edited: EditedParts = NO_EDITS
    named: NamedSource | None = None
    story: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether readers see it at once; what they do not see is sent to no model's server."""
        return self.retracted is None and self.held_until is None

    def with_vector(self, vector: ModelVector | None) -> NewArticle:
        found = replace(self.analysis.fingerprint, vector=vector)
        return replace(self, analysis=replace(self.analysis, fingerprint=found))

    def newcomer(self) -> GroupingCandidate:
        """What grouping needs to know of it."""
        published = self.analysis.reading.published
        at = published.at if self.archived and published else self.added
        return GroupingCandidate(self.analysis.fingerprint, at, self.told_as, live=self.is_open)


@dataclass(frozen=True, slots=True)
class StoreResult:
    """What became of a text: an article that is `new`, or one that was known and what is new about it."""

    article_id: int
    story_id: int
    new: bool = False
    new_origin: bool = False
    new_picture: bool = False


@dataclass(frozen=True, slots=True)
class Grouping:
    """Where texts belong, as of when the newest article had the number `newest`; both maps are by text hash.

    `known` are the articles that have a text already, `story` the stories of new texts.
    """

    newest: int
    known: dict[str, int] = field(default_factory=dict)
    story: dict[str, StoryMatch] = field(default_factory=dict)


async def find_grouping(
    db: Reader,
    arrivals: Sequence[NewArticle],
    imported_ids: ImportedStoryIds | None,
    recent: RecentArticles,
    *,
    readd_removed: bool,
) -> Grouping:
    """Find out where these texts belong; `readd_removed`: a text that was removed may come again."""
    here = await text_hashes.articles_of(db, [one.analysis.text_hash for one in arrivals])
    known = {text_hash: article_id for text_hash, article_id in here.items() if article_id is not None}
    new: dict[str, GroupingCandidate] = {}
    for one in arrivals:
        text_hash = one.analysis.text_hash
        if text_hash in known and imported_ids is not None and one.told_as:
            imported_ids.note(one.told_as, await articles.story_of(db, known[text_hash]))
        elif text_hash not in here or (readd_removed and here[text_hash] is None):
            new.setdefault(text_hash, one.newcomer())
    found = await find_stories(db, list(new.values()), imported_ids, recent)
    return Grouping(await articles.highest_id(db), known, dict(zip(new, found, strict=True)))


async def store_all(
    tx: Transaction, arrivals: Sequence[NewArticle], places: Grouping
) -> list[StoreResult | None]:
    """Store a batch; None for a text that was here, is not kept, and may not come again."""
    known, begun = dict(places.known), dict[int, int]()
    entered: list[StoreResult | None] = []
    for one in arrivals:
        text_hash = one.analysis.text_hash
        if text_hash in known:
            entered.append(await _add_to(tx, known[text_hash], one))
        elif text_hash in places.story:
            match = places.story[text_hash]
            story = await _place(tx, one, match, begun)
            known[text_hash] = await _store(tx, one, story)
            entered.append(StoreResult(known[text_hash], story, new=True, new_origin=True))
        else:
            entered.append(None)
    changed = {each.story_id for each in entered if each and (each.new_origin or each.new_picture)}
    for story in sorted(changed):
        await stories.refresh(tx, story)
    return entered


async def _place(tx: Transaction, one: NewArticle, match: StoryMatch, begun: dict[int, int]) -> int:
    """The story into which it goes; a held article gets one of its own until it is let go."""
    if one.held_until is not None:
        return await stories.add(tx, one.added)
    return await _chosen(tx, one, match) or await _found(tx, one, match, begun)


async def _chosen(tx: Transaction, one: NewArticle, match: StoryMatch) -> int | None:
    """The story that an editor chose; None when nobody did.

    If its text belongs to another story, the two are noted as different events.
    """
    if one.story is None:
        return None
    if one.story == 0:
        chosen: int | None = await stories.add(tx, one.added)
    else:
        found = await stories.get(tx, one.story)
        chosen = found.id if found else None
    other = await stories.current_id(tx, match.story)
    if chosen and other and chosen != other:
        await story_joins.part(tx, chosen, other)
    return chosen


async def _found(tx: Transaction, one: NewArticle, match: StoryMatch, begun: dict[int, int]) -> int:
    story = match.story
    if story < 0 and story not in begun:
        begun[story] = await stories.add(tx, one.added)
    story = begun.get(story, story)
    for other in match.joined:
        joined = await story_edits.join(tx, story, other, one.added)
        story = joined.kept if joined else story
    return await stories.current_id(tx, story) or story


async def _add_to(tx: Transaction, article_id: int, one: NewArticle) -> StoreResult:
    """Add to an article what the same text brings: places where it was seen, and a picture if it had none."""
    new_origin = await _add_origins(tx, article_id, one)
    picture = one.analysis.reading.picture
    new_picture = await pictures.set_picture(tx, article_id, picture) if picture else False
    story = await articles.story_of(tx, article_id)
    if new_origin and one.held_until is None:
        await hold_notices.add_if_held(tx, article_id, "elsewhere", one.origins[0].source, one.added)
    return StoreResult(article_id, story, new_origin=new_origin, new_picture=new_picture)


async def _store(tx: Transaction, one: NewArticle, story: int) -> int:
    analysis = one.analysis
    article_id = await articles.add(
        tx,
        analysis,
        story,
        added=one.added,
        added_by=one.added_by,
        archived=one.archived,
        retracted_at=one.retracted,
        held_until=one.held_until,
        news=one.news,
        edited=one.edited,
    )
    await article_terms.add(tx, article_id, one.analysis.fingerprint.index)
    if (vector := one.analysis.fingerprint.vector) is not None:
        await vectors.put_new(tx, article_id, vector.numbers, vector.signs)
    await follow_matches.add(tx, article_id, one.followed)
    if one.retracted is None and one.held_until is None and not one.archived:
        await follow_alerts.add(tx, article_id, one.added)
    await _add_origins(tx, article_id, one)
    if one.named is not None:
        await origins.name_anew(tx, article_id, 0, one.named)
    if one.added_by is not None and not one.told_as:
        await editor_actions.add(tx, "added", ByEditor(one.added_by, one.added), article_id=article_id)
    if one.held_until is not None:
        await news.join_later(tx, article_id, one.story)
        if one.added_by is None:
            await hold_notices.add_if_held(tx, article_id, "came", one.origins[0].source, one.added)
    await article_search.add(tx, article_id, analysis.search)
    await _learn(tx, article_id, one)
    return article_id


async def _learn(tx: Transaction, article_id: int, one: NewArticle) -> None:
    """Remember its lines, unless it is a copy of what its source told before."""
    lines = one.analysis.lines
    if lines and is_told_anew(lines, await source_lines.times(tx, one.carrier)):
        await source_lines.add(tx, one.carrier, article_id, [line.hash for line in lines])


async def _add_origins(tx: Transaction, article_id: int, one: NewArticle) -> bool:
    """Note where it was seen; True when one of the places is new."""
    added = [await origins.add(tx, article_id, o, address_of(o.link)) for o in one.origins]
    return any(added)

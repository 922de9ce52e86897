"""What a text that comes in is to become: a new article, or a refusal with its reason."""

from __future__ import annotations

from datetime import datetime
from enum import Enum

from bot.intake.store import NewArticle
from digests.formats.jsonl import Record
from digests.models.stories import NamedSource, Origin
from digests.models.texts import OLD_AFTER, Analysis, RawText, host_of
from digests.text.limits import MAX_CHARACTERS, MIN_WORDS


class IntakeRefusal(Enum):
    """Why a text cannot become an article."""

    EMPTY = "empty"
    TOO_SHORT = "too-short"
    TOO_LONG = "too-long"
    UNKNOWN_LANGUAGE = "unknown-language"
    UNREADABLE = "unreadable"
    PAST = "past"


def unfit(text: RawText | Record) -> IntakeRefusal | None:
    """Why a text is refused without analysis, because it is empty or too long; None when it is not."""
    if len(text.text) > MAX_CHARACTERS:
        return IntakeRefusal.TOO_LONG
    return None if text.text.strip() else IntakeRefusal.EMPTY


def checked(analysis: Analysis | None) -> Analysis | IntakeRefusal:
    """The analysis if its text can become an article, else why not; None is an analysis that failed."""
    if analysis is None:
        return IntakeRefusal.UNREADABLE
    if analysis.language == "unknown":
        return IntakeRefusal.UNKNOWN_LANGUAGE
    return IntakeRefusal.TOO_SHORT if len(analysis.reading.body.split()) < MIN_WORDS else analysis


def arrival_of(
    text: RawText | Record,
    analysis: Analysis,
    now: datetime,
    added_by: int | None,
    *,
    archived: bool | None = None,
    held_until: datetime | None = None,
) -> NewArticle:
    """The article that the text becomes.

    `archived`: whether it is kept out of editions; None decides by its date, unless an editor brought it.
    `held_until`: no reader sees it before then. An exported record says both itself.
    """
    if isinstance(text, Record):
        return NewArticle(
            analysis=analysis,
            origins=text.origins,
            added=text.added,
            added_by=text.added_by,
            archived=text.archived,
            retracted=text.retracted,
            held_until=text.held_until if text.held_until and text.held_until > now else None,
            told_as=text.story,
            news=now - text.added <= OLD_AFTER,
            carrier=text.carrier,
        )
    source = received_source(text, analysis)
    if archived is None:
        published = analysis.reading.published
        archived = added_by is None and published is not None and published.is_old(now)
    return NewArticle(
        analysis=analysis,
        origins=(Origin(source.name, source.link, now),),
        added=now,
        added_by=added_by,
        archived=archived,
        retracted=now if analysis.advertising and added_by is None else None,
        held_until=held_until,
        carrier=text.carrier,
    )


def received_source(raw: RawText, analysis: Analysis) -> NamedSource:
    """The name and the link by which an article's place is known."""
    return NamedSource(_source_name(raw, analysis), raw.link or next(iter(analysis.reading.links), None))


def _source_name(raw: RawText, analysis: Analysis) -> str:
    """The name given with the text, else the text's own credit, else the link's host; '' is the newsroom
    itself.
    """
    return raw.source or analysis.reading.credit or host_of(raw.link)

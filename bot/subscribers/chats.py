"""Groups, forum topics and channels: who set them up, and how and when their editions come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import get_args

from digests.models.texts import Language
from digests.models.wishes import Length
from storage import chat_feeds, destinations, preferences, review_requests, schedules
from storage.database import Database
from storage.destinations import Address, ChatKind
from storage.preferences import ApprovalRule, PictureRule, Preferences

MAX_WORDS = 200

_Choose = Callable[[Preferences, str], Preferences | None]


async def propose(
    db: Database, address: Address, title: str, *, language: Language, zone: str, now: datetime
) -> int:
    """Keep a group or forum topic that an admin named with /here; it has no owner until it is confirmed."""
    async with db.transaction() as tx:
        number = await destinations.add(
            tx, address, "group", language=language, zone=zone, now=now, title=title
        )
        await destinations.set_title(tx, number, title)
    return number


async def connect(
    db: Database,
    address: Address,
    kind: ChatKind,
    title: str,
    *,
    owner_id: int,
    language: Language,
    zone: str,
    now: datetime,
) -> int:
    """Make the person the owner; returns the destination's number. Earlier choices are kept."""
    async with db.transaction() as tx:
        number = await destinations.add(
            tx, address, kind, language=language, zone=zone, now=now, title=title, owner_id=owner_id
        )
        await destinations.set_title(tx, number, title)
        await destinations.set_owner(tx, number, owner_id)
        await destinations.resume_refused(tx, number)
    return number


async def renamed(db: Database, address: Address, title: str) -> None:
    """Keep a chat's new name; its forum topics keep their own."""
    async with db.transaction() as tx:
        found = await destinations.at(tx, address)
        if found is not None:
            await destinations.set_title(tx, found.id, title)


async def disconnect(db: Database, destination_id: int) -> None:
    """Send nothing there any more and end its feed; what it was told stays on record."""
    async with db.transaction() as tx:
        for review in (False, True):
            await schedules.remove_all(tx, destination_id, review=review)
        await review_requests.remove_all(tx, destination_id)
        await preferences.put(tx, destination_id, preferences.USUAL)
        await chat_feeds.remove(tx, destination_id)
        await destinations.set_owner(tx, destination_id, None)


async def choose(db: Database, destination_id: int, name: str, value: str) -> bool:
    """Set one of the choices by its name; False for a value that does not exist."""
    async with db.transaction() as tx:
        if name == "repeat":
            await destinations.set_at_most_once(tx, destination_id, value == "1")
            return True
        found = await destinations.get(tx, destination_id)
        chosen = _CHOICES[name](found.preferences, value) if found and name in _CHOICES else None
        if chosen is None:
            return False
        await preferences.put(tx, destination_id, chosen)
        return True


async def set_words(db: Database, destination_id: int, name: str, words: str) -> None:
    """Set the heading or the signature; an empty text removes it."""
    kept = " ".join(words.split())[:MAX_WORDS]

    def change(now: Preferences) -> Preferences:
        return replace(now, heading=kept) if name == "heading" else replace(now, signature=kept)

    await _change(db, destination_id, change)


async def set_post_language(db: Database, destination_id: int, language: Language, *, wanted: bool) -> None:
    """Switch one of the languages of the posts on or off. There is at least one and at most two; a third
    replaces the second.
    """
    async with db.transaction() as tx:
        found = await destinations.get(tx, destination_id)
        if found is None:
            return
        languages = [found.language, *(each for each in [found.preferences.second_language] if each)]
        if wanted and language not in languages:
            languages = [languages[0], language]
        elif not wanted and len(languages) > 1:
            languages = [each for each in languages if each != language]
        await destinations.set_language(tx, destination_id, languages[0])
        second = languages[1] if len(languages) > 1 else None
        await preferences.put(tx, destination_id, replace(found.preferences, second_language=second))


async def set_source(db: Database, destination_id: int, source: str, *, wanted: bool) -> None:
    """Add a source to those that the destination's rule is about, or remove it."""

    def change(now: Preferences) -> Preferences:
        others = tuple(name for name in now.sources if name != source)
        return replace(now, sources=(*others, source) if wanted else others)

    await _change(db, destination_id, change)


async def set_source_rule(db: Database, destination_id: int, rule: str) -> None:
    await _change(
        db, destination_id, lambda now: replace(now, source_rule="only" if rule == "only" else "hide")
    )


async def set_surge(db: Database, destination_id: int, *, wanted: bool) -> None:
    """Whether the chat is warned when its topics get far more reports than usual."""
    await _change(db, destination_id, lambda now: replace(now, surge=wanted))


async def _change(db: Database, destination_id: int, change: Callable[[Preferences], Preferences]) -> None:
    async with db.transaction() as tx:
        found = await destinations.get(tx, destination_id)
        if found is not None:
            await preferences.put(tx, destination_id, change(found.preferences))


def _silent(now: Preferences, value: str) -> Preferences:
    return replace(now, silent=value == "1")


def _pinned(now: Preferences, value: str) -> Preferences:
    return replace(now, pinned=value == "1")


def _least(now: Preferences, value: str) -> Preferences | None:
    return replace(now, least=int(value)) if value.isdecimal() and 1 <= int(value) <= 9 else None


def _useful(now: Preferences, value: str) -> Preferences | None:
    if value == "usual":
        return replace(now, useful_hours=None)
    return replace(now, useful_hours=int(value)) if value.isdecimal() and 1 <= int(value) <= 48 else None


def _breaking(now: Preferences, value: str) -> Preferences | None:
    """`off`, or the hours in which breaking news may come, as `8-22`."""
    if value == "off":
        return replace(now, breaking=False)
    start, _, end = value.partition("-")
    if not (start.isdecimal() and end.isdecimal() and int(start) < int(end) <= 24):
        return None
    return replace(now, breaking=True, awake_from=int(start), awake_to=int(end))


def _draft(now: Preferences, value: str) -> Preferences | None:
    chosen: ApprovalRule | None = next((known for known in get_args(ApprovalRule) if known == value), None)
    return replace(now, draft=chosen) if chosen else None


def _length(now: Preferences, value: str) -> Preferences | None:
    chosen: Length | None = next((known for known in get_args(Length) if known == value), None)
    return replace(now, length=chosen) if chosen else None


def _picture(now: Preferences, value: str) -> Preferences | None:
    chosen: PictureRule | None = next((known for known in get_args(PictureRule) if known == value), None)
    return replace(now, picture=chosen) if chosen else None


def _model(now: Preferences, value: str) -> Preferences | None:
    return replace(now, extracted=value == "off") if value in ("on", "off") else None


_CHOICES: dict[str, _Choose] = {
    "model": _model,
    "length": _length,
    "silent": _silent,
    "pinned": _pinned,
    "least": _least,
    "useful": _useful,
    "breaking": _breaking,
    "draft": _draft,
    "picture": _picture,
}

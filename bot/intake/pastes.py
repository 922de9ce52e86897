"""Puts long texts together again that Telegram's apps cut into several messages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from digests.models.texts import RawText
from storage import paste_parts
from storage.database import Database
from storage.paste_parts import PastePart

LONG_UNITS = 2048  # the apps cut at a border in the second half of 4096 units
MAX_GAP = timedelta(seconds=2)
_SENTENCE_END = re.compile(r"""[.!?…:;]["»”’')\]]*$""")


@dataclass(frozen=True, slots=True)
class Paste:
    """One text in the messages in which it came, in their order."""

    parts: tuple[PastePart, ...]

    @property
    def first(self) -> PastePart:
        return self.parts[0]

    @property
    def may_go_on(self) -> bool:
        """Whether another part of it may still be coming."""
        return is_long(self.parts[-1].raw.text)

    @property
    def raw(self) -> RawText:
        text = joined([part.raw.text for part in self.parts])
        link = next((part.raw.link for part in self.parts if part.raw.link), None)
        return replace(self.first.raw, text=text, link=link)


async def keep(db: Database, part: PastePart) -> None:
    """Store a part before anything else is done with it, so that nothing is lost."""
    async with db.transaction() as tx:
        await paste_parts.add(tx, part)


async def waiting(db: Database, person_id: int | None = None) -> list[Paste]:
    """The pastes of this person, or of everybody with None, that were not answered yet."""
    async with db.read() as reader:
        return together(await paste_parts.list_waiting(reader, person_id))


async def done(db: Database, paste: Paste) -> None:
    """Forget a paste that was answered."""
    async with db.transaction() as tx:
        await paste_parts.remove(tx, paste.first.chat_id, [part.message_id for part in paste.parts])


def together(parts: Sequence[PastePart]) -> list[Paste]:
    """Groups the parts into texts: those of one chat within two seconds, each but the last a long one."""
    found: list[Paste] = []
    for part in parts:
        if found and _follows(found[-1], part):
            found[-1] = Paste((*found[-1].parts, part))
        else:
            found.append(Paste((part,)))
    return found


def joined(texts: Sequence[str]) -> str:
    """The parts of a text that an app has cut, in one piece again."""
    text = texts[0]
    for part in texts[1:]:
        text += _seam(text, part) + part
    return text


def is_long(text: str) -> bool:
    """Whether an app may have cut a text here: it is longer than `LONG_UNITS`, in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2 > LONG_UNITS


def _follows(paste: Paste, part: PastePart) -> bool:
    last = paste.parts[-1]
    return (
        paste.may_go_on
        and not part.command
        and last.chat_id == part.chat_id
        and last.person_id == part.person_id
        and part.received - last.received <= MAX_GAP
    )


def _seam(before: str, after: str) -> str:
    """What the app cut away: the end of a paragraph where that is likely, else a space between words."""
    if _SENTENCE_END.search(before):
        return "\n\n"
    if len(before) >= LONG_UNITS and not re.search(r"\s", before[-LONG_UNITS:]):
        return ""  # nowhere to cut but inside a word
    return "\n" if after[:1].isupper() else " "

"""What a destination chose beyond the usual: sources, looks, silence, breaking news, approval."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Literal

from digests.models.texts import Language
from digests.models.wishes import Length
from storage.database import Transaction
from storage.rows import execute, load_strings, to_json

SourceRule = Literal["hide", "only"]
PictureRule = Literal["none", "story", "week"]
ApprovalRule = Literal["none", "publish", "skip"]
USUAL_USEFUL_HOURS = 2


@dataclass(frozen=True, slots=True)
class Preferences:
    """A destination's choices; the defaults are what is usual.

    `source_rule` says whether `sources` (names) are hidden or the only ones. An edition of fewer stories than
    `least` is not sent. `breaking` news, and warnings of a `surge` (far more than usual is written about its
    topics), come between the local hours `awake_from` and `awake_to`. With a `draft` other than none the
    owner sees each edition before it goes; the value is what no answer means. `picture` above an edition is
    its top story's; with `week` the review of a week has its statistics there instead. `extracted`: no model
    chooses what is told.
    """

    source_rule: SourceRule = "hide"
    sources: tuple[str, ...] = ()
    second_language: Language | None = None
    heading: str = ""
    signature: str = ""
    silent: bool = False
    pinned: bool = False
    least: int = 1
    useful_hours: int | None = None
    breaking: bool = False
    awake_from: int = 8
    awake_to: int = 22
    draft: ApprovalRule = "none"
    length: Length = "normal"
    picture: PictureRule = "none"
    surge: bool = False
    extracted: bool = False

    @property
    def chat_useful_hours(self) -> int:
        """For how many hours a late edition is still of use to a group or channel."""
        return USUAL_USEFUL_HOURS if self.useful_hours is None else self.useful_hours


USUAL = Preferences()


async def put(tx: Transaction, destination_id: int, chosen: Preferences) -> None:
    if chosen == USUAL:
        await execute(tx, "DELETE FROM preferences WHERE destination_id = ?", destination_id)
        return
    await execute(
        tx,
        "INSERT OR REPLACE INTO preferences (destination_id, source_rule, sources, second_language, heading,"
        " signature, silent, pinned, least, useful_hours, breaking, awake_from, awake_to, draft, length,"
        " picture, surge, extracted)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        destination_id,
        chosen.source_rule,
        to_json(list(chosen.sources)),
        chosen.second_language,
        chosen.heading,
        chosen.signature,
        chosen.silent,
        chosen.pinned,
        chosen.least,
        chosen.useful_hours,
        chosen.breaking,
        chosen.awake_from,
        chosen.awake_to,
        chosen.draft,
        chosen.length,
        chosen.picture,
        chosen.surge,
        chosen.extracted,
    )


def of_row(row: sqlite3.Row) -> Preferences:
    """The preferences in a row that the table was joined to; `USUAL` where the join found none."""
    if row["source_rule"] is None:
        return USUAL
    return Preferences(
        source_rule=row["source_rule"],
        sources=load_strings(row["sources"]),
        second_language=row["second_language"],
        heading=row["heading"],
        signature=row["signature"],
        silent=bool(row["silent"]),
        pinned=bool(row["pinned"]),
        least=row["least"],
        useful_hours=row["useful_hours"],
        breaking=bool(row["breaking"]),
        awake_from=row["awake_from"],
        awake_to=row["awake_to"],
        draft=row["draft"],
        length=row["length"],
        picture=row["picture"],
        surge=bool(row["surge"]),
        extracted=bool(row["extracted"]),
    )

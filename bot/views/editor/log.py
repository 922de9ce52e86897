"""Who did what to articles, a line for each change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.views.common.context import RenderContext
from bot.views.common.html import clip
from bot.views.common.subscription import topic_names

if TYPE_CHECKING:
    from storage.revisions import Revision

FORMER_UNITS = 120


def entry(revision: Revision, name: str, place: RenderContext) -> str:
    """`name` is the editor's, '' of one who is not known any more."""
    say = place.say
    who = say("log-source-itself") if revision.person_id is None else name or say("log-somebody")
    when = (
        f"{say.date(revision.created, place.zone, now=place.now)}, {say.time(revision.created, place.zone)}"
    )
    return say("log-entry", when=when, who=who, what=_what(revision, place))


def _what(revision: Revision, place: RenderContext) -> str:
    say = place.say
    if revision.kind != "revised":
        return say("log-retracted") if revision.kind == "retracted" else say("log-restored")
    former = clip(revision.former, FORMER_UNITS)
    match revision.part:
        case "headline":
            return say("log-headline", former=former)
        case "topics":
            names = topic_names(frozenset(revision.former.split()), say)
            return say("log-topics", former=", ".join(names) or say("log-none"))
        case "date":
            return say("log-date")
        case "source":
            return say("log-source", former=former)
        case "sentences":
            return say("log-sentences")
        case "text":
            return say("log-text")

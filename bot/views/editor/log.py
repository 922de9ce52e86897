"""Who did what, in a line each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, cast

from bot.i18n import Say
from bot.views.common.buttons import OpenArticle, button
from bot.views.common.context import RenderContext
from bot.views.common.html import bold, clip, join, text
from bot.views.common.message import Buttons, Message, in_rows
from bot.views.common.subscription import topic_names
from bot.views.editor.articles import open_button
from bot.views.editor.buttons import OpenLog
from digests.models.texts import UNTIL_LET_GO, Published

if TYPE_CHECKING:
    from storage.editor_actions import EditorAction
    from storage.revisions import Revision

FORMER_UNITS = 120
ENTRIES_PER_PAGE = 10


def page_of_log(
    found: Sequence[tuple[Revision | EditorAction, str]], shown: OpenLog, older: bool, place: RenderContext
) -> Message:
    """`found`: a page, newest first, each with its editor's name; `older`: there is a next page."""
    say, number = place.say, str(shown.article)
    title = say("log-title-article", number=number) if shown.article else say("log-title")
    lines = [bold(text(title))]
    for one, name in found:
        named = one.article_id and not shown.article
        of = f"{say('article-title', number=str(one.article_id))} · " if named else ""
        lines.append(text(of + entry(one, name, place)))
    if not found:
        lines.append(text(say("log-empty")))
    turns = []
    if shown.page:
        turns.append(button(say("button-back"), replace(shown, page=shown.page - 1)))
    if older:
        turns.append(button(say("button-next"), replace(shown, page=shown.page + 1)))
    return Message(
        join(lines, "\n\n"), tuple(row for row in (*_ways(found, shown, say), tuple(turns)) if row)
    )


def _ways(found: Sequence[tuple[Revision | EditorAction, str]], shown: OpenLog, say: Say) -> Buttons:
    """Buttons to the articles of the page."""
    if shown.article:
        return ((open_button(shown.article, say), button(say("button-log-all"), OpenLog())),)
    numbers = dict.fromkeys(one.article_id for one, _ in found if one.article_id)
    return tuple(in_rows([button(str(number), OpenArticle(number)) for number in numbers], 5))


def entry(one: Revision | EditorAction, name: str, place: RenderContext) -> str:
    """`name` is the editor's, '' for one who is no longer known."""
    say = place.say
    who = say("log-source-itself") if one.person_id is None else name or say("log-somebody")
    when = f"{say.date(one.created, place.zone, now=place.now)}, {say.time(one.created, place.zone)}"
    return say("log-entry", when=when, who=who, what=_what(one, place))


def _what(one: Revision | EditorAction, place: RenderContext) -> str:
    if one.kind in ("revised", "retracted", "restored"):
        return _revised(one, place)
    return _did(cast("EditorAction", one), place.say)


def _did(action: EditorAction, say: Say) -> str:
    story, other = str(action.story_id), str(action.other_id)
    return say(f"log-did-{action.kind}", story=story, other=other, words=clip(action.words, FORMER_UNITS))


def _revised(revision: Revision, place: RenderContext) -> str:
    say = place.say
    if revision.kind != "revised":
        return say("log-retracted") if revision.kind == "retracted" else say("log-restored")
    if revision.part == "archive":
        return say("log-from-archive") if revision.former else say("log-archived")
    return _part(revision, place)


def _part(revision: Revision, place: RenderContext) -> str:
    say = place.say
    former = clip(revision.former, FORMER_UNITS)
    match revision.part:
        case "headline":
            return say("log-headline", former=former)
        case "topics":
            names = topic_names(frozenset(revision.former.split()), say)
            return say("log-topics", former=", ".join(names) or say("log-none"))
        case "date":
            return say("log-date", former=_date(revision.former, place))
        case "source":
            return say("log-source", former=former or say("digest-newsroom"))
        case "story":
            return say("log-story", former=former)
        case "embargo":
            until = _until(revision.former, place) or say("log-none")
            return say("log-embargo", former=until)
        case "sentences":
            return say("log-sentences")
        case _:
            return say("log-text")


def _until(former: str, place: RenderContext) -> str:
    """When a hold was to end; '' where there was none."""
    if not former:
        return ""
    until = datetime.fromisoformat(former)
    return place.say("log-until-let-go") if until >= UNTIL_LET_GO else place.when(Published(until))


def _date(former: str, place: RenderContext) -> str:
    return place.when(Published.read(former)) if former else place.say("log-none")

"""Who did what to articles, a line for each change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.i18n import Say
from bot.views.common.buttons import OpenArticle, button
from bot.views.common.context import RenderContext
from bot.views.common.html import bold, clip, join, text
from bot.views.common.message import Buttons, Message, in_rows
from bot.views.common.subscription import topic_names
from bot.views.editor.articles import open_button
from bot.views.editor.buttons import OpenLog
from digests.models.texts import Published

if TYPE_CHECKING:
    from storage.revisions import Revision

FORMER_UNITS = 120
ENTRIES_PER_PAGE = 10


def page_of_log(
    found: Sequence[tuple[Revision, str]], shown: OpenLog, older: bool, place: RenderContext
) -> Message:
    """`found`: a page, the newest first, each with its editor's name; `older`: there is a next page."""
    say, number = place.say, str(shown.article)
    title = say("log-title-article", number=number) if shown.article else say("log-title")
    lines = [bold(text(title))]
    for revision, name in found:
        of = "" if shown.article else f"{say('article-title', number=str(revision.article_id))} · "
        lines.append(text(of + entry(revision, name, place)))
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


def _ways(found: Sequence[tuple[Revision, str]], shown: OpenLog, say: Say) -> Buttons:
    """To the articles of the page."""
    if shown.article:
        return ((open_button(shown.article, say), button(say("button-log-all"), OpenLog())),)
    numbers = dict.fromkeys(revision.article_id for revision, _ in found)
    return tuple(in_rows([button(str(number), OpenArticle(number)) for number in numbers], 5))


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
            return say("log-source", former=former)
        case "sentences":
            return say("log-sentences")
        case _:
            return say("log-text")


def _date(former: str, place: RenderContext) -> str:
    return place.when(Published.read(former)) if former else place.say("log-none")

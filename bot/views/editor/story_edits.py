"""The screens on which editors split and merge stories, put one first or last, and take that back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.i18n import Say
from bot.views.common.buttons import MergeStory, PlaceStory, SetModelAside, SplitStory, UnmergeStories, button
from bot.views.common.context import RenderContext
from bot.views.common.html import Html, bold, clip, italic, join, text
from bot.views.common.message import Button, Message, in_rows
from bot.views.common.origin import Origin
from bot.views.common.sources import shown_origin, source_count, source_name
from bot.views.editor.buttons import AskMerge, AskSplit, MergeStories, SplitOff
from bot.views.reader.answer_buttons import OpenStory
from bot.views.reader.story import place_line
from digests.models.digest import DigestItem
from digests.models.stories import Article, Story, StoryPlace

HEADLINE_UNITS = 200
ROWS_PER_PAGE = 6


@dataclass(frozen=True, slots=True)
class ReturnPath:
    """The story from whose screen an editor came, and what that screen leads back to."""

    story_id: int
    shown: Origin


def choose_article(item: DigestItem, place: RenderContext, way: ReturnPath, page: int) -> Message:
    """Which of a story's articles is to leave it."""
    say = place.say
    articles = item.story.articles[page * ROWS_PER_PAGE : (page + 1) * ROWS_PER_PAGE]
    lines = [bold(text(say("split-choose"))), *(_article_line(article, place) for article in articles)]
    buttons = [button(str(a.id), AskSplit(a.id, way.shown)) for a in articles]
    turns = _pager(SplitStory, way, page, len(item.story.articles), say)
    return _message(lines, (*in_rows(buttons, 6), turns, (_back(way, say),)))


def ask_split(article: Article, item: DigestItem, say: Say, way: ReturnPath) -> Message:
    numbers = {"article": str(article.id), "story": str(item.story.id)}
    lines = [
        text(say("split-ask", **numbers)),
        _named(say("article-title", number=str(article.id)), article.headline),
        _story_named(item, say),
        text(say("split-means")),
    ]
    yes = button(say("button-split"), SplitOff(article.id, way.shown))
    no = button(say("button-cancel"), SplitStory(item.story.id, 0, way.shown))
    return _message(lines, ((yes,), (no,)))


def was_split(article_id: int, own: int, before: int, say: Say, shown: Origin) -> Message:
    words = say("split-done", article=str(article_id), story=str(own))
    undo = button(say("button-undo"), MergeStories(before, own, shown))
    return _message([text(words)], ((_open(own, say, shown), _open(before, say, shown)), (undo,)))


def choose_story(found: Sequence[DigestItem], place: RenderContext, way: ReturnPath, page: int) -> Message:
    """Which story is the same event: `found` are similar ones, and any other number may be typed."""
    say = place.say
    items = found[page * ROWS_PER_PAGE : (page + 1) * ROWS_PER_PAGE]
    lines = [
        bold(text(say("merge-choose", number=str(way.story_id)))),
        text(say("merge-similar") if found else say("merge-none")),
        *(story_line(item, place) for item in items),
        text(say("merge-how")),
    ]
    buttons = [button(str(item.story.id), AskMerge(way.story_id, item.story.id, way.shown)) for item in items]
    turns = _pager(MergeStory, way, page, len(found), say)
    return _message(lines, (*in_rows(buttons, 6), turns, (_back(way, say),)))


def ask_merge(one: DigestItem, other: DigestItem, say: Say, way: ReturnPath) -> Message:
    stays, goes = sorted((one.story.id, other.story.id))
    lines = [
        text(say("merge-ask", one=str(stays), other=str(goes))),
        _story_named(one, say),
        _story_named(other, say),
        text(say("merge-means", number=str(stays))),
    ]
    yes = button(say("button-merge"), MergeStories(stays, goes, way.shown))
    no = button(say("button-cancel"), MergeStory(way.story_id, 0, way.shown))
    return _message(lines, ((yes,), (no,)))


def was_merged(kept: int, gone: int, say: Say, shown: Origin) -> Message:
    words = say("merge-done", one=str(kept), other=str(gone), number=str(kept))
    undo = button(say("button-undo"), UnmergeStories(gone, shown))
    return _message([text(words)], ((_open(kept, say, shown), undo),))


def was_placed(story: Story, before: StoryPlace, context: RenderContext, shown: Origin) -> Message:
    """Where the story stands now, with a way back."""
    say = context.say
    words = place_line(story, context) or say("place-freed", number=str(story.id))
    undo = button(say("button-undo"), PlaceStory(story.id, before, shown))
    return _message([text(words)], ((_open(story.id, say, shown), undo),))


def model_was_set(story_id: int, say: Say, shown: Origin, *, aside: bool) -> Message:
    """How the story is told now, with a way back."""
    number = str(story_id)
    words = say("model-off-done", number=number) if aside else say("model-on-done", number=number)
    undo = button(say("button-undo"), SetModelAside(story_id, not aside, shown))
    return _message([text(words)], ((_open(story_id, say, shown), undo),))


def was_unmerged(kept: int, gone: int, say: Say, shown: Origin) -> Message:
    words = say("merge-undone", one=str(kept), other=str(gone))
    return _message([text(words)], ((_open(kept, say, shown), _open(gone, say, shown)),))


def said_about(words: str, say: Say, way: ReturnPath) -> Message:
    """A sentence with a button back to the story."""
    return _message([text(words)], ((_back(way, say),),))


def _message(lines: Sequence[Html], rows: Sequence[tuple[Button, ...]]) -> Message:
    return Message(join(lines, "\n\n"), tuple(row for row in rows if row))


def _article_line(article: Article, place: RenderContext) -> Html:
    say = place.say
    date = say.date(article.added, place.zone, now=place.now)
    where = f"{source_name(shown_origin(article), say)} · {date}"
    return Html(f"{article.id}. {text(clip(article.headline, HEADLINE_UNITS))}\n{italic(text(where))}")


def story_line(item: DigestItem, place: RenderContext) -> Html:
    say = place.say
    date = say.date(item.story.articles[-1].added, place.zone, now=place.now)
    where = f"{say('reason-sources', sources=source_count(item.story))} · {date}"
    return Html(f"{item.story.id}. {text(clip(item.headline, HEADLINE_UNITS))}\n{italic(text(where))}")


def _story_named(item: DigestItem, say: Say) -> Html:
    return _named(say("story-number", number=str(item.story.id)), item.headline)


def _named(what: str, headline: str) -> Html:
    return Html(f"{text(what)}\n{bold(text(clip(headline, HEADLINE_UNITS)))}")


def _pager(
    kind: type[SplitStory | MergeStory], way: ReturnPath, page: int, count: int, say: Say
) -> tuple[Button, ...]:
    return tuple(
        button(words, kind(way.story_id, to, way.shown))
        for words, to in ((say("button-previous"), page - 1), (say("button-next"), page + 1))
        if 0 <= to * ROWS_PER_PAGE < count
    )


def _open(story_id: int, say: Say, shown: Origin) -> Button:
    return button(say("story-number", number=str(story_id)), OpenStory(story_id, 0, shown))


def _back(way: ReturnPath, say: Say) -> Button:
    return button(say("button-back"), OpenStory(way.story_id, 0, way.shown))

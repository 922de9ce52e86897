"""One story of a digest in words: with its sentences, in a line, or as it developed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.i18n import Say
from bot.views.common.context import RenderContext
from bot.views.common.html import Html, bold, clip, folded, italic, join, link, text
from bot.views.common.sources import Citations, label, old_day_of, source_count
from digests.models.digest import DigestItem
from digests.models.stories import Article
from digests.models.texts import Published

HEADLINE_UNITS = 300
MAX_REVIEW = timedelta(days=60)


def headline_of(item: DigestItem, say: Say) -> str:
    """Marked where the reader follows the story, or where there is something new about it."""
    headline = clip(item.headline, HEADLINE_UNITS)
    if item.followed:
        return say("digest-followed", headline=headline)
    return say("digest-update", headline=headline) if item.update else headline


def item_label(item: DigestItem, context: RenderContext) -> Html:
    """Behind its headline: another language than the reader's, and its day when it is old."""
    return label(item.language, old_day_of(item.story, context), context.say)


def story_block(
    item: DigestItem, context: RenderContext, *, number: int | None = None, folds: bool = False
) -> Html:
    """A story with its first sentence, and any that tells the same with another number, in sight.

    `folds`: the sentences after it are folded; else they are in sight too.
    """
    place = "" if number is None else f"{number}. "
    if item.withdrawn:
        return Html(place + _withdrawn(item, context))
    title = Html(bold(text(place + headline_of(item, context.say))) + item_label(item, context))
    citations = Citations(item.story, context)
    told = [Html(f"{text(each.text)} {citations.cite(each.article)}") for each in item.sentences]
    told[-1:] = [join([*told[-1:], _whole_story(item, context)], " · ")]
    seen = _in_sight(item) if folds else len(told)
    return join([title, *told[:seen], *([folded(join(told[seen:], "\n"))] if told[seen:] else [])], "\n")


def _in_sight(item: DigestItem) -> int:
    """The first sentence with those that stand beside it."""
    after = (place for place, each in enumerate(item.sentences) if place and not each.beside)
    return next(after, max(1, len(item.sentences)))


def _whole_story(item: DigestItem, context: RenderContext) -> Html:
    words = context.say("digest-whole-story", sources=source_count(item.story))
    return link(text(words), context.story_url(item.story.id))


def item_block(item: DigestItem, context: RenderContext, *, number: int | None, folds: bool) -> Html:
    """As `story_block`, with a line for each of its steps."""
    return join([story_block(item, context, number=number, folds=folds), *step_lines(item, context)], "\n")


def development(item: DigestItem, context: RenderContext, *, number: int | None) -> Html:
    """In sight as a whole, each fact with its day, the newest first."""
    if item.withdrawn:
        return story_block(item, context, number=number)
    words = (f"{number}. " if number else "") + headline_of(item, context.say)
    alone = "" if item.sentences else context.day(_newest_of(item))
    title = Html(bold(text(words)) + label(item.language, alone, context.say))
    citations, lines, said = Citations(item.story, _undated(context)), [title], ""
    for each in item.sentences:
        day = context.day(published_of(each.article))
        dated = "" if day == said else italic(text(day)) + ": "
        lines.append(Html(f"{dated}{text(each.text)} {citations.cite(each.article)}"))
        said = day
    lines[-1] = join([lines[-1], _whole_story(item, context)], " · ")
    return join([*lines, *(_dated_line(step, context) for step in item.steps)], "\n")


def step_lines(item: DigestItem, context: RenderContext) -> list[Html]:
    """A line for each further story of the item's affair."""
    return [brief_line(step, None, context) for step in item.steps]


def brief_line(item: DigestItem, number: int | None, context: RenderContext) -> Html:
    """A story as one line: its headline, which leads to it."""
    mark = "• " if number is None else f"{number}. "
    if item.withdrawn:
        return Html(mark + _withdrawn(item, context))
    return Html(
        mark
        + link(text(headline_of(item, context.say)), context.story_url(item.story.id))
        + item_label(item, context)
        + _way_further(item, context)
    )


def _way_further(item: DigestItem, context: RenderContext) -> Html:
    """How many steps a line has no room for, with a way to the newest."""
    live = [step for step in item.steps if not step.withdrawn]
    if not live:
        return Html("")
    words = context.say("digest-further", count=len(live))
    return Html(" · " + link(text(words), context.story_url(live[0].story.id)))


def _withdrawn(item: DigestItem, context: RenderContext) -> Html:
    if not item.headline:
        return italic(text(context.say("correction-withdrawn")))
    headline = clip(item.headline, HEADLINE_UNITS)
    return italic(text(context.say("correction-withdrawn-story", headline=headline)))


def _undated(context: RenderContext) -> RenderContext:
    """In which no report is so old that it says its day by itself."""
    return replace(context, now=context.now - MAX_REVIEW)


def _dated_line(step: DigestItem, context: RenderContext) -> Html:
    if step.withdrawn:
        return brief_line(step, None, context)
    headline = link(text(headline_of(step, context.say)), context.story_url(step.story.id))
    return join([Html("•"), Html(italic(text(context.day(_newest_of(step)))) + ":"), headline], " ")


def _newest_of(item: DigestItem) -> Published:
    return max((published_of(article) for article in item.story.articles), key=lambda each: each.at)


def published_of(article: Article) -> Published:
    """When it was published, or when it was added where that is not known."""
    return article.published or Published(article.added)

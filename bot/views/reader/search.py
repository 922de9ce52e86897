"""Search results: each story with its headline and the sentence that contains the words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.i18n import Say
from bot.views.common.buttons import AskSearch, OpenShown, button
from bot.views.common.context import RenderContext
from bot.views.common.html import Html, bold, clip, fits, italic, join, link, text
from bot.views.common.menu import menu_buttons
from bot.views.common.message import Button, Buttons, Message
from bot.views.common.origin import FromSearch
from bot.views.common.sources import label, shown_origin, source_name
from bot.views.reader.answer_buttons import OpenStory
from bot.views.reader.digest import page_turns
from bot.views.reader.saved import to_history, to_saved
from bot.views.reader.story import moment
from digests.models.stories import Article
from digests.models.texts import TextSpan

SAID_UNITS = 80
HEADLINE_UNITS = 200

Hint = Literal["spelling", "fewer", "phrase", "without", "wider", "source"]


@dataclass(frozen=True, slots=True)
class SearchedWords:
    """What was typed, its number for buttons, and hints for when nothing is found."""

    number: int
    said: str
    hints: tuple[Hint, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundStory:
    """A story by the article that matched best: its headline and a sentence of it."""

    story_id: int
    article: Article
    headline: tuple[TextSpan, ...]
    sentence: tuple[TextSpan, ...]


@dataclass(frozen=True, slots=True)
class SearchResults:
    """A page of results. `count` is of stories, None when there are more than are ranked.

    `instead`: the words that were searched for, because nothing was found as typed. `near`: how many of all,
    the last ones, lack the words but are near in meaning. `left_out`: words that the results need not have,
    because nothing has all of them. `any_day`: nothing is from the days that were asked for.
    """

    stories: tuple[FoundStory, ...] = ()
    count: int | None = 0
    more: bool = False
    instead: tuple[str, ...] = ()
    near: int = 0
    left_out: tuple[str, ...] = ()
    any_day: bool = False

    @property
    def by_words(self) -> int | None:
        """How many contain the words; None when there are more than are ranked."""
        return None if self.count is None else self.count - self.near


def found_message(
    found: SearchResults, searched: SearchedWords, context: RenderContext, *, page: int, size: int
) -> Message:
    """A page, from 0; in a group only the first, with a link to all results in private."""
    if not found.stories:
        return nothing_found(searched, context, page)
    first = page * size + 1
    lines = [_story(each, number, context) for number, each in enumerate(found.stories, first)]
    body = _body(lines, found, searched, context.say, first)
    if not fits(body):
        lines = [
            _headline(each, number, context, dated=True) for number, each in enumerate(found.stories, first)
        ]
        body = _body(lines, found, searched, context.say, first)
    if context.kind != "private":
        url = context.bot_url(f"q{searched.number}")
        return Message(body, ((Button(context.say("button-search-all"), url=url),),))
    return Message(body, _buttons(found, searched, context.say, page, first))


def _body(lines: Sequence[Html], found: SearchResults, searched: SearchedWords, say: Say, first: int) -> Html:
    """A heading separates stories that are only near in meaning from others before them."""
    place = (found.by_words or 0) + 1 - first
    headed = found.by_words and 0 <= place < len(lines)
    heading = [italic(text(say("search-near")))] if headed else []
    parts = [*lines[:place], *heading, *lines[place:]] if headed else lines
    return join([_title(found, searched, say), *parts], "\n\n")


def nothing_found(searched: SearchedWords, context: RenderContext, page: int = 0) -> Message:
    """Plain words, and what to try."""
    say = context.say
    said = clip(searched.said, SAID_UNITS)
    body = join([text(say("search-nothing", words=said)), _tips(searched.hints, say)], "\n\n")
    if context.kind != "private":
        return Message(body)
    back = [button(say("button-previous"), _to(searched, page - 1))] if page else []
    return Message(body, ((*back, _other(say)), *menu_buttons(say)))


def _tips(hints: Sequence[Hint], say: Say) -> Html:
    """What may help: a single hint as a sentence, several as a list."""
    tips = [say(f"search-try-{hint}") for hint in hints]
    if len(tips) == 1:
        return text(say("search-tip", hint=tips[0]))
    return join([text(say("search-try")), *(text(f"• {tip}") for tip in tips)], "\n")


def nothing_for(words: str, say: Say, *, article_words: int | None = None) -> Message:
    """The answer to plain words about which nothing is known.

    `article_words`: how many words an article needs, for somebody who may have meant to send one.
    """
    lines = [say("plain-nothing", words=clip(words, SAID_UNITS)), *_short_article(article_words, say)]
    return Message(join(map(text, lines), "\n"), menu_buttons(say)[:1])


def no_talk(number: int, say: Say, *, article_words: int | None = None) -> Message:
    """The answer to small talk, which asks for no news.

    `number` is that of its words; a button searches for them nevertheless.
    """
    lines = [say("plain-talk"), *_short_article(article_words, say)]
    search = button(say("button-search-words"), OpenShown(FromSearch(number, 0)))
    return Message(join(map(text, lines), "\n"), ((search,), *menu_buttons(say)[:1]))


def _short_article(words: int | None, say: Say) -> Iterator[str]:
    if words is not None:
        yield say("plain-short-article", words=words)


def ask_words(say: Say) -> Message:
    lines = [bold(text(say("search-ask"))), text(say("search-how"))]
    return Message(join(lines, "\n\n"), ((to_saved(say),), (to_history(say),), *menu_buttons(say)))


def search_gone(say: Say) -> Message:
    return Message(text(say("search-gone")), ((_other(say),),))


def _title(found: SearchResults, searched: SearchedWords, say: Say) -> Html:
    said = clip(searched.said, SAID_UNITS)
    lines = []
    if found.any_day:
        lines.append(text(say("search-any-day")))
    if found.left_out:
        left_out = clip(", ".join(found.left_out), SAID_UNITS)
        lines.append(text(say("search-left-out", words=left_out)))
    elif found.instead:
        words = clip(", ".join(found.instead), SAID_UNITS)
        lines.append(text(say("search-instead", words=words, said=said)))
        said = words
    return join([*lines, _count(found, said, say)], "\n")


def _count(found: SearchResults, said: str, say: Say) -> Html:
    if found.by_words is None:
        return bold(text(say("search-found-many", words=said)))
    if not found.by_words:
        return bold(text(say("search-near-only", words=said)))
    return bold(text(say("search-found", words=said, stories=found.by_words)))


def _story(each: FoundStory, number: int, context: RenderContext) -> Html:
    return join([_headline(each, number, context), _marked(each.sentence), _from(each, context)], "\n")


def _headline(each: FoundStory, number: int, context: RenderContext, *, dated: bool = False) -> Html:
    """`dated`: an old one has its day here, because no other line shows it."""
    headline = text(clip(each.article.headline, HEADLINE_UNITS))
    if len(each.article.headline) < HEADLINE_UNITS:
        headline = _marked(each.headline)
    day = context.old_day(each.article.published) if dated else ""
    place = f"{number}. " if context.kind == "private" else "• "
    linked = link(headline, context.story_url(each.story_id))
    return join([text(place), linked, label(each.article.language, day, context.say)])


def _marked(pieces: Sequence[TextSpan]) -> Html:
    return join(bold(text(piece.text)) if piece.found else text(piece.text) for piece in pieces)


def _from(each: FoundStory, context: RenderContext) -> Html:
    article = each.article
    return italic(text(f"{moment(article, context)} · {source_name(shown_origin(article), context.say)}"))


def _buttons(found: SearchResults, searched: SearchedWords, say: Say, page: int, first: int) -> Buttons:
    shown = FromSearch(searched.number, page)
    stories = tuple(
        button(str(number), OpenStory(each.story_id, 0, shown))
        for number, each in enumerate(found.stories, first)
    )
    turns = page_turns(
        say,
        _to(searched, page - 1) if page else None,
        _to(searched, page + 1) if found.more else None,
    )
    return (stories, *turns, (_other(say),))


def _to(searched: SearchedWords, page: int) -> OpenShown:
    return OpenShown(FromSearch(searched.number, page))


def _other(say: Say) -> Button:
    return button(say("button-search-other"), AskSearch())

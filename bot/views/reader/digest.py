"""A digest as one message: the top headline first, summaries folded, the rest in a line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.i18n import Say
from bot.views.common.buttons import ButtonData, OpenArticle, OpenShown, button
from bot.views.common.context import RenderContext
from bot.views.common.html import Html, bold, clip, fits, folded, italic, join, link, text
from bot.views.common.message import Button, Buttons, Message, in_rows
from bot.views.common.origin import (
    EDITION,
    DigestOrigin,
    FromArticle,
    FromEdition,
    FromFollow,
    FromHistory,
    FromMore,
    FromPreview,
    FromSaved,
    FromSearch,
    FromTopic,
    Origin,
)
from bot.views.common.sources import Citations, source_count
from bot.views.reader.answer_buttons import OpenStory, ShowMore
from bot.views.reader.buttons import OpenFollow, OpenSettingsBelow
from digests.models import Digest, DigestItem

HEADLINE_UNITS = 300
STORIES_PER_PAGE = 10
BUTTONS_PER_ROW = 8  # buttons that Telegram puts beside each other
_WAYS_BACK: dict[type, str] = {
    FromPreview: "button-to-preview",
    FromSearch: "button-to-found",
    FromSaved: "button-to-saved",
    FromTopic: "button-to-overview",
    FromMore: "button-to-more",
}


def edition_message(
    digest: Digest, context: RenderContext, shown: DigestOrigin = EDITION
) -> tuple[Message, int]:
    """A digest with stories as its destination receives it, and how many of them it has room to name.

    `shown` is what its buttons lead back to.
    """
    body, named = _body(digest, context)
    return Message(body, _buttons(digest, named, context, shown)), named


def rest_page(digest: Digest, context: RenderContext, page: int, shown: DigestOrigin) -> Message:
    """A page, from 0, of the stories that the digest's message had no line for."""
    _, told = _body(digest, context)
    first = told + page * STORIES_PER_PAGE
    items = list(enumerate(digest.items, 1))[first : first + STORIES_PER_PAGE]
    title = bold(text(context.say("digest-more")))
    lines = [title, *(brief_line(item, number, context) for number, item in items)]
    turns = page_turns(
        context.say,
        ShowMore(shown, page - 1) if page else None,
        ShowMore(shown, page + 1) if first + STORIES_PER_PAGE < len(digest.items) else None,
    )
    numbers = _number_buttons(items, FromMore(shown, page))
    rows = (*in_rows(numbers, STORIES_PER_PAGE // 2), *turns, (_way_back(context.say, shown),))
    return Message(join(lines, "\n"), rows)


def page_turns(say: Say, previous: ButtonData | None, following: ButtonData | None) -> Buttons:
    """A row that leads to the pages before and after this one; none where there is only one."""
    ways = (("button-previous", previous), ("button-next", following))
    row = tuple(button(say(words), way) for words, way in ways if way is not None)
    return (row,) if row else ()


def to_digest_row(say: Say, shown: Origin) -> tuple[Button, ...]:
    """The way back to what was shown; empty where there is none."""
    if isinstance(shown, FromArticle):
        words = say("article-title", number=str(shown.article_id))
        return (button(words, OpenArticle(shown.article_id)),)
    if isinstance(shown, FromFollow):
        return (button(say("button-to-follow"), OpenFollow(shown.number)),)
    return (_way_back(say, shown),) if shown else ()


def headline_of(item: DigestItem, say: Say) -> str:
    """With what is new about it, and the language when it is not the reader's."""
    headline = clip(item.headline, HEADLINE_UNITS)
    return say("digest-update", headline=headline) if item.update else headline


def language_label(item: DigestItem, say: Say) -> Html:
    if item.language in (say.language, "unknown"):
        return Html("")
    return text(f" ({say(f'label-{item.language}')})")


def story_block(
    item: DigestItem, context: RenderContext, *, number: int | None = None, limit: int | None = None
) -> Html:
    """A story with its summary folded; `limit` bounds the sentences that are shown."""
    place = "" if number is None else f"{number}. "
    title = bold(text(place + headline_of(item, context.say))) + language_label(item, context.say)
    citations = Citations(context.say)
    sentences = [
        text(sentence.text) + " " + citations.cite(sentence.article) for sentence in item.sentences[:limit]
    ]
    whole = link(
        text(context.say("digest-whole-story", sources=source_count(item.story))),
        context.story_url(item.story.id),
    )
    if not sentences:
        return Html(f"{title}\n{whole}")
    sentences[-1] = f"{sentences[-1]} · {whole}"
    return Html(f"{title}\n{folded(Html(chr(10).join(sentences)))}")


def _body(digest: Digest, context: RenderContext) -> tuple[Html, int]:
    """The fullest text that Telegram takes as one message, and how many stories it names."""
    for limits, brief in _cuts(digest):
        body = _render(digest, context, limits, brief)
        if fits(body):
            return body, len(digest.main) + brief
    raise ValueError("bare headlines of a digest do not fit into a message")


def _cuts(digest: Digest) -> Iterator[tuple[Sequence[int], int]]:
    """How many sentences of each main story and how many lines: all, then fewer lines, then sentences."""
    limits = [len(item.sentences) for item in digest.main]
    for brief in range(len(digest.brief), -1, -1):
        yield tuple(limits), brief
    for place in reversed(range(len(limits))):
        while limits[place]:
            limits[place] -= 1
            yield tuple(limits), 0


def _render(digest: Digest, context: RenderContext, limits: Sequence[int], brief: int) -> Html:
    numbered = context.kind == "private" and len(digest.items) > 1
    blocks = [bold(text(context.frame.heading))] if context.frame.heading else []
    blocks += [
        story_block(item, context, number=number if numbered else None, limit=limit)
        for number, (item, limit) in enumerate(zip(digest.main, limits, strict=True), 1)
    ]
    if brief:
        lines = [
            brief_line(item, number if numbered else None, context)
            for number, item in enumerate(digest.brief[:brief], len(digest.main) + 1)
        ]
        blocks.append(join([bold(text(context.say("digest-brief"))), *lines], "\n"))
    blocks.append(italic(text(_footer(digest, context))))
    blocks += [text(context.frame.signature)] if context.frame.signature else []
    return join(blocks, "\n\n")


def brief_line(item: DigestItem, number: int | None, context: RenderContext) -> Html:
    """A story as one line: its headline, which leads to it."""
    mark = "• " if number is None else f"{number}. "
    return Html(
        mark
        + link(text(headline_of(item, context.say)), context.story_url(item.story.id))
        + language_label(item, context.say)
    )


def _footer(digest: Digest, context: RenderContext) -> str:
    return context.say(
        "digest-footer",
        date=context.say.weekday_and_date(context.now, context.zone),
        stories=len(digest.items),
        articles=digest.article_count,
    )


def _buttons(digest: Digest, named: int, context: RenderContext, shown: DigestOrigin) -> Buttons:
    say = context.say
    if context.kind != "private":
        return ((Button(say("button-receive"), url=context.bot_url("digest")),),)
    numbers = _number_buttons(list(enumerate(digest.items[:named], 1)), shown)
    if len(digest.items) == 1:
        numbers = [Button(say("button-whole-story"), numbers[0].data)]
    more = [button(say("button-more"), ShowMore(shown, 0))] if named < len(digest.items) else []
    width = BUTTONS_PER_ROW if len(numbers) <= BUTTONS_PER_ROW else -(-len(numbers) // 2)
    last = button(say("button-tune"), OpenSettingsBelow())
    if isinstance(shown, FromEdition):
        last = button(say("button-history"), OpenShown(FromHistory(0)))
    return (*in_rows(numbers, width), (*more, last))


def _number_buttons(items: Sequence[tuple[int, DigestItem]], shown: Origin) -> list[Button]:
    return [button(str(number), OpenStory(item.story.id, 0, shown)) for number, item in items]


def _way_back(say: Say, shown: Origin) -> Button:
    return button(say(_WAYS_BACK.get(type(shown), "button-to-digest")), OpenShown(shown))

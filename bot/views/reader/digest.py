"""A digest as one message: each main story with a sentence in sight, the rest in a line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial

from bot.i18n import Say
from bot.views.common.buttons import ButtonData, OpenArticle, OpenShown, button
from bot.views.common.context import RenderContext
from bot.views.common.html import (
    Html,
    bold,
    fits,
    italic,
    join,
    local_time,
    plain_text,
    text,
    units,
)
from bot.views.common.items import brief_line, development, item_block
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
from bot.views.reader.answer_buttons import OpenStory, ShowKeptBack, ShowMore, SwitchFollowStory
from bot.views.reader.buttons import OpenFollow, OpenSettingsBelow
from digests.models.digest import Digest, DigestItem

STORIES_PER_PAGE = 10
WEEK_DAYS = 7
REVIEW_UNITS = 2500  # a screen and a half of a phone
LEAST_DEVELOPMENTS = 3
BUTTONS_PER_ROW = 8  # buttons that Telegram puts beside each other


def edition_message(
    digest: Digest, context: RenderContext, shown: DigestOrigin = EDITION, *, keep_lines: bool = False
) -> tuple[Message, Digest]:
    """A digest with stories as its destination receives it, and the digest as far as it has room for it.

    `shown` is what its buttons lead back to. `keep_lines`: where there is too little room, sentences go
    before stories in a line do.
    """
    body, told = _body(digest, context, keep_lines=keep_lines)
    return Message(body, _buttons(told, context, shown)), told


def rest_page(digest: Digest, context: RenderContext, page: int, shown: DigestOrigin) -> Message:
    """A page, from 0, of the stories that the digest's message had no line for."""
    _, told = _body(digest, context)
    first = len(told.main) + len(told.brief) + page * STORIES_PER_PAGE
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


def kept_back_page(items: Sequence[DigestItem], context: RenderContext, shown: DigestOrigin) -> Message:
    """What hidden sources keep back from a digest."""
    numbered = list(enumerate(items, 1))
    lines = [
        bold(text(context.say("kept-back-title"))),
        *(brief_line(item, number, context) for number, item in numbered),
        *([] if items else [text(context.say("kept-back-none"))]),
    ]
    numbers = in_rows(_number_buttons(numbered, shown), STORIES_PER_PAGE // 2)
    return Message(join(lines, "\n"), (*numbers, (_way_back(context.say, shown),)))


def page_turns(say: Say, previous: ButtonData | None, following: ButtonData | None) -> Buttons:
    """A row that leads to the pages before and after this one; none where there is only one."""
    ways = ((say("button-previous"), previous), (say("button-next"), following))
    row = tuple(button(words, way) for words, way in ways if way is not None)
    return (row,) if row else ()


def to_digest_row(say: Say, shown: Origin) -> tuple[Button, ...]:
    """The way back to what was shown; empty where there is none."""
    if isinstance(shown, FromArticle):
        words = say("article-title", number=str(shown.article_id))
        return (button(words, OpenArticle(shown.article_id)),)
    if isinstance(shown, FromFollow):
        return (button(say("button-to-follow"), OpenFollow(shown.number)),)
    return (_way_back(say, shown),) if shown else ()


def follow_story_button(press: SwitchFollowStory, say: Say) -> Button:
    """Follows the story, or no longer: what `press` does."""
    words = say("button-follow-story")
    return button(words if press.on else say("chosen", name=words), press)


def _body(digest: Digest, context: RenderContext, *, keep_lines: bool = False) -> tuple[Html, Digest]:
    """The fullest text that Telegram takes as one message, and the digest as far as it tells it."""
    for told in _cuts(digest, keep_lines=keep_lines):
        body = _render(told, context)
        if fits(body) and (not digest.days or units(plain_text(body)) <= REVIEW_UNITS):
            return body, told
    raise ValueError("bare headlines of a digest do not fit into a message")


def _cuts(digest: Digest, *, keep_lines: bool) -> Iterator[Digest]:
    """All of it, then with fewer lines and with fewer sentences of the main stories."""
    for count in range(len(digest.main), LEAST_DEVELOPMENTS, -1) if digest.days else ():
        yield _with_developments(digest, count)
    if digest.days:
        digest = _with_developments(digest, LEAST_DEVELOPMENTS)
    lines = range(len(digest.brief), -1, -1)
    if keep_lines:
        yield from _shorter(digest)
        digest = _bare(digest)
        yield from (_with_lines(digest, count) for count in lines)
    else:
        yield from (_with_lines(digest, count) for count in lines)
        yield from _shorter(_with_lines(digest, 0))
    yield _without_steps(_bare(_with_lines(digest, 0)))


def _with_developments(digest: Digest, count: int) -> Digest:
    return replace(digest, main=digest.main[:count], rest=digest.main[count:] + digest.rest)


def _with_lines(digest: Digest, count: int) -> Digest:
    """What has no line is with the rest."""
    return replace(digest, brief=digest.brief[:count], rest=digest.brief[count:] + digest.rest)


def _shorter(digest: Digest) -> Iterator[Digest]:
    """With a sentence less each time, from the last story up."""
    yield digest
    main = list(digest.main)
    for place in reversed(range(len(main))):
        while main[place].sentences:
            main[place] = replace(main[place], sentences=main[place].sentences[:-1])
            yield replace(digest, main=tuple(main))


def _bare(digest: Digest) -> Digest:
    return replace(digest, main=tuple(replace(item, sentences=()) for item in digest.main))


def _without_steps(digest: Digest) -> Digest:
    """What stood beneath a main story is offered by itself."""
    steps = tuple(step for item in digest.main for step in item.steps)
    return replace(
        digest, main=tuple(replace(item, steps=()) for item in digest.main), rest=steps + digest.rest
    )


def _render(digest: Digest, context: RenderContext) -> Html:
    several = len(digest.items) > 1
    numbered = context.kind == "private" and several
    heading = [context.frame.heading] if context.frame.heading else []
    heading += [_review_title(digest, context)] if digest.days else []
    blocks = [bold(text(" · ".join(heading)))] if heading else []
    block = development if digest.days else partial(item_block, folds=several)
    numbers = range(1, len(digest.main) + 1) if numbered else [None] * len(digest.main)
    blocks += [block(item, context, number=number) for number, item in zip(numbers, digest.main, strict=True)]
    blocks += _lines(digest, context, numbered=numbered)
    blocks.append(italic(_footer(digest, context)))
    blocks += [text(context.frame.signature)] if context.frame.signature else []
    return join(blocks, "\n\n")


def _lines(digest: Digest, context: RenderContext, *, numbered: bool) -> Iterator[Html]:
    """What is told in a line each, and below it what was seen."""
    say, lines = context.say, list(enumerate(digest.brief, len(digest.main) + 1))
    only_seen = not digest.main and all(item.seen for item in digest.brief)
    for seen in (False, True):
        some = [
            brief_line(item, number if numbered else None, context)
            for number, item in lines
            if item.seen == seen
        ]
        if some:
            title = say("digest-only-seen" if only_seen else "digest-seen" if seen else "digest-brief")
            yield join([bold(text(title)), *some], "\n")


def _review_title(digest: Digest, context: RenderContext) -> str:
    return context.say(
        "digest-week" if digest.days == WEEK_DAYS else "digest-days", days=_days(digest, context)
    )


def _days(digest: Digest, context: RenderContext) -> str:
    """The local days that it reviews, the last one being that of its moment."""
    first = context.now - timedelta(days=digest.days - 1)
    return context.say.days(first, context.now, context.zone)


def _footer(digest: Digest, context: RenderContext) -> Html:
    """Members of a group or channel may live in other zones: there the day has its time."""
    say, now = context.say, context.now
    date = _days(digest, context) if digest.days else say.weekday_and_date(now, context.zone)
    in_zones = context.kind != "private" and not digest.days
    if in_zones:
        date = f"{date}, {say.time(now, context.zone)}"
    counts = {"stories": digest.story_count, "articles": digest.article_count}
    words = text(say("digest-footer", date=date, **counts))
    return Html(words.replace(date, local_time(text(date), now), 1)) if in_zones else words


def _buttons(digest: Digest, context: RenderContext, shown: DigestOrigin) -> Buttons:
    say = context.say
    if context.kind != "private":
        return ((Button(say("button-receive"), url=context.bot_url("digest")),),)
    numbers = _number_buttons(list(enumerate(digest.main + digest.brief, 1)), shown)
    if len(digest.items) == 1:
        numbers = [Button(say("button-whole-story"), number.data) for number in numbers]
    more = [button(say("button-more"), ShowMore(shown, 0))] if digest.rest else []
    follow = [
        (follow_story_button(SwitchFollowStory(item.story.id, not item.followed, shown), say),)
        for item in digest.items
        if len(digest.items) == 1 and not item.withdrawn
    ]
    kept = kept_back_row(digest, shown, say)
    width = BUTTONS_PER_ROW if len(numbers) <= BUTTONS_PER_ROW else -(-len(numbers) // 2)
    last = button(say("button-tune"), OpenSettingsBelow())
    if isinstance(shown, FromEdition):
        last = button(say("button-history"), OpenShown(FromHistory(0)))
    return (*in_rows(numbers, width), *follow, (*more, last), *kept)


def kept_back_row(digest: Digest, shown: DigestOrigin, say: Say) -> Buttons:
    """Says how many stories hidden sources keep back, and opens them; none where there are none."""
    count = len(digest.kept_back)
    return ((button(say("button-kept-back", count=count), ShowKeptBack(shown)),),) if count else ()


def _number_buttons(items: Sequence[tuple[int, DigestItem]], shown: Origin) -> list[Button]:
    return [
        button(str(number), OpenStory(item.story.id, 0, shown))
        for number, item in items
        if not item.withdrawn
    ]


def _way_back(say: Say, shown: Origin) -> Button:
    match shown:
        case FromPreview():
            words = say("button-to-preview")
        case FromSearch():
            words = say("button-to-found")
        case FromSaved():
            words = say("button-to-saved")
        case FromTopic():
            words = say("button-to-overview")
        case FromMore():
            words = say("button-to-more")
        case _:
            words = say("button-to-digest")
    return button(words, OpenShown(shown))

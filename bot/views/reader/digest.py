"""A digest as one message: the top headline first, summaries folded, the rest in a line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.i18n import Say
from bot.views.common.buttons import Action, encode
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
    encode_origin,
)
from bot.views.common.sources import Citations, source_count
from digests.models import Digest, DigestItem

ChatKind = Literal["private", "group", "channel"]
HEADLINE_UNITS = 300
STORIES_PER_PAGE = 10
BUTTONS_PER_ROW = 8  # buttons that Telegram puts beside each other


@dataclass(frozen=True, slots=True)
class HeaderFooter:
    """A destination's own first and last line, plain; none when empty."""

    heading: str = ""
    signature: str = ""


NO_HEADER_FOOTER = HeaderFooter()


@dataclass(frozen=True, slots=True)
class DigestContext:
    """For whom a digest is shown: in words of `say`, at `now` in `zone`, in a chat of this kind."""

    say: Say
    now: datetime
    zone: str
    bot_username: str
    kind: ChatKind
    frame: HeaderFooter = NO_HEADER_FOOTER

    def story_url(self, item: DigestItem) -> str:
        return f"https://t.me/{self.bot_username}?start=s{item.story.id}"


def digest_messages(
    digest: Digest,
    say: Say,
    *,
    now: datetime,
    zone: str,
    bot_username: str,
    kind: ChatKind,
    shown: Origin = EDITION,
) -> tuple[Message, ...]:
    """One message, or none for an empty digest. `shown` is what its buttons lead back to."""
    if not digest.items:
        return ()
    look = DigestContext(say, now, zone, bot_username, kind)
    body, named = _body(digest, look)
    buttons = _buttons(digest, named, look, shown)
    return (Message(body, buttons),)


def edition_message(digest: Digest, look: DigestContext, shown: Origin = EDITION) -> tuple[Message, int]:
    """A digest with stories as its destination receives it, and how many of them it has room to name."""
    body, named = _body(digest, look)
    return Message(body, _buttons(digest, named, look, shown)), named


def rest_page(
    digest: Digest,
    say: Say,
    *,
    now: datetime,
    zone: str,
    bot_username: str,
    page: int,
    shown: DigestOrigin,
    frame: HeaderFooter = NO_HEADER_FOOTER,
) -> Message:
    """A page, from 0, of the stories that the digest's message had no line for."""
    look = DigestContext(say, now, zone, bot_username, "private", frame)
    _, told = _body(digest, look)
    first = told + page * STORIES_PER_PAGE
    items = list(enumerate(digest.items, 1))[first : first + STORIES_PER_PAGE]
    lines = [bold(text(say("digest-more"))), *(brief_line(item, number, look) for number, item in items)]
    back = encode_origin(shown)
    turns = [
        Button(words, encode(Action.MORE, back, to))
        for words, to, there in (
            (say("button-previous"), page - 1, page > 0),
            (say("button-next"), page + 1, first + STORIES_PER_PAGE < len(digest.items)),
        )
        if there
    ]
    here = encode_origin(FromMore(shown, page))
    rows = (
        *in_rows(_number_buttons(items, here), STORIES_PER_PAGE // 2),
        tuple(turns),
        (_to_digest(say, shown),),
    )
    return Message(join(lines, "\n"), tuple(row for row in rows if row))


def to_digest_row(say: Say, shown: Origin) -> tuple[Button, ...]:
    if isinstance(shown, FromArticle):
        article = Button(
            say("article-title", number=str(shown.article_id)), encode(Action.ARTICLE, shown.article_id)
        )
        return (article,)
    if isinstance(shown, FromFollow):
        return (Button(say("button-to-follow"), encode(Action.FOLLOW, shown.number)),)
    if isinstance(shown, FromSearch):
        return (Button(say("button-to-found"), encode(Action.SHOWN, encode_origin(shown))),)
    if isinstance(shown, FromSaved):
        return (Button(say("button-to-saved"), encode(Action.SHOWN, encode_origin(shown))),)
    if isinstance(shown, FromTopic):
        return (Button(say("button-to-overview"), encode(Action.SHOWN, encode_origin(shown))),)
    if isinstance(shown, FromMore):
        return (Button(say("button-to-more"), encode(Action.SHOWN, encode_origin(shown))),)
    return (_to_digest(say, shown),) if shown else ()


def headline_of(item: DigestItem, say: Say) -> str:
    """With what is new about it, and the language when it is not the reader's."""
    headline = clip(item.headline, HEADLINE_UNITS)
    return say("digest-update", headline=headline) if item.update else headline


def language_label(item: DigestItem, say: Say) -> Html:
    if item.language in (say.language, "unknown"):
        return Html("")
    return text(f" ({say(f'label-{item.language}')})")


def story_block(
    item: DigestItem, look: DigestContext, *, number: int | None = None, limit: int | None = None
) -> Html:
    """A story with its summary folded; `limit` bounds the sentences that are shown."""
    place = "" if number is None else f"{number}. "
    title = bold(text(place + headline_of(item, look.say))) + language_label(item, look.say)
    citations = Citations(look.say)
    sentences = [
        text(sentence.text) + " " + citations.cite(sentence.article) for sentence in item.sentences[:limit]
    ]
    whole = link(text(look.say("digest-whole-story", sources=source_count(item.story))), look.story_url(item))
    if not sentences:
        return Html(f"{title}\n{whole}")
    sentences[-1] = f"{sentences[-1]} · {whole}"
    return Html(f"{title}\n{folded(Html(chr(10).join(sentences)))}")


def _body(digest: Digest, look: DigestContext) -> tuple[Html, int]:
    """The fullest text that Telegram takes as one message, and how many stories it names."""
    for limits, brief in _cuts(digest):
        body = _render(digest, look, limits, brief)
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


def _render(digest: Digest, look: DigestContext, limits: Sequence[int], brief: int) -> Html:
    numbered = look.kind == "private" and len(digest.items) > 1
    blocks = [bold(text(look.frame.heading))] if look.frame.heading else []
    blocks += [
        story_block(item, look, number=number if numbered else None, limit=limit)
        for number, (item, limit) in enumerate(zip(digest.main, limits, strict=True), 1)
    ]
    if brief:
        lines = [
            brief_line(item, number if numbered else None, look)
            for number, item in enumerate(digest.brief[:brief], len(digest.main) + 1)
        ]
        blocks.append(join([bold(text(look.say("digest-brief"))), *lines], "\n"))
    blocks.append(italic(text(_footer(digest, look))))
    blocks += [text(look.frame.signature)] if look.frame.signature else []
    return join(blocks, "\n\n")


def brief_line(item: DigestItem, number: int | None, look: DigestContext) -> Html:
    """A story as one line: its headline, which leads to it."""
    mark = "• " if number is None else f"{number}. "
    return Html(
        mark + link(text(headline_of(item, look.say)), look.story_url(item)) + language_label(item, look.say)
    )


def _footer(digest: Digest, look: DigestContext) -> str:
    return look.say(
        "digest-footer",
        date=look.say.weekday_and_date(look.now, look.zone),
        stories=len(digest.items),
        articles=digest.article_count,
    )


def _buttons(digest: Digest, shown: int, look: DigestContext, back: Origin) -> Buttons:
    say = look.say
    if look.kind != "private":
        return ((Button(say("button-receive"), url=f"https://t.me/{look.bot_username}?start=digest"),),)
    known = encode_origin(back)
    numbers = _number_buttons(list(enumerate(digest.items[:shown], 1)), known)
    if len(digest.items) == 1:
        numbers = [Button(say("button-whole-story"), numbers[0].data)]
    more = [Button(say("button-more"), encode(Action.MORE, known, 0))] if shown < len(digest.items) else []
    width = BUTTONS_PER_ROW if len(numbers) <= BUTTONS_PER_ROW else -(-len(numbers) // 2)
    last = Button(say("button-tune"), encode(Action.TUNE))
    if isinstance(back, FromEdition):
        last = Button(say("button-history"), encode(Action.SHOWN, encode_origin(FromHistory(0))))
    return (*in_rows(numbers, width), (*more, last))


def _number_buttons(items: Sequence[tuple[int, DigestItem]], back: str) -> list[Button]:
    return [Button(str(number), encode(Action.STORY, item.story.id, 0, back)) for number, item in items]


def _to_digest(say: Say, shown: Origin) -> Button:
    words = say("button-to-preview") if isinstance(shown, FromPreview) else say("button-to-digest")
    return Button(words, encode(Action.SHOWN, encode_origin(shown)))

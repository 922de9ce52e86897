"""A digest as one message: the top headline first, summaries folded, the rest in a line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.i18n import Say
from bot.views.actions import Action
from bot.views.callbacks import data
from bot.views.html import Html, bold, clip, fits, folded, italic, join, link, text
from bot.views.message import Button, Buttons, Message, in_rows
from bot.views.shown import (
    EDITION,
    Following,
    FoundOn,
    MoreOn,
    Opened,
    Overviewed,
    PastEdition,
    PastOn,
    Previewed,
    SavedOn,
    Shown,
    ShownDigest,
    dump_shown,
)
from bot.views.sources import Citations, source_count
from digests.models import Digest, DigestItem

Kind = Literal["private", "group", "channel"]
HEADLINE_UNITS = 300
PAGE = 10
NUMBERS = 8  # buttons that Telegram puts beside each other


@dataclass(frozen=True, slots=True)
class Frame:
    """A destination's own first and last line, plain; none when empty."""

    heading: str = ""
    signature: str = ""


NO_FRAME = Frame()


@dataclass(frozen=True, slots=True)
class Look:
    """For whom a digest is shown: in words of `say`, at `now` in `zone`, in a chat of this kind."""

    say: Say
    now: datetime
    zone: str
    bot_username: str
    kind: Kind
    frame: Frame = NO_FRAME

    def story_url(self, item: DigestItem) -> str:
        return f"https://t.me/{self.bot_username}?start=s{item.story.id}"


def digest_messages(
    digest: Digest,
    say: Say,
    *,
    now: datetime,
    zone: str,
    bot_username: str,
    kind: Kind,
    shown: Shown = EDITION,
) -> tuple[Message, ...]:
    """One message, or none for an empty digest. `shown` is what its buttons lead back to."""
    if not digest.items:
        return ()
    look = Look(say, now, zone, bot_username, kind)
    body, named = _body(digest, look)
    buttons = _buttons(digest, named, look, shown)
    return (Message(body, buttons),)


def edition_message(digest: Digest, look: Look, shown: Shown = EDITION) -> tuple[Message, int]:
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
    shown: ShownDigest,
    frame: Frame = NO_FRAME,
) -> Message:
    """A page, from 0, of the stories that the digest's message had no line for."""
    look = Look(say, now, zone, bot_username, "private", frame)
    _, told = _body(digest, look)
    first = told + page * PAGE
    items = list(enumerate(digest.items, 1))[first : first + PAGE]
    lines = [bold(text(say("digest-more"))), *(brief_line(item, number, look) for number, item in items)]
    back = dump_shown(shown)
    turns = [
        Button(words, data(Action.MORE, back, to))
        for words, to, there in (
            (say("button-previous"), page - 1, page > 0),
            (say("button-next"), page + 1, first + PAGE < len(digest.items)),
        )
        if there
    ]
    here = dump_shown(MoreOn(shown, page))
    rows = (*in_rows(_number_buttons(items, here), PAGE // 2), tuple(turns), (_to_digest(say, shown),))
    return Message(join(lines, "\n"), tuple(row for row in rows if row))


def to_digest_row(say: Say, shown: Shown) -> tuple[Button, ...]:
    if isinstance(shown, Opened):
        article = Button(
            say("article-title", number=str(shown.article_id)), data(Action.ARTICLE, shown.article_id)
        )
        return (article,)
    if isinstance(shown, Following):
        return (Button(say("button-to-follow"), data(Action.FOLLOW, shown.number)),)
    if isinstance(shown, FoundOn):
        return (Button(say("button-to-found"), data(Action.SHOWN, dump_shown(shown))),)
    if isinstance(shown, SavedOn):
        return (Button(say("button-to-saved"), data(Action.SHOWN, dump_shown(shown))),)
    if isinstance(shown, Overviewed):
        return (Button(say("button-to-overview"), data(Action.SHOWN, dump_shown(shown))),)
    if isinstance(shown, MoreOn):
        return (Button(say("button-to-more"), data(Action.SHOWN, dump_shown(shown))),)
    return (_to_digest(say, shown),) if shown else ()


def headline_of(item: DigestItem, say: Say) -> str:
    """With what is new about it, and the language when it is not the reader's."""
    headline = clip(item.headline, HEADLINE_UNITS)
    return say("digest-update", headline=headline) if item.update else headline


def language_label(item: DigestItem, say: Say) -> Html:
    if item.language in (say.language, "unknown"):
        return Html("")
    return text(f" ({say(f'label-{item.language}')})")


def told_block(item: DigestItem, look: Look, *, number: int | None = None, limit: int | None = None) -> Html:
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


def _body(digest: Digest, look: Look) -> tuple[Html, int]:
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


def _render(digest: Digest, look: Look, limits: Sequence[int], brief: int) -> Html:
    numbered = look.kind == "private" and len(digest.items) > 1
    blocks = [bold(text(look.frame.heading))] if look.frame.heading else []
    blocks += [
        told_block(item, look, number=number if numbered else None, limit=limit)
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


def brief_line(item: DigestItem, number: int | None, look: Look) -> Html:
    """A story as one line: its headline, which leads to it."""
    mark = "• " if number is None else f"{number}. "
    return Html(
        mark + link(text(headline_of(item, look.say)), look.story_url(item)) + language_label(item, look.say)
    )


def _footer(digest: Digest, look: Look) -> str:
    return look.say(
        "digest-footer",
        date=look.say.weekday_and_date(look.now, look.zone),
        stories=len(digest.items),
        articles=digest.article_count,
    )


def _buttons(digest: Digest, shown: int, look: Look, back: Shown) -> Buttons:
    say = look.say
    if look.kind != "private":
        return ((Button(say("button-receive"), url=f"https://t.me/{look.bot_username}?start=digest"),),)
    known = dump_shown(back)
    numbers = _number_buttons(list(enumerate(digest.items[:shown], 1)), known)
    if len(digest.items) == 1:
        numbers = [Button(say("button-whole-story"), numbers[0].data)]
    more = [Button(say("button-more"), data(Action.MORE, known, 0))] if shown < len(digest.items) else []
    width = NUMBERS if len(numbers) <= NUMBERS else -(-len(numbers) // 2)
    last = Button(say("button-tune"), data(Action.TUNE))
    if isinstance(back, PastEdition):
        last = Button(say("button-history"), data(Action.SHOWN, dump_shown(PastOn(0))))
    return (*in_rows(numbers, width), (*more, last))


def _number_buttons(items: Sequence[tuple[int, DigestItem]], back: str) -> list[Button]:
    return [Button(str(number), data(Action.STORY, item.story.id, 0, back)) for number, item in items]


def _to_digest(say: Say, shown: Shown) -> Button:
    words = say("button-to-preview") if isinstance(shown, Previewed) else say("button-to-digest")
    return Button(words, data(Action.SHOWN, dump_shown(shown)))

"""A whole story: every sentence with its source, what each report adds, who reported it when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby

from bot.i18n import Say
from bot.views.common.buttons import Action, encode
from bot.views.common.html import (
    Html,
    bold,
    clip,
    fits,
    is_web_address,
    italic,
    join,
    link,
    plain_text,
    text,
    units,
)
from bot.views.common.message import Button, Buttons, Message
from bot.views.common.origin import EDITION, DigestPeriod, FromMore, Origin, encode_origin
from bot.views.common.sources import Citations, shown_origin, source_count, source_name
from bot.views.reader.digest import DigestContext, brief_line, headline_of, language_label, to_digest_row
from bot.views.reader.follows import StoryName, name_rows
from bot.views.reader.saved import save_button
from digests.models import Article, DigestItem, Published, ToldSentence

PAGE_UNITS = 2800  # about two screens of a phone
SENTENCE_UNITS = 2000
LINE_UNITS = 200


def story_message(
    item: DigestItem,
    say: Say,
    *,
    now: datetime,
    zone: str,
    bot_username: str,
    page: int = 0,
    shown: Origin = None,
    names: Sequence[StoryName] = (),
    editor: bool = False,
    similar: Sequence[DigestItem] = (),
    may_hide: bool = True,
    saved: bool = False,
    picture: str | None = None,
) -> Message:
    """`page` counts from 0; one past the end shows the last. `shown` is the digest to go back to.

    `names` are those that a reader may follow. An `editor` sees the story's number and may correct it.
    `may_hide`: the reader hides sources. `picture`: the address of one that shows the story.
    """
    title = Html(bold(text(headline_of(item, say))) + language_label(item, say))
    why = list(reason_line(item, say, chosen=_is_of_now(shown)))
    if editor:
        why.append(italic(text(say("story-number", number=str(item.story.id)))))
    blocks = [
        *([join(why, "\n")] if why else ()),
        *_told(item, say),
        *_timeline(item, say, now=now, zone=zone),
        *_similar(similar, DigestContext(say, now, zone, bot_username, "private")),
    ]
    pages = _pages(title, blocks)
    page = min(page, len(pages) - 1)
    body = pages[page]
    if len(pages) > 1:
        body = join([body, italic(text(say("story-page", page=page + 1, pages=len(pages))))], "\n\n")
    rows = _buttons(item, say, page, len(pages), shown, may_hide=may_hide, saved=saved)
    if names and page == 0:
        rows = (*rows[:-1], *name_rows(names, item.story.id, say, shown), rows[-1])
    if editor:
        rows = (*rows[:-1], *_editors_rows(item, say, encode_origin(shown)), rows[-1])
    return Message(body, rows, picture if page == 0 and picture and is_web_address(picture) else None)


def _is_of_now(shown: Origin) -> bool:
    """Whether a digest has chosen the story by what the reader wants now, as it may not have in the past."""
    digest = shown.digest if isinstance(shown, FromMore) else shown
    return digest == EDITION or isinstance(digest, DigestPeriod)


def _told(item: DigestItem, say: Say) -> Iterator[Html]:
    citations = Citations(say)
    for place, (article, versions) in enumerate(groupby(_versions(item), lambda told: told[0].article)):
        if place:
            citations.introduce(article)
        told = [join([_cited(sentence, citations) for sentence in each], "\n") for each in versions]
        if place:
            source = source_name(shown_origin(article), say)
            told[0] = join([italic(text(say("story-adds", source=source))), told[0]], "\n")
        yield from told


def _versions(item: DigestItem) -> list[list[ToldSentence]]:
    """Each sentence with those that stand beside it."""
    found: list[list[ToldSentence]] = []
    for sentence in item.sentences:
        if sentence.beside and found:
            found[-1].append(sentence)
        else:
            found.append([sentence])
    return found


def _cited(sentence: ToldSentence, citations: Citations) -> Html:
    return Html(f"{text(clip(sentence.text, SENTENCE_UNITS))} {citations.cite(sentence.article)}")


def _timeline(item: DigestItem, say: Say, *, now: datetime, zone: str) -> Iterator[Html]:
    articles = sorted(item.story.articles, key=_when)
    if len(articles) < 2:
        yield from (_only_line(article, say, now=now, zone=zone) for article in articles)
        return
    lines = [_timeline_line(article, say, now=now, zone=zone) for article in articles]
    yield join([bold(text(say("story-timeline"))), lines[0]], "\n")
    yield from lines[1:]


def _only_line(article: Article, say: Say, *, now: datetime, zone: str) -> Html:
    when = moment(article.published or Published(article.added), say, now=now, zone=zone)
    return italic(text(f"{when} · {source_name(shown_origin(article), say)}"))


def _timeline_line(article: Article, say: Say, *, now: datetime, zone: str) -> Html:
    origin = shown_origin(article)
    when = moment(article.published or Published(article.added), say, now=now, zone=zone)
    headline = link(text(clip(article.headline, LINE_UNITS)), origin.link if origin else None)
    return Html(f"{text(when)} · {text(source_name(origin, say))}\n{headline}")


def moment(published: Published, say: Say, *, now: datetime, zone: str) -> str:
    """26 сентября, 14:05; a date without a time stays one, whatever the zone."""
    if published.precision == "day":
        return say.date(published.at, "UTC", now=now)
    return f"{say.date(published.at, zone, now=now)}, {say.time(published.at, zone)}"


def _similar(found: Sequence[DigestItem], look: DigestContext) -> Iterator[Html]:
    """Each leads to its story."""
    if found:
        yield join(
            [bold(text(look.say("story-similar"))), *(brief_line(item, None, look) for item in found)], "\n"
        )


def _when(article: Article) -> datetime:
    return article.published.at if article.published else article.added


def _pages(title: Html, blocks: Sequence[Html]) -> list[Html]:
    """As few pages as fit; each begins with the title."""
    pages: list[list[Html]] = [[title]]
    for block in blocks:
        longer = join([*pages[-1], block], "\n\n")
        if len(pages[-1]) > 1 and (units(plain_text(longer)) > PAGE_UNITS or not fits(longer)):
            pages.append([title])
        pages[-1].append(block)
    return [join(page, "\n\n") for page in pages]


def _editors_rows(item: DigestItem, say: Say, shown: str) -> Buttons:
    merge = Button(say("button-merge"), encode(Action.MERGE, item.story.id, 0, shown))
    split = Button(say("button-split"), encode(Action.SPLIT, item.story.id, 0, shown))
    several = len(item.story.articles) > 1
    edit = (
        encode(Action.EDIT_STORY, item.story.id)
        if several
        else encode(Action.EDIT, item.story.articles[0].id)
    )
    correct = Button(say("button-edit"), edit)
    return ((merge, split), (correct,)) if several else ((merge, correct),)


def _buttons(
    item: DigestItem, say: Say, page: int, pages: int, shown: Origin, *, may_hide: bool, saved: bool
) -> Buttons:
    known = encode_origin(shown)
    turns = tuple(
        Button(words, encode(Action.STORY, item.story.id, to, known))
        for words, to in ((say("button-previous"), page - 1), (say("button-next"), page + 1))
        if 0 <= to < pages
    )
    keep = [save_button(item.story.id, page, shown, say, saved=saved)]
    if may_hide:
        keep.append(Button(say("button-hide-source"), encode(Action.HIDE, item.story.id, known)))
    last = to_digest_row(say, shown) or (
        Button(say("button-digest"), encode(Action.DIGEST, 24)),
        Button(say("button-settings"), encode(Action.SETTINGS)),
    )
    return tuple(row for row in (turns, tuple(keep), last) if row)


def reason_line(item: DigestItem, say: Say, *, chosen: bool) -> Iterator[Html]:
    """One line, or none when nothing speaks for it. `chosen`: a digest has chosen it for the reader."""
    told = " · ".join(_reasons(item, say))
    if told:
        yield italic(text(say("reason-chosen", reasons=told) if chosen else told))


def _reasons(item: DigestItem, say: Say) -> Iterator[str]:
    reasons = item.reasons
    if reasons is None:
        return
    if reasons.sources > 1:
        reprinted = reasons.sources < source_count(item.story)
        yield say("reason-independent" if reprinted else "reason-sources", sources=reasons.sources)
    if reasons.follows:
        yield say("reason-follow", words=", ".join(reasons.follows))
    if names := [say.topic_within(topic) for topic in reasons.topics if topic in say.topics]:
        yield say("reason-topics" if len(names) > 1 else "reason-topic", topics=", ".join(names))

"""A whole story: every sentence with its source, what each report adds, who reported it when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from zlib import crc32

from bot.i18n import Say
from bot.views.common.buttons import (
    EditArticle,
    EditStory,
    MergeStory,
    OpenDigest,
    OpenSettings,
    PlaceStory,
    SetModelAside,
    SplitStory,
    UnmergeStories,
    button,
)
from bot.views.common.context import RenderContext
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
from bot.views.common.items import brief_line, headline_of, item_label, published_of
from bot.views.common.message import Button, Buttons, Message
from bot.views.common.origin import EDITION, DigestPeriod, FromMore, Origin
from bot.views.common.sources import Citations, shown_origin, source_count, source_name, source_to_copy
from bot.views.reader.answer_buttons import (
    AskReport,
    OpenLess,
    OpenStory,
    SaveStory,
    SwitchFollowName,
    SwitchFollowStory,
)
from bot.views.reader.digest import follow_story_button, page_turns, to_digest_row
from bot.views.reader.saved import save_button
from digests.models.digest import DigestItem, ToldSentence
from digests.models.stories import Article, Story

PAGE_UNITS = 2800  # about two screens of a phone
SENTENCE_UNITS = 2000
LINE_UNITS = 200
NAME_UNITS = 22


@dataclass(frozen=True, slots=True)
class StoryName:
    """A name in a story; `on`: the reader follows it or, where muting is asked about, mutes it."""

    name: str
    on: bool

    @property
    def key(self) -> int:
        """A checksum of the name, which is too long for a button."""
        return crc32(self.name.encode())


@dataclass(frozen=True, slots=True)
class ToldStory:
    """A story as one reader is told it.

    `names` are those that the reader may follow; `followed`: they follow the story itself; `saved`: it is on
    their list; `picture`: the address of a picture of the story.
    """

    item: DigestItem
    names: Sequence[StoryName] = ()
    similar: Sequence[DigestItem] = ()
    saved: bool = False
    followed: bool = False
    picture: str | None = None


def story_message(
    told: ToldStory, context: RenderContext, page: int = 0, shown: Origin = None, *, editor: bool = False
) -> Message:
    """`page` counts from 0; one past the end shows the last. `shown` is the digest to go back to.

    An `editor` sees the story's number and may correct it.
    """
    item, say = told.item, context.say
    title = Html(bold(text(headline_of(item, say))) + item_label(item, context))
    why = list(reason_line(item, say, chosen=_is_of_now(shown)))
    if editor:
        why.append(italic(text(place_line(item.story, context) or _number(item.story, say))))
    blocks = [
        *([join(why, "\n")] if why else ()),
        *_told(item, context),
        *_timeline(item, context),
        *_similar(told.similar, context),
    ]
    pages = _pages(title, blocks)
    page = min(page, len(pages) - 1)
    body = pages[page]
    if len(pages) > 1:
        body = join([body, italic(text(say("story-page", page=page + 1, pages=len(pages))))], "\n\n")
    rows = [*_page_rows(told, context, page, len(pages), shown)]
    if told.names and page == 0:
        rows += _name_rows(told, say, shown)
    if editor:
        rows += (*_editors_rows(item, say, shown), _place_row(item.story, context, shown))
        rows += _model_rows(item.story, say, shown)
    picture = told.picture if page == 0 and told.picture and is_web_address(told.picture) else None
    return Message(body, (*rows, _last_row(say, shown)), picture)


def _number(story: Story, say: Say) -> str:
    return say("story-number", number=str(story.id))


def place_line(story: Story, context: RenderContext) -> str | None:
    """Where an editor has put the story and until when; None where nobody has."""
    place = story.placed(context.now)
    if story.placement is None or place == "free":
        return None
    until = context.say.date(story.placement.until, context.zone, now=context.now)
    number = str(story.id)
    first = place == "first"
    return context.say("place-first" if first else "place-last", number=number, until=until)


def _place_row(story: Story, context: RenderContext, shown: Origin) -> tuple[Button, ...]:
    say = context.say
    if story.placed(context.now) != "free":
        return (button(say("button-place-free"), PlaceStory(story.id, "free", shown)),)
    return (
        button(say("button-place-first"), PlaceStory(story.id, "first", shown)),
        button(say("button-place-last"), PlaceStory(story.id, "last", shown)),
    )


def _model_rows(story: Story, say: Say, shown: Origin) -> Buttons:
    """For a story that a model has worded: a button to use its choices or not."""
    if not story.choices:
        return ()
    aside = story.choices[0].set_aside
    words = say("button-model-on") if aside else say("button-model-off")
    return ((button(words, SetModelAside(story.id, not aside, shown)),),)


def _is_of_now(shown: Origin) -> bool:
    """Whether a digest chose the story by the reader's present wishes; a past digest may not have."""
    digest = shown.digest if isinstance(shown, FromMore) else shown
    return digest == EDITION or isinstance(digest, DigestPeriod)


def _told(item: DigestItem, context: RenderContext) -> Iterator[Html]:
    """The sentences; where they are of several days, each under its date, the newest first."""
    citations = Citations(item.story, context)
    days = _by_day(_versions(item), context)
    first = True
    for day, told in days.items():
        heading = [bold(text(day))] if len(days) > 1 else []
        for article, versions in groupby(told, lambda each: each[0].article):
            source = "" if first else citations.introduce(article)
            lines = [join([_cited(sentence, citations) for sentence in each], "\n") for each in versions]
            adds = [italic(text(context.say("story-adds", source=source)))] if source else []
            lines[0] = join([*heading, *adds, lines[0]], "\n")
            yield from lines
            heading, first = [], False


def _by_day(
    versions: Sequence[list[ToldSentence]], context: RenderContext
) -> dict[str, list[list[ToldSentence]]]:
    """Sentences by the day of their reports in the reader's zone, the newest day first."""
    found: dict[str, list[list[ToldSentence]]] = {}
    for told in versions:
        found.setdefault(context.day(published_of(told[0].article)), []).append(told)
    newest = {day: max(published_of(each[0].article).at for each in told) for day, told in found.items()}
    return {day: found[day] for day in sorted(found, key=newest.__getitem__, reverse=True)}


def _versions(item: DigestItem) -> list[list[ToldSentence]]:
    """Each sentence together with those that stand beside it."""
    found: list[list[ToldSentence]] = []
    for sentence in item.sentences:
        if sentence.beside and found:
            found[-1].append(sentence)
        else:
            found.append([sentence])
    return found


def _cited(sentence: ToldSentence, citations: Citations) -> Html:
    return Html(f"{text(clip(sentence.text, SENTENCE_UNITS))} {citations.cite(sentence.article)}")


def _timeline(item: DigestItem, context: RenderContext) -> Iterator[Html]:
    articles = sorted(item.story.articles, key=_when)
    if len(articles) < 2:
        yield from (_only_line(article, context) for article in articles)
        return
    lines = [_timeline_line(article, context) for article in articles]
    yield join([bold(text(context.say("story-timeline"))), lines[0]], "\n")
    yield from lines[1:]


def _only_line(article: Article, context: RenderContext) -> Html:
    return italic(text(f"{moment(article, context)} · {source_name(shown_origin(article), context.say)}"))


def _timeline_line(article: Article, context: RenderContext) -> Html:
    origin = shown_origin(article)
    headline = link(text(clip(article.headline, LINE_UNITS)), origin.link if origin else None)
    return Html(f"{text(moment(article, context))} · {text(source_name(origin, context.say))}\n{headline}")


def moment(article: Article, context: RenderContext) -> str:
    """When it was published or, if that is not known, when it was added."""
    return context.when(published_of(article))


def _similar(found: Sequence[DigestItem], context: RenderContext) -> Iterator[Html]:
    """Each line leads to its story."""
    if found:
        yield join(
            [bold(text(context.say("story-similar"))), *(brief_line(item, None, context) for item in found)],
            "\n",
        )


def _when(article: Article) -> datetime:
    return article.published.at if article.published else article.added


def _pages(title: Html, blocks: Sequence[Html]) -> list[Html]:
    """As few pages as possible; each begins with the title."""
    pages: list[list[Html]] = [[title]]
    for block in blocks:
        longer = join([*pages[-1], block], "\n\n")
        if len(pages[-1]) > 1 and (units(plain_text(longer)) > PAGE_UNITS or not fits(longer)):
            pages.append([title])
        pages[-1].append(block)
    return [join(page, "\n\n") for page in pages]


def _editors_rows(item: DigestItem, say: Say, shown: Origin) -> Buttons:
    merge = button(say("button-merge"), MergeStory(item.story.id, 0, shown))
    split = button(say("button-split"), SplitStory(item.story.id, 0, shown))
    several = len(item.story.articles) > 1
    edit = EditStory(item.story.id) if several else EditArticle(item.story.articles[0].id)
    correct = button(say("button-edit"), edit)
    undo = [
        (button(say("button-undo-join"), UnmergeStories(join.gone, shown)),) for join in item.story.joins[:1]
    ]
    return ((merge, split), (correct,), *undo) if several else ((merge, correct), *undo)


def _page_rows(told: ToldStory, context: RenderContext, page: int, pages: int, shown: Origin) -> Buttons:
    say, number = context.say, told.item.story.id
    turns = page_turns(
        say,
        OpenStory(number, page - 1, shown) if page else None,
        OpenStory(number, page + 1, shown) if page + 1 < pages else None,
    )
    copied = source_to_copy(told.item.story, told.item.headline, context)
    copy = ((Button(say("copy-source"), copy=copied),),) if copied and not page else ()
    keep = save_button(SaveStory(number, not told.saved, page, shown), say)
    less = button(say("button-less"), OpenLess(number, shown))
    wrong = button(say("button-report"), AskReport(number, shown))
    follow = follow_story_button(SwitchFollowStory(number, not told.followed, shown), say)
    return (*turns, (keep, less), (follow,), *copy, (wrong,))


def _name_rows(told: ToldStory, say: Say, shown: Origin) -> Buttons:
    """A tap follows the name, another one ends that. One button a row, since a phone would cut two off."""
    number = told.item.story.id
    names = ((each, SwitchFollowName(number, each.key, not each.on, shown)) for each in told.names)
    return tuple((button(_name(each, say), switch),) for each, switch in names)


def _name(each: StoryName, say: Say) -> str:
    name = clip(each.name, NAME_UNITS)
    return say("chosen", name=name) if each.on else say("button-follow-name", name=name)


def _last_row(say: Say, shown: Origin) -> tuple[Button, ...]:
    return to_digest_row(say, shown) or (
        button(say("button-digest"), OpenDigest()),
        button(say("button-settings"), OpenSettings()),
    )


def reason_line(item: DigestItem, say: Say, *, chosen: bool) -> Iterator[Html]:
    """One line, or none when nothing speaks for the story. `chosen`: a digest chose it for the reader."""
    told = " · ".join(_reasons(item, say))
    if told:
        yield italic(text(say("reason-chosen", reasons=told) if chosen else told))


def _reasons(item: DigestItem, say: Say) -> Iterator[str]:
    reasons = item.reasons
    if reasons is None:
        return
    if reasons.placed:
        yield say("reason-placed")
    if reasons.sources > 1:
        reprinted = reasons.sources < source_count(item.story)
        yield say("reason-independent" if reprinted else "reason-sources", sources=reasons.sources)
    if reasons.follows:
        yield say("reason-follow", words=", ".join(reasons.follows))
    if names := [say.topic_within(topic) for topic in reasons.topics if topic in say.topics]:
        yield say("reason-topics" if len(names) > 1 else "reason-topic", topics=", ".join(names))
    if values := list(_values(reasons.values, say)):
        yield say("reason-values", values=", ".join(values))


def _values(kinds: Sequence[str], say: Say) -> Iterator[str]:
    """The kinds of the story's consequences, in words."""
    if "power" in kinds:
        yield say("value-power")
    if "court" in kinds:
        yield say("value-court")
    if "harm" in kinds:
        yield say("value-harm")
    if "work" in kinds:
        yield say("value-work")
    if "science" in kinds:
        yield say("value-science")
    if "life" in kinds:
        yield say("value-life")

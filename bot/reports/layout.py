"""Puts a media review into words: a document in one language, with its dates and plurals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.i18n import Say
from bot.reports.figures_page import figures_page
from bot.reports.printing import Printing, subject_of
from digests.models.documents import Block, Column, Contents, Document, Heading, Paragraph, Run, Runs, Table
from digests.models.reports import MediaReview, Publication, ReviewedSource, ReviewedStory, ReviewWish

MAX_MENTIONS_LISTED = 25  # below a story
ROWS_OF_A_TABLE = 400  # LibreOffice takes minutes to lay out one of thousands
MAX_TEXT, MAX_TEXTS = 20_000, 600_000  # characters of a full text, and of all together


def lay_out(
    review: MediaReview, wish: ReviewWish, say: Say, *, zone: str, zone_name: str, texts: Mapping[int, str]
) -> Document:
    """`texts` are the full texts by the numbers of their articles, '' for one that is no longer kept."""
    printing = Printing(say, zone, review.until)
    subject, figures = subject_of(wish, say), review.figures
    since, until = printing.moment(review.since), printing.moment(review.until)
    days = f"{say.full_date(review.since, zone)} – {say.full_date(review.until, zone)}"
    return Document(
        title=subject,
        kicker=say("review-kicker"),
        lines=(
            say("review-period", since=since, until=until, zone=zone_name),
            say("review-volume", mentions=figures.mentions, sources=figures.sources),
        ),
        header=say("review-header", subject=subject, days=days),
        page=say("review-page", page="{page}", pages="{pages}"),
        language=say.language,
        blocks=(
            Contents(say("review-contents")),
            *figures_page(review, wish.days, printing),
            *_told(review, printing, _Texts(texts, wish.texts)),
            Heading(say("review-appendix"), page=True),
            *_appendix(review, printing),
        ),
    )


class _Texts:
    """The full texts, each once, as far as there is room for them."""

    def __init__(self, texts: Mapping[int, str], wanted: bool) -> None:
        self._texts = dict(texts)
        self._wanted = wanted
        self._room = MAX_TEXTS

    def of(self, mention: Publication, printing: Printing) -> Iterator[Paragraph]:
        text = self._texts.pop(mention.article_id, None)
        if not self._wanted or text is None:
            return
        text = text if len(text) <= MAX_TEXT else f"{text[:MAX_TEXT].rsplit(' ', 1)[0]} …"
        if not text or len(text) > self._room:
            yield Paragraph((Run(printing.say("review-text-gone"), faint=True),), "entry")
            return
        self._room -= len(text)
        name = printing.source(mention.source).text
        yield Paragraph(
            (Run(printing.say("review-text-of", source=name), mention.link, strong=True),), "entry"
        )
        for line in filter(str.strip, text.split("\n")):
            yield Paragraph((Run(line.strip()),), "text", mention.language)


def _told(review: MediaReview, printing: Printing, texts: _Texts) -> Iterator[Block]:
    say = printing.say
    if review.by_source:
        yield Heading(say("review-sources"), page=True)
        for source in review.by_source:
            yield from _source(source, printing, texts)
        left = say("review-untold-mentions", count=review.untold)
    else:
        yield Heading(say("review-stories"), page=True)
        for number, story in enumerate(review.stories, 1):
            yield from _story(number, story, printing, texts)
        left = say("review-untold-stories", count=review.untold)
    if review.untold:
        yield Paragraph((Run(left),), "note")


def _story(number: int, story: ReviewedStory, printing: Printing, texts: _Texts) -> Iterator[Block]:
    say, first = printing.say, story.mentions[0]
    yield Heading(f"{number}. {story.headline}", 2, language=story.language)
    sources = len({each.source for each in story.mentions})
    volume = say("review-volume", mentions=len(story.mentions), sources=sources)
    if len(story.mentions) > 1:
        yield Paragraph((Run(volume),), "byline")
    if story.sentences:
        yield Paragraph(tuple(_cited(story, printing)), "told", story.language)
    name = printing.source(first.source).text
    yield Paragraph(
        (Run(say("review-first", source=name, when=printing.when(first)), first.link, strong=True),), "entry"
    )
    others = story.mentions[1:]
    for mention in others[:MAX_MENTIONS_LISTED]:
        yield _entry(mention, printing, headline=mention.headline != story.headline)
    if (left := len(others) - MAX_MENTIONS_LISTED) > 0:
        yield Paragraph((Run(say("review-more-mentions", count=left), faint=True),), "entry")
    yield from texts.of(first, printing)


def _cited(story: ReviewedStory, printing: Printing) -> Iterator[Run]:
    """The sentences; where several in a row have one source, it follows the last of them."""
    following = [each.mention for each in story.sentences[1:]]
    for sentence, after in zip(story.sentences, (*following, None), strict=True):
        yield Run(f"{sentence.text} ")
        if after is None or after.article_id != sentence.mention.article_id:
            name = printing.source(sentence.mention.source).text
            yield Run(f"[{name}]", sentence.mention.link, faint=True)
            yield Run(" ")


def _entry(mention: Publication, printing: Printing, *, headline: bool) -> Paragraph:
    runs = [Run(f"{printing.when(mention)} · "), printing.source(mention.source, link=mention.link)]
    if headline:
        runs += [Run(" · "), Run(mention.headline)]
    if mention.role == "reprinted":
        runs.append(Run(f" · {printing.say('review-role-reprinted')}", faint=True))
    return Paragraph(tuple(runs), "entry")


def _source(source: ReviewedSource, printing: Printing, texts: _Texts) -> Iterator[Block]:
    name = printing.source(source.source).text
    yield Heading(printing.say("review-source-count", source=name, count=source.count), 2)
    for report in source.reports:
        (mention,) = report.mentions
        yield Paragraph((Run(report.headline, mention.link),), "title", report.language)
        roles = {
            "first": printing.say("review-role-first"),
            "reprinted": printing.say("review-role-reprinted"),
        }
        role = f" · {roles[mention.role]}" if mention.role in roles else ""
        yield Paragraph((Run(f"{printing.when(mention)}{role}"),), "byline")
        if mention.role != "reprinted" and report.sentences:
            told = " ".join(each.text for each in report.sentences)
            yield Paragraph((Run(told),), "body", report.language)
        yield from texts.of(mention, printing)


def _appendix(review: MediaReview, printing: Printing) -> Iterator[Table]:
    """The table of all mentions, split after every `ROWS_OF_A_TABLE` rows."""
    say = printing.say
    numbers = {story.story_id: number for number, story in enumerate(review.stories, 1)}
    columns = (
        Column("№", 0.06, "right"),
        Column(say("review-col-when"), 0.21),
        Column(say("review-col-source"), 0.21),
        Column(say("review-col-headline"), 0.43 if numbers else 0.52),
        *((Column(say("review-col-story"), 0.09, "right"),) if numbers else ()),
    )
    for start in range(0, len(review.mentions), ROWS_OF_A_TABLE):
        some = review.mentions[start : start + ROWS_OF_A_TABLE]
        rows = (_row(at, each, numbers, printing) for at, each in enumerate(some, start + 1))
        yield Table(columns, tuple(rows))


def _row(at: int, mention: Publication, numbers: Mapping[int, int], printing: Printing) -> tuple[Runs, ...]:
    row = (
        (Run(str(at), faint=True),),
        (Run(printing.when(mention)),),
        (printing.source(mention.source),),
        (Run(mention.headline, mention.link),),
    )
    if not numbers:
        return row
    number = numbers.get(mention.story_id)
    return (*row, (Run(str(number) if number else "–", faint=not number),))

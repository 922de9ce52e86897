"""What happened with a subject: a few sentences with numbered sources, a timeline, names, the sources."""

from __future__ import annotations

from collections.abc import Iterator

from bot.views.common.buttons import button
from bot.views.common.context import RenderContext
from bot.views.common.html import Html, bold, clip, fits, folded, italic, join, link, text
from bot.views.common.message import Buttons, Message, in_rows
from bot.views.common.origin import DigestPeriod, FromTopic
from bot.views.common.sources import label, shown_origin, source_name
from bot.views.reader.answer_buttons import OpenStory
from bot.views.reader.story import moment
from bot.views.reader.topic_menu import period_words, ways_on
from digests.models.overviews import Fact, Overview, Passage, Step
from digests.models.texts import Published

SENTENCE_UNITS = (900, 450, 250)
HEADLINE_UNITS = 160
BUTTON_CHARACTERS = 40
MAX_STORY_BUTTONS = 5
_ENDS = tuple('.!?…»”"')
_TIMES_UP_TO = 48  # hours of a period whose timeline shows the time of day


def overview_message(overview: Overview, name: str, shown: FromTopic, context: RenderContext) -> Message:
    """`name` is the subject in words for a person; `shown` has its key and period."""
    body = next(body for body in _bodies(overview, name, shown.answer, context) if fits(body))
    return Message(body, _buttons(overview, shown, context))


def _bodies(overview: Overview, name: str, answer: DigestPeriod, context: RenderContext) -> Iterator[Html]:
    """From the fullest to one that always fits: first with fewer steps, then with shorter sentences."""
    title = bold(
        text(context.say("overview-title", subject=name, period=period_words(answer.period, context.say)))
    )
    for limit in SENTENCE_UNITS:
        for steps in range(len(overview.timeline), -1, -1):
            yield _render(overview, title, answer, context, (limit, steps))


def _render(
    overview: Overview, title: Html, answer: DigestPeriod, context: RenderContext, cut: tuple[int, int]
) -> Html:
    say, (limit, steps) = context.say, cut
    sources = _Numbers(context)
    blocks = [title, *(_passage(passage, sources, context, limit) for passage in overview.passages)]
    if steps > 1:
        lines = [_step(step, answer, context) for step in overview.timeline[-steps:]]
        blocks.append(Html(f"{bold(text(say('overview-timeline')))}\n{folded(join(lines, chr(10)))}"))
    last = [sources.listed()]
    if overview.names:
        last.insert(0, text(say("overview-names", names=", ".join(overview.names))))
    blocks += [join(last, "\n"), italic(text(_footer(overview, answer, context)))]
    return join(blocks, "\n\n")


class _Numbers:
    """Numbers the sources in the order in which they are first cited."""

    def __init__(self, context: RenderContext) -> None:
        self._context = context
        self._numbers: dict[str, tuple[int, Html]] = {}

    def cite(self, fact: Fact) -> Html:
        """A link to the source; where it has no address, to the story, which names it."""
        origin = shown_origin(fact.article)
        name = source_name(origin, self._context.say)
        address = (origin.link if origin else None) or self._context.story_url(fact.story_id)
        number, _ = self._numbers.setdefault(name, (len(self._numbers) + 1, link(text(name), address)))
        return link(text(f"[{number}]"), address)

    def listed(self) -> Html:
        names = [f"[{number}] {name}" for number, name in self._numbers.values()]
        return Html(f"{text(self._context.say('overview-sources'))} {' · '.join(names)}")


def _passage(passage: Passage, sources: _Numbers, context: RenderContext, limit: int) -> Html:
    sentences, said = [], ""
    for fact in passage.facts:
        day = context.day(fact.article.published or Published(fact.article.added))
        asked = said or fact.needs_date or context.old_day(fact.article.published)
        sentences.append(_sentence(fact, day if asked and day != said else "", sources, limit))
        said = day if asked else ""
    return Html(join(sentences, " ") + label(passage.language, "", context.say))


def _sentence(fact: Fact, day: str, sources: _Numbers, limit: int) -> Html:
    stop = "" if fact.text.endswith(_ENDS) else "."  # a headline has none
    told = f"{text(clip(fact.text, limit))}{stop} {sources.cite(fact)}"
    return Html(f"{italic(text(day))}: {told}" if day else told)


def _step(step: Step, answer: DigestPeriod, context: RenderContext) -> Html:
    if answer.hours <= _TIMES_UP_TO:
        when = moment(step.article, context)
    else:
        when = context.day(step.article.published or Published(step.article.added))
    headline = text(clip(step.article.headline, HEADLINE_UNITS))
    linked = link(headline, context.story_url(step.story_id))
    return join([text(f"{when} — "), linked, label(step.article.language, "", context.say)])


def _footer(overview: Overview, answer: DigestPeriod, context: RenderContext) -> str:
    say = context.say
    first = say.date(answer.until - answer.period, context.zone, now=context.now)
    last = say.date(answer.until, context.zone, now=context.now)
    if overview.story_count is None:
        return say("overview-footer-many", first=first, last=last)
    return say(
        "overview-footer",
        first=first,
        last=last,
        stories=overview.story_count,
        articles=overview.article_count,
    )


def _buttons(overview: Overview, shown: FromTopic, context: RenderContext) -> Buttons:
    if context.kind != "private":
        return ()
    told = [step for passage in overview.passages for step in passage.stories][:MAX_STORY_BUTTONS]
    whole = context.say("button-whole-story")
    stories = [
        button(
            whole if len(told) == 1 else clip(step.article.headline, BUTTON_CHARACTERS),
            OpenStory(step.story_id, 0, shown),
        )
        for step in told
    ]
    return (*in_rows(stories, 1), *ways_on(shown, context.say))

"""What happened with a subject: a few sentences with numbered sources, a timeline, names, the sources."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.i18n import Say
from bot.views.callbacks import Action, Answer, Overviewed, data, dump_shown
from bot.views.digest import Look, told_block
from bot.views.html import Html, bold, clip, fits, folded, italic, join, link, text
from bot.views.message import Button, Buttons, Message, in_rows
from bot.views.sources import shown_origin, source_name
from bot.views.story import moment
from digests.models import TOPICS, Article, DigestItem, Fact, Language, Overview, Passage, Published, Step

SENTENCE_UNITS = (900, 450, 250)
HEADLINE_UNITS = 160
BUTTON_CHARACTERS = 40
MOST_STORIES = 5
DAY, WEEK, MONTH = 24, 168, 720
_ENDS = tuple('.!?…»”"')
_TIMES_UP_TO = 48  # hours of a period whose timeline shows the time of day


def overview_message(overview: Overview, name: str, shown: Overviewed, look: Look) -> Message:
    """`name` is the subject as a person calls it; `shown` its key and period."""
    body = next(body for body in _bodies(overview, name, shown.answer, look) if fits(body))
    return Message(body, _buttons(overview, shown, look))


def quiet_overview(
    latest: DigestItem | None, name: str, shown: Overviewed, look: Look, *, is_topic: bool
) -> Message:
    """Nothing in the period: plain words, and what there was last."""
    kind = "topic" if is_topic else "words"
    if latest is None:
        return nothing_ever(name, look, kind)
    say = look.say
    period = period_words(shown.answer.period, say)
    newest = max(latest.story.articles, key=lambda article: article.added)
    when = moment(newest.published or Published(newest.added), say, now=look.now, zone=look.zone)
    nothing = text(say(f"overview-quiet-{kind}", subject=name, period=period))
    lead = Html(f"{nothing}\n{text(say('overview-latest', date=when))}")
    told = told_block(latest, look)
    body = join([lead, told if fits(told) else told_block(latest, look, limit=0)], "\n\n")
    if look.kind != "private":
        return Message(body)
    whole = Button(say("button-whole-story"), data(Action.STORY, latest.story.id, 0, dump_shown(shown)))
    return Message(body, ((whole,), *_ways_on(shown, say)))


def nothing_ever(name: str, look: Look, kind: str) -> Message:
    words = text(look.say(f"overview-never-{kind}", subject=name))
    return Message(words, topic_buttons(look.say, WEEK) if look.kind == "private" else ())


def choose_subject(say: Say, hours: int = WEEK) -> Message:
    """The topics as buttons that tell of this period."""
    lines = [bold(text(say("overview-choose"))), text(say("overview-how"))]
    return Message(join(lines, "\n"), topic_buttons(say, hours))


def overview_gone(say: Say) -> Message:
    return Message(text(say("overview-gone")), topic_buttons(say, WEEK))


def topic_buttons(say: Say, hours: int) -> Buttons:
    return in_rows([Button(say(f"topic-{t}"), data(Action.OVERVIEW, t, hours)) for t in TOPICS], 2)


def period_words(period: timedelta, say: Say) -> str:
    hours = int(period.total_seconds()) // 3600
    known = {DAY: "day", WEEK: "week", MONTH: "month"}.get(hours)
    if known:
        return say(f"overview-period-{known}")
    if hours % DAY:
        return say("overview-hours", hours=hours)
    return say("overview-days", days=hours // DAY)


def _bodies(overview: Overview, name: str, answer: Answer, look: Look) -> Iterator[Html]:
    """From the fullest to one that always fits: fewer steps, then shorter sentences."""
    title = bold(text(look.say("overview-title", subject=name, period=period_words(answer.period, look.say))))
    for limit in SENTENCE_UNITS:
        for steps in range(len(overview.timeline), -1, -1):
            yield _render(overview, title, answer, look, (limit, steps))


def _render(overview: Overview, title: Html, answer: Answer, look: Look, cut: tuple[int, int]) -> Html:
    say, (limit, steps) = look.say, cut
    sources = _Numbers(say)
    blocks = [title, *(_passage(passage, sources, look, limit) for passage in overview.passages)]
    if steps > 1:
        lines = [_step(step, answer, look) for step in overview.timeline[-steps:]]
        blocks.append(Html(f"{bold(text(say('overview-timeline')))}\n{folded(join(lines, chr(10)))}"))
    last = [sources.listed()]
    if overview.names:
        last.insert(0, text(say("overview-names", names=", ".join(overview.names))))
    blocks += [join(last, "\n"), italic(text(_footer(overview, answer, look)))]
    return join(blocks, "\n\n")


class _Numbers:
    """One number for one source, in the order in which they are cited."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self._numbers: dict[str, tuple[int, Article]] = {}

    def cite(self, article: Article) -> Html:
        name = source_name(shown_origin(article), self._say)
        number, _ = self._numbers.setdefault(name, (len(self._numbers) + 1, article))
        return _linked(f"[{number}]", article)

    def listed(self) -> Html:
        names = [f"{number} {_linked(name, article)}" for name, (number, article) in self._numbers.items()]
        return Html(self._say("overview-sources", sources="\0").replace("\0", " · ".join(names)))


def _linked(words: str, article: Article) -> Html:
    origin = shown_origin(article)
    return link(text(words), origin.link if origin else None)


def _passage(passage: Passage, sources: _Numbers, look: Look, limit: int) -> Html:
    sentences = [_sentence(fact, sources, look, limit) for fact in passage.facts]
    return Html(join(sentences, " ") + _label(passage.language, look.say))


def _sentence(fact: Fact, sources: _Numbers, look: Look, limit: int) -> Html:
    stop = "" if fact.text.endswith(_ENDS) else "."  # a headline has none
    told = f"{text(clip(fact.text, limit))}{stop} {sources.cite(fact.article)}"
    if not fact.needs_date:
        return Html(told)
    return Html(f"{italic(text(look.say.date(*_day(fact.article, look), now=look.now)))}: {told}")


def _step(step: Step, answer: Answer, look: Look) -> Html:
    published = step.article.published or Published(step.article.added)
    if answer.hours <= _TIMES_UP_TO:
        when = moment(published, look.say, now=look.now, zone=look.zone)
    else:
        when = look.say.date(*_day(step.article, look), now=look.now)
    headline = text(clip(step.article.headline, HEADLINE_UNITS))
    url = f"https://t.me/{look.bot_username}?start=s{step.story_id}"
    return Html(f"{text(when)} — {link(headline, url)}{_label(step.article.language, look.say)}")


def _day(article: Article, look: Look) -> tuple[datetime, str]:
    """A moment and the zone in which its day is meant."""
    published = article.published or Published(article.added)
    return published.at, "UTC" if published.precision == "day" else look.zone


def _label(language: Language, say: Say) -> Html:
    if language in (say.language, "unknown"):
        return Html("")
    return text(f" ({say(f'label-{language}')})")


def _footer(overview: Overview, answer: Answer, look: Look) -> str:
    say = look.say
    first = say.date(answer.until - answer.period, look.zone, now=look.now)
    last = say.date(answer.until, look.zone, now=look.now)
    if overview.story_count is None:
        return say("overview-footer-many", first=first, last=last)
    return say(
        "overview-footer",
        first=first,
        last=last,
        stories=overview.story_count,
        articles=overview.article_count,
    )


def _buttons(overview: Overview, shown: Overviewed, look: Look) -> Buttons:
    if look.kind != "private":
        return ()
    back = dump_shown(shown)
    told = [step for passage in overview.passages for step in passage.stories][:MOST_STORIES]
    whole = look.say("button-whole-story")
    stories = [
        Button(
            whole if len(told) == 1 else clip(step.article.headline, BUTTON_CHARACTERS),
            data(Action.STORY, step.story_id, 0, back),
        )
        for step in told
    ]
    return (*in_rows(stories, 1), *_ways_on(shown, look.say))


def _ways_on(shown: Overviewed, say: Say) -> Buttons:
    row = tuple(
        Button(
            say("chosen", name=words) if hours == shown.answer.hours else words,
            data(Action.OVERVIEW, shown.key, hours),
        )
        for hours, words in (
            (DAY, say("button-period-day")),
            (WEEK, say("button-period-week")),
            (MONTH, say("button-period-month")),
        )
    )
    other = Button(say("button-other-topic"), data(Action.SUBJECTS, shown.answer.hours))
    return (row, (other,))

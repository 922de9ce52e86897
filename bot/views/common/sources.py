"""Where a sentence comes from: a source's name the first time, its number, as in [2], after that."""

from __future__ import annotations

from bot.i18n import Say
from bot.views.common.context import RenderContext
from bot.views.common.html import Html, clip, is_web_address, italic, link, seen, text, units
from bot.views.common.message import MAX_COPIED
from digests.models.stories import Article, Origin, Story
from digests.models.texts import Language

NAME_UNITS = 60
MIN_HEADLINE_UNITS = 20  # of what is copied


class Citations:
    """Cites within one story; one source has one number, in the order in which it is first cited.

    A report that is older than the story's news says its day.
    """

    def __init__(self, story: Story, context: RenderContext) -> None:
        self._context = context
        self._dated = not old_day_of(story, context)
        self._numbers: dict[str, int] = {}

    def introduce(self, article: Article) -> str:
        """The words that name its source; from now on the number is enough."""
        name = source_name(shown_origin(article), self._context.say)
        self._numbers.setdefault(name, len(self._numbers) + 1)
        day = self._context.old_day(article.published) if self._dated else ""
        return f"{name}, {day}" if day else name

    def cite(self, article: Article) -> Html:
        origin = shown_origin(article)
        known = self._numbers.get(source_name(origin, self._context.say))
        address = origin.link if origin else None
        if known is not None:
            return link(text(f"[{known}]"), address)
        name = text(self.introduce(article))
        linked = link(name, address)
        return linked if linked != name else italic(name)  # else it reads as a sentence of the news


def shown_origin(article: Article) -> Origin | None:
    """The first place that can be opened, else the first."""
    return next((origin for origin in article.origins if origin.link), next(iter(article.origins), None))


def source_name(origin: Origin | None, say: Say) -> str:
    return named(origin.source if origin else "", say)


def named(name: str, say: Say) -> str:
    """A source without a name is the newsroom itself."""
    return clip(name, NAME_UNITS) if name.strip() else say("digest-newsroom")


def source_count(story: Story) -> int:
    return len({origin.source for article in story.articles for origin in article.origins}) or 1


def old_day_of(story: Story, context: RenderContext) -> str:
    """The day of its newest report where all of its reports are old; '' where any is not."""
    days = [article.published for article in story.articles if context.old_day(article.published)]
    if len(days) < len(story.articles):
        return ""
    return context.old_day(max(filter(None, days), key=lambda each: each.at, default=None))


def label(language: Language, day: str, say: Say) -> Html:
    """Behind a headline, in brackets: another language than the reader's, and a day if there is one."""
    foreign = "" if language in (say.language, "unknown") else say(f"label-{language}")
    told = ", ".join(filter(None, (foreign, day)))
    return text(f" ({told})") if told else Html("")


def source_to_copy(story: Story, headline: str, context: RenderContext) -> str | None:
    """The report that has this headline, else the first that can be opened: its headline,
    shortened where need be, source and date, and its link; None where these do not fit into a button.
    """
    for article in sorted(story.articles, key=lambda article: article.headline != headline):
        origin = shown_origin(article)
        if origin is None or not origin.link or not is_web_address(origin.link):
            continue
        day = [context.day(article.published)] if article.published else []
        rest = ", ".join([source_name(origin, context.say), *day])
        room = MAX_COPIED - units(f" — {rest}\n{origin.link}")
        if room >= MIN_HEADLINE_UNITS:
            return f"{clip(seen(article.headline), room)} — {seen(rest)}\n{origin.link}"
    return None

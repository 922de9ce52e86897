"""Where a sentence comes from: a source's name the first time, its number, as in [2], after that."""

from __future__ import annotations

from bot.i18n import Say
from bot.views.common.html import Html, clip, link, text
from digests.models import Article, Origin, Story

NAME_UNITS = 60


class Citations:
    """Cites within one story; one source has one number, in the order in which it is first cited."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self._numbers: dict[str, int] = {}

    def introduce(self, article: Article) -> None:
        """Its source has just been named: from now on the number is enough."""
        self._numbers.setdefault(source_name(shown_origin(article), self._say), len(self._numbers) + 1)

    def cite(self, article: Article) -> Html:
        origin = shown_origin(article)
        name = source_name(origin, self._say)
        known = self._numbers.get(name)
        self._numbers.setdefault(name, len(self._numbers) + 1)
        return link(text(name if known is None else f"[{known}]"), origin.link if origin else None)


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

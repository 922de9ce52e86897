"""Times, sources and subjects as a document puts them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from bot.i18n import Say
from bot.views.common.sources import named
from digests.models.documents import Run
from digests.models.reports import Publication, ReviewWish
from digests.models.texts import Language


def subject_of(wish: ReviewWish, say: Say) -> str:
    """What the review is about, for its title."""
    if wish.topic is not None:
        return say.topic(wish.topic)
    return say("review-words", words=wish.words) if wish.words else say("review-all")


@dataclass(frozen=True, slots=True)
class Printing:
    """The language, the zone, and the end of the period: dates in its year need no year."""

    say: Say
    zone: str
    until: datetime

    def moment(self, at: datetime) -> str:
        """For example "26 сентября 2026, 14:05"."""
        return f"{self.say.full_date(at, self.zone)}, {self.say.time(at, self.zone)}"

    def when(self, mention: Publication) -> str:
        """ "26 сентября, 14:05"; a day without a time stays one; "seen on …" if its source has no date."""
        at, whole_day = mention.when.at, mention.when.precision == "day"
        told = self.say.date(at, "UTC" if whole_day else self.zone, now=self.until)
        told = told if whole_day else f"{told}, {self.say.time(at, self.zone)}"
        return told if mention.dated else self.say("review-seen", when=told)

    def day(self, day: date) -> str:
        """For example "Пятница, 26 сентября"."""
        return self.say.weekday_and_date(datetime.combine(day, time(), UTC), "UTC")

    def source(self, source: str, *, link: str | None = None, strong: bool = False) -> Run:
        return Run(named(source, self.say), link, strong=strong)

    def language(self, language: Language) -> str:
        return self.say(f"language-{language}")

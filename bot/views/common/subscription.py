"""The choices of a destination as the screens show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.i18n import Say

if TYPE_CHECKING:
    from storage.destinations import Destination

EVERY_DAY, WEEKDAYS, WEEKENDS = 0b1111111, 0b0011111, 0b1100000  # bit 0 is Monday
NAMED_DAYS = 3  # of so many a button has all names


@dataclass(frozen=True, slots=True)
class Subscription:
    """A destination with the times of its editions.

    `times` are HH:MM in order, empty when nothing is scheduled. `days` has a bit for each weekday, 0 for
    Monday. `zone_name` is in the language of the person who looks, `now` the moment of looking. `next_run`:
    when the next edition is due, even while paused; None when nothing is scheduled. `review`: HH:MM of the
    weekly review on Sundays, None where it is not wanted. `model`: the operator uses a model, so readers may
    choose to do without it.
    """

    destination: Destination
    zone_name: str
    times: tuple[str, ...]
    days: int
    now: datetime
    next_run: datetime | None = None
    review: str | None = None
    model: bool = False

    @property
    def begun(self) -> bool:
        """Whether topics or a time were chosen."""
        return bool(self.times or self.destination.topics)

    def receives(self, topic: str) -> bool:
        """Whether news on the topic is sent; with no topics chosen, every topic is."""
        if topic in self.destination.mutes.topics:
            return False
        return topic in self.topics if self.topics else self.begun

    @property
    def topics(self) -> frozenset[str]:
        """The chosen topics that are not muted; empty means all that are not muted."""
        return self.destination.topics - self.destination.mutes.topics

    @property
    def title(self) -> str:
        """The name of a group or channel; empty for a private chat."""
        return "" if self.destination.kind == "private" else self.destination.title

    @property
    def paused(self) -> bool:
        return self.destination.pause is not None

    def clock(self, say: Say) -> str:
        return say.time(self.now, self.destination.zone)

    def next_edition(self, say: Say) -> dict[str, str]:
        """Values for a sentence about the next edition, of which there must be one.

        They are its day (today, tomorrow, or weekday and date) and its time on the zone's clock.
        """
        zone, run = ZoneInfo(self.destination.zone), self.next_run or self.now
        day = run.astimezone(zone).date()
        ahead = (day - self.now.astimezone(zone).date()).days
        date = say.date(run, self.destination.zone, now=self.now)
        named = say(f"run-on-{day.isoweekday()}", date=date)
        words = {0: say("run-today"), 1: say("run-tomorrow")}.get(ahead, named)
        return {"day": words, "time": say.at_time(run, self.destination.zone)}

    def when(self, say: Say) -> dict[str, str]:
        """Values for sentences about the times; `none` where there is no time."""
        return {
            "times": say.at_times(self.times) if self.times else "none",
            "days": days_in_words(self.days, say),
        }


def days_in_words(days: int, say: Say) -> str:
    """Weekdays within a sentence: каждый день; по понедельникам, средам и пятницам."""
    for named, words in ((EVERY_DAY, "daily"), (WEEKDAYS, "weekdays"), (WEEKENDS, "weekends")):
        if days == named:
            return say(f"days-{words}")
    names = [say(f"certain-day-{day + 1}") for day in chosen_days(days)]
    return say("certain-days", days=say.all_of(names))


def days_on_button(days: int, say: Say) -> str:
    """A few days without a common name are shortened (по пн, ср и пт), many are counted."""
    chosen = chosen_days(days)
    if len(chosen) == 1 or days in (EVERY_DAY, WEEKDAYS, WEEKENDS):
        return days_in_words(days, say)
    if len(chosen) > NAMED_DAYS:
        return say("counted-days", count=len(chosen))
    return say("short-days", days=say.all_of([say(f"weekday-{day + 1}") for day in chosen]))


def chosen_days(days: int) -> list[int]:
    return [day for day in range(7) if days >> day & 1]


def topic_names(topics: frozenset[str], say: Say) -> list[str]:
    """The names of topics as a list in a sentence: all but the first begin in lower case."""
    chosen = [topic for topic in say.topics if topic in topics]
    return [say.topic_within(topic) if place else say.topic(topic) for place, topic in enumerate(chosen)]

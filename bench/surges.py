"""How often a surge is seen where there is none, and how many that are planted are found.

    .venv/bin/python bench/surges.py [--smoke] [STREAM.jsonl …]

Weeks of news are made up: stories come by chance, by day more than by night and at the weekend about half as
many, each told by one source and, with the chance given, by the next. A month is looked at every quarter of
an hour; after an alarm not for three hours. Then so many sources write within a time of what had so many
mentions a day. A stream (JSON lines with `text`, `source`, `published`) is a day of real news: its names are
followed, and each day of the week before it has the same mentions at other times of the same rhythm.
"""

from __future__ import annotations

import json
import math
import random
import sys
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from digests.analysis import analyse
from digests.models.stories import StoryMention
from digests.models.texts import RawText
from digests.stories.surge import (
    LEVEL,
    MIN_MENTIONS,
    SURGE_DAYS,
    SURGE_HOURS,
    Surge,
    count_mentions,
    find_surge,
    may_surge,
)

START = datetime(2026, 3, 2, tzinfo=UTC)  # a Monday
DAY, STEP = timedelta(days=1), timedelta(minutes=15)
QUIET_AFTER = timedelta(hours=3)
SOURCES = 30
A_DAY = (0.3, 1, 3, 10, 30, 100, 300)
BURSTS = (0.2, 0.35, 0.5)  # the chance that one more source tells the same
MONTHS, PLANTED = 12, 20
MOST_NAMES = 300
SPREAD = 1.5  # hours, the mean after which another source tells the same

Find = Callable[[Sequence[StoryMention], dict[int, list[int]], datetime], Surge | None]


class Mentions:
    """In the order of their times."""

    def __init__(self, mentions: Iterable[StoryMention]) -> None:
        self.all = sorted(mentions, key=lambda each: each.at)
        self._times = [each.at for each in self.all]

    def within(self, end: datetime, hours: int) -> list[StoryMention]:
        began = bisect_right(self._times, end - timedelta(hours=hours))
        return self.all[began : bisect_right(self._times, end)]

    def surge(self, now: datetime, find: Find) -> Surge | None:
        recent = self.within(now, max(SURGE_HOURS))
        if not may_surge(recent):
            return None
        days = range(1, SURGE_DAYS + 1)
        past = {
            hours: [count_mentions(self.within(now - day * DAY, hours)) for day in days]
            for hours in SURGE_HOURS
        }
        return find(recent, past, now)

    def alarms(
        self, since: datetime, until: datetime, find: Find = find_surge
    ) -> list[tuple[datetime, Surge]]:
        found: list[tuple[datetime, Surge]] = []
        now = since
        while now < until:
            surge = self.surge(now, find)
            if surge:
                found.append((now, surge))
            now += QUIET_AFTER if surge else STEP
        return found


def find_by_poisson(
    recent: Sequence[StoryMention], past: dict[int, list[int]], now: datetime
) -> Surge | None:
    """With a tail whose variance is its mean, to compare with."""
    for hours, counts in past.items():
        count = count_mentions(each for each in recent if each.at > now - timedelta(hours=hours))
        mean = (sum(counts) + 0.5) / len(counts)
        below = sum(math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(count))
        if count >= MIN_MENTIONS and 1 - below < LEVEL:
            return Surge(hours, count, 0, mean, 0)
    return None


def rhythm(at: datetime) -> float:
    """How much news there is at this time, of one."""
    hour = at.hour + at.minute / 60
    by_day = 0.09 + 0.91 * (0.5 * (1 - math.cos((hour - 3) / 12 * math.pi))) ** 1.3
    return float(by_day) * (0.55 if at.weekday() >= 5 else 1)


def drawn(rng: random.Random, since: datetime, days: float) -> datetime:
    while True:
        at = since + rng.random() * days * DAY
        if rng.random() < rhythm(at):
            return at


def source(rng: random.Random) -> str:
    """Some write much more than others."""
    return str(int(SOURCES ** rng.random()))


def weeks(rng: random.Random, a_day: float, days: int, burst: float) -> list[StoryMention]:
    mentions: list[StoryMention] = []
    while len(mentions) < a_day * days:
        at, story = drawn(rng, START, days), len(mentions)
        mentions.append(StoryMention(story, source(rng), at))
        while rng.random() < burst:
            at += timedelta(hours=rng.expovariate(1 / SPREAD))
            mentions.append(StoryMention(story, source(rng), at))
    return mentions


def false_alarms(months: int) -> None:
    print("false alarms of one follow in a month, and with a Poisson tail")
    print("mentions a day" + "".join(f"  bursts {burst:.0%}     " for burst in BURSTS))
    for a_day in A_DAY:
        cells = []
        for burst in BURSTS:
            counts = [0, 0]
            for seed in range(months):
                mentions = Mentions(weeks(random.Random(seed), a_day, SURGE_DAYS + 31, burst))
                since = START + (SURGE_DAYS + 1) * DAY
                for place, find in enumerate((find_surge, find_by_poisson)):
                    counts[place] += len(mentions.alarms(since, since + 30 * DAY, find))
            cells.append(f"{counts[0] / months:6.2f} {counts[1] / months:6.2f}")
        print(f"{a_day:14}" + "".join(f"  {cell}  " for cell in cells))


def recall(planted: int) -> None:
    print("planted surges found: so many sources within 45 minutes, within 150 minutes")
    sizes = (5, 6, 8, 12, 20)
    print("mentions a day" + "".join(f"{size:>12}" for size in sizes))
    for a_day in A_DAY[:6]:
        cells = []
        for size in sizes:
            found = [
                sum(is_found(seed, a_day, size, minutes) for seed in range(planted)) for minutes in (45, 150)
            ]
            cells.append(" ".join(f"{each / planted:5.0%}" for each in found))
        print(f"{a_day:14}" + "".join(f"{cell:>12}" for cell in cells))


def is_found(seed: int, a_day: float, size: int, minutes: int) -> bool:
    rng = random.Random(seed)
    usual = weeks(rng, a_day, SURGE_DAYS + 2, BURSTS[1])
    began = START + (SURGE_DAYS + 1) * DAY + timedelta(hours=rng.choice((6, 9, 12, 15)))
    length = timedelta(minutes=minutes)
    sources = rng.sample(range(SOURCES), size)
    surge = [StoryMention(-1, str(each), began + rng.random() * length) for each in sources]
    alarms = Mentions([*usual, *surge]).alarms(began, began + length + 2 * STEP)
    return bool(alarms)


def of_stream(path: Path) -> None:
    """What the day itself has, against a week of its own stories at other times."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    told: defaultdict[str, list[StoryMention]] = defaultdict(list)
    for number, row in enumerate(rows):
        at = datetime.fromisoformat(row["published"])
        text = RawText(row["text"], title=row.get("title"), source=row["source"])
        for name in analyse(text, now=at).names:
            told[name].append(StoryMention(number, row["source"], at))
    rng = random.Random(1)
    times = [each.at for mentions in told.values() for each in mentions]
    midnight = min(times).replace(hour=0, minute=0, second=0)
    counted = Counter({name: len(mentions) for name, mentions in told.items()})
    followed = [name for name, _ in counted.most_common(MOST_NAMES)]
    on_the_day, made_up = 0, 0
    for name in followed:
        made = [
            StoryMention(each.story_id, each.source, midnight - day * DAY + (rng.choice(times) - midnight))
            for day in range(1, 2 * SURGE_DAYS + 1)
            for each in told[name]
        ]
        mentions = Mentions([*made, *told[name]])
        made_up += len(mentions.alarms(midnight - SURGE_DAYS * DAY, midnight))
        for at, surge in mentions.alarms(midnight, midnight + DAY):
            on_the_day += 1
            what = f"{surge.mentions} in {surge.sources} sources within {surge.hours} h"
            print(f"  {at:%H:%M} {name}: {what}, usually {surge.usual:.1f}")
    print(
        f"{path.stem}: {len(followed)} names, {on_the_day} on the day, {made_up} in the made-up week before"
    )


if __name__ == "__main__":
    smoke = "--smoke" in sys.argv
    false_alarms(1 if smoke else MONTHS)
    recall(1 if smoke else PLANTED)
    for argument in sys.argv[1:]:
        if argument != "--smoke":
            of_stream(Path(argument))

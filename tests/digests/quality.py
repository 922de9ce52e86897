"""Figures in percent on the articles of our own; `python -m tests.digests.quality` prints them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import combinations

from digests.analysis import analyse
from digests.models.texts import Analysis, RawText
from digests.stories.grouping import group_stories
from digests.summaries.clauses import MAX_WHOLE
from tests.digests.rows import DATA, cells_of, rows_of

NOW = datetime(2025, 11, 21, 12, tzinfo=UTC)
LANGUAGES = ("ru", "kk", "en")
SENTENCES = 2
_DANGLING = re.compile(
    r"(?:[,:;(«„“\"–—-]|\b(?:и|а|но|в|на|с|к|о|от|до|из|за|по|что|не|of|the|a|to|in|on|and|мен|пен|және))$"
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article with what must come out of it."""

    opening: str
    topic: str
    labels: Mapping[str, str]
    text: str

    def words(self, label: str) -> set[str]:
        return {word.strip() for word in self.labels.get(label, "").split(";") if word.strip()}


@cache
def articles(language: str) -> tuple[tuple[Labelled, Analysis], ...]:
    read = (DATA / "quality" / f"articles_{language}.txt").read_text(encoding="utf-8")
    found = map(_labelled, read.split("\n## ")[1:])
    return tuple((one, analyse(RawText(one.text), now=NOW, sentences=SENTENCES)) for one in found)


def _labelled(block: str) -> Labelled:
    first, *lines = block.strip().splitlines()
    opening, topic = (part.strip() for part in first.split("|"))
    labels = dict(re.findall(r"^(news|opening|headline|names): (.*)$", block, flags=re.MULTILINE))
    return Labelled(opening, topic, labels, "\n".join(lines[len(labels) :]))


@cache
def figures() -> dict[str, float]:
    found = {}
    for language in LANGUAGES:
        rows = articles(language)
        found[f"news_told_{language}"] = share(_tells(one, said) for one, said in rows)
        found[f"opening_left_out_{language}"] = share(_leaves_out(one, said) for one, said in rows)
        found[f"headline_{language}"] = share(_names_the_news(one, said) for one, said in rows)
        found[f"headline_whole_{language}"] = share(_is_whole(said.headline) for _, said in rows)
        found[f"topic_{language}"] = share(said.topics[:1] == (one.topic,) for one, said in rows)
        found[f"language_{language}"] = share(said.language == language for _, said in rows)
        found |= dict(_names(language))
    return found | dict(_events())


def share(answers: Iterable[bool]) -> float:
    listed = list(answers)
    return round(100 * sum(listed) / len(listed), 1)


def _tells(one: Labelled, said: Analysis) -> bool:
    return any(one.labels["news"] in sentence.text for sentence in said.summary)


def _leaves_out(one: Labelled, said: Analysis) -> bool:
    return not any(words in sentence.text for words in one.words("opening") for sentence in said.summary)


def _names_the_news(one: Labelled, said: Analysis) -> bool:
    return one.labels["headline"] in said.headline


def _is_whole(headline: str) -> bool:
    return 0 < len(headline) <= MAX_WHOLE and not _DANGLING.search(headline)


def _names(language: str) -> Iterator[tuple[str, float]]:
    right = told = asked = 0
    for one, said in articles(language):
        names = one.words("names")
        wanted = {name for name in names if name[0] != "("}
        allowed = {name.strip("()") for name in names}
        right += len(wanted.intersection(said.names))
        told += len(set(said.names) - allowed)
        asked += len(wanted)
    yield f"names_found_{language}", round(100 * right / asked, 1)
    yield f"names_right_{language}", round(100 * right / (right + told), 1)


def _events() -> Iterator[tuple[str, float]]:
    reports = cells_of("quality/reports.txt")
    said = [analyse(RawText(text, title=title), now=NOW) for _, title, text in reports]
    got = _pairs(group_stories(said))
    names = [report[0] for report in reports]
    want = _pairs([i for i, name in enumerate(names) if name == event] for event in dict.fromkeys(names))
    yield "events_joined", round(100 * len(got & want) / len(want), 1)
    yield "events_joined_rightly", round(100 * len(got & want) / len(got), 1) if got else 0.0


def _pairs(groups: Iterable[Sequence[int]]) -> set[tuple[int, int]]:
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def floors() -> dict[str, float]:
    return {name: float(floor) for name, floor in (row.split() for row in rows_of("quality/floors.txt"))}


if __name__ == "__main__":
    for name, figure in figures().items():
        print(name, figure)  # noqa: T201 -- what this is for

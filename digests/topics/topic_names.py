"""Which topic somebody means by what they typed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import chain

from digests.models import Language, OwnTopic
from digests.text.rules import rule_lines
from digests.text.stemming import fold_word, tokenise

MIN_TOPIC_NAME, LONG_TOPIC_NAME, MAX_TOPIC_NAME = 4, 7, 40
_READINGS: tuple[Language | None, ...] = (None, "kk")

Name = tuple[frozenset[str], ...]


def topic_named(said: str, own: Sequence[OwnTopic] = ()) -> str | None:
    """A topic by its id or by a name in any language, in any inflection; `own` are the editors'."""
    wanted = _name(said)
    names = chain(_names(), ((topic.id, _name(name)) for topic in own for _, name in topic.names))
    return next((topic for topic, name in names if wanted and _same(wanted, name)), None)


def topic_like(said: str) -> str | None:
    """The one topic whose name this must be, with a slip or, in a long word, two after its first letter."""
    wanted = _letters(said)
    if not MIN_TOPIC_NAME <= len(wanted) <= MAX_TOPIC_NAME:
        return None
    near = [(slips(wanted, name), topic) for topic, name in _spelt() if name[0] == wanted[0]]
    least = min(near, default=(MAX_TOPIC_NAME, ""))[0]
    topics = {topic for count, topic in near if count == least}
    return (
        topics.pop() if len(topics) == 1 and least <= (2 if len(wanted) >= LONG_TOPIC_NAME else 1) else None
    )


def slips(one: str, other: str) -> int:
    """Letters that are wrong, missing, added or swapped (the optimal string alignment distance)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        last, row, two_ago = row, [i], before
        for j, wanted in enumerate(other, 1):
            row.append(min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != wanted)))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                row[j] = min(row[j], two_ago[j - 2] + 1)
        before = last
    return row[-1]


def _name(said: str) -> Name:
    words = [word for word in tokenise(said[: 2 * MAX_TOPIC_NAME].lower()) if word not in _around()]
    return tuple(frozenset(fold_word(word, language) for language in _READINGS) for word in words)


def _same(one: Name, other: Name) -> bool:
    return len(one) == len(other) and not any(a.isdisjoint(b) for a, b in zip(one, other, strict=True))


def _letters(said: str) -> str:
    words = tokenise(said.lower())
    return " ".join(word for word in words if word not in _around())


@cache
def _names() -> tuple[tuple[str, Name], ...]:
    return tuple((topic, _name(name)) for topic, name in _listed())


@cache
def _spelt() -> tuple[tuple[str, str], ...]:
    return tuple((topic, _letters(name)) for topic, name in _listed() if len(name) >= MIN_TOPIC_NAME)


@cache
def _listed() -> tuple[tuple[str, str], ...]:
    lines = [rule.split(" = ") for section, rule in rule_lines("topic_names.txt") if not section]
    return tuple((topic, name.strip()) for topic, names in lines for name in (topic, *names.split(",")))


@cache
def _around() -> frozenset[str]:
    lines = [rule for section, rule in rule_lines("topic_names.txt") if section == "around"]
    return frozenset(word for line in lines for word in line.split())

"""Which topic somebody means by what they typed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import chain

from digests.models.texts import Language
from digests.models.wishes import OwnTopic
from digests.text.edit_distance import edit_distance
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
    near = [(edit_distance(wanted, name), topic) for topic, name in _spelt() if name[0] == wanted[0]]
    least = min(near, default=(MAX_TOPIC_NAME, ""))[0]
    topics = {topic for count, topic in near if count == least}
    return (
        topics.pop() if len(topics) == 1 and least <= (2 if len(wanted) >= LONG_TOPIC_NAME else 1) else None
    )


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

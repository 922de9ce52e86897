"""Topics that editors define: what they may type, and which texts belong to them."""

from __future__ import annotations

import pytest

from digests.models.texts import Language
from digests.models.wishes import OwnTopic
from digests.topics.custom import (
    MAX_WORDS_OF_TOPIC,
    NAME_CHARACTERS,
    WORD_CHARACTERS,
    TopicProblem,
    own_topics_of,
    read_name,
    read_words,
    with_own,
)
from digests.topics.topic_names import topic_named

HOLIDAY = OwnTopic(
    "t1", (("kk", "Наурыз"), ("ru", "Наурыз"), ("en", "Nowruz")), ("наурыз", "көктем мерекесі")
)
BRIDGE = OwnTopic("t2", (("ru", "Мост через Урал"),), ("мост через Урал", "Ural bridge"))
OTHERS = " ".join(["Погода в городе обещает быть солнечной."] * 20)


def found(headline: str, body: str, language: Language = "ru") -> list[str]:
    return [topic for topic, _ in own_topics_of(headline, body, language, (HOLIDAY, BRIDGE))]


@pytest.mark.parametrize(
    ("headline", "body", "language", "topics"),
    [
        ("Наурызды қалай тойлаймыз", "Қалада ән айтылады.", "kk", ["t1"]),
        ("Праздник", "К Наурызу в городе поставят юрты.", "ru", ["t1"]),
        ("Мереке", "Ел көктем мерекесіне дайындалды.", "kk", ["t1"]),
        ("Мереке", "Елде көктем мерекесін атап өтті.", "kk", ["t1"]),
        ("Ремонт моста через Урал", "Работы начались.", "ru", ["t2"]),
        ("Repairs", "The Ural bridges were closed.", "en", ["t2"]),
        ("Мост закрыт", "Через реку Урал теперь ходит паром.", "ru", []),
        ("Погода", "Завтра солнечно.", "ru", []),
        ("", "", "unknown", []),
    ],
)
def test_words_in_any_inflection(headline: str, body: str, language: Language, topics: list[str]) -> None:
    assert found(headline, body, language) == topics


def test_a_passing_mention_is_not_enough_and_two_are() -> None:
    assert found("Погода", f"{OTHERS} Так было и в Наурыз.") == []
    assert found("Погода", f"{OTHERS} Так было и в Наурыз. До Наурыза потеплеет.") == ["t1"]


def test_the_surest_comes_first_and_all_come_after_the_built_in() -> None:
    headline, body = "Наурыз", "Наурыз отметили у моста через Урал."
    ((first, sure), (second, less)) = own_topics_of(headline, body, "ru", (BRIDGE, HOLIDAY))
    assert (first, second) == ("t1", "t2")
    assert 0.5 <= less < sure < 1
    assert with_own(("culture",), headline, body, "ru", (BRIDGE, HOLIDAY)) == ("culture", "t1", "t2")
    assert with_own(("culture",), headline, body, "ru", ()) == ("culture",)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("  Наурыз   мейрамы ", "Наурыз мейрамы"),
        ("<b>", "<b>"),
        ("…", TopicProblem("name-empty")),
        ("а" * (NAME_CHARACTERS + 1), TopicProblem("name-long", limit=NAME_CHARACTERS)),
        ("один, два", TopicProblem("name-signs")),
    ],
)
def test_names(said: str, name: str | TopicProblem) -> None:
    assert read_name(said) == name


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("наурыз, «көктем мерекесі»; Наурыз\nюрта", ("Наурыз", "көктем мерекесі", "юрта")),
        (" , ;", TopicProblem("words-none")),
        (
            ",".join(f"слово{n}" for n in range(MAX_WORDS_OF_TOPIC + 1)),
            TopicProblem("words-many", limit=MAX_WORDS_OF_TOPIC),
        ),
        ("юрта" * 20, TopicProblem("words-long", ("юрта" * 20)[:WORD_CHARACTERS], WORD_CHARACTERS)),
        ("юрта, и", TopicProblem("words-common", "и")),
        ("в году", TopicProblem("words-common", "в году")),
    ],
)
def test_words(said: str, words: tuple[str, ...] | TopicProblem) -> None:
    assert read_words(said) == words


@pytest.mark.parametrize(
    ("said", "topic"), [("наурызы", "t1"), ("NOWRUZ", "t1"), ("мосту через урал", "t2"), ("спорт", "sport")]
)
def test_they_are_found_by_name(said: str, topic: str) -> None:
    assert topic_named(said, (HOLIDAY, BRIDGE)) == topic

"""What readers follow: what they may type, and where it is found."""

from __future__ import annotations

import re
from typing import cast

import pytest

from digests.models.texts import Language, SummarySentence, Text
from digests.models.wishes import FollowedWords
from digests.search.follow_index import (
    MAX_FOLLOWED_CHARACTERS,
    MAX_FOLLOWED_WORDS,
    MAX_FOLLOWS,
    FollowIndex,
    FollowProblem,
    read_followed,
    same_words,
    written,
)
from tests.digests.marked import pairs_of

LATER = "Погода в городе обещает быть солнечной."


def index_of(*said: str) -> FollowIndex:
    index = FollowIndex()
    for number, each in enumerate(said, 1):
        read = read_followed(each)
        assert isinstance(read, tuple), read
        index.add(number, read[0])
    return index


@pytest.mark.parametrize(("asked", "wanted"), pairs_of("followed.txt"))
def test_in_all_inflections_and_spellings(asked: str, wanted: str) -> None:
    followed, language, headline = (cell.strip() for cell in asked.split("|"))
    names = tuple(re.findall(r"\[(.*?)\]", headline))
    text = Text(re.sub(r"[\[\]]", "", headline), LATER, cast("Language", language), names=names)
    found = index_of(followed).find(text, ())
    assert found == {"yes": {1: False}, "excluded": {1: True}, "no": {}}[wanted]


def test_a_passing_mention_is_none_but_what_is_excluded_may_stand_anywhere() -> None:
    index = index_of("метро", "Алматы -метро")
    text = Text("В Алматы открыли парк", f"{LATER} Рядом станция метро.", "ru")
    assert index.find(text, ()) == {2: True}
    told = Text("Парк", LATER, "ru", summary=(SummarySentence("Рядом станция метро.", 1),))
    assert index.find(told, ()) == {1: False}


def test_an_excluded_topic_is_told_by_the_texts_topics() -> None:
    index = index_of("Алматы -спорт")
    match = Text("В Алматы сыграли «Кайрат» и «Астана»", "Хозяева победили со счётом 2:1.", "ru")
    assert index.find(match, ("sport",)) == {1: True}
    assert index.find(match, ("society",)) == {1: False}


def test_many_are_found_in_one_pass() -> None:
    index = index_of(*(f"слово{chr(1072 + n % 32)}{chr(1072 + n // 32)}" for n in range(900)), "Тлендиев")
    assert index.find(Text("Музей Тлендиева", LATER, "ru"), ()) == {901: False}


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("Тлендиев", (FollowedWords("Тлендиев"),)),
        (" «Нургиса   Тлендиев» ", (FollowedWords("Нургиса Тлендиев"),)),
        ("Алматы -спорт −футбол", (FollowedWords("Алматы", ("спорт", "футбол")),)),
        ('Алматы -"зимний спорт"', (FollowedWords("Алматы", ("зимний спорт",)),)),
        ("-спорт Алматы", (FollowedWords("Алматы", ("спорт",)),)),
        ("Алматы – Астана", (FollowedWords("Алматы – Астана"),)),
        ("Усть-Каменогорск", (FollowedWords("Усть-Каменогорск"),)),
        ("Тлендиев, ЮНЕСКО\nтлендиев", (FollowedWords("тлендиев"), FollowedWords("ЮНЕСКО"))),
        ("", FollowProblem("none")),
        ("-спорт", FollowProblem("none")),
        ("🙂 …", FollowProblem("none")),
        ("и", FollowProblem("common", "и")),
        ("в году -спорт", FollowProblem("common", "в году")),
        ("я" * 61, FollowProblem("long", "я" * MAX_FOLLOWED_CHARACTERS, MAX_FOLLOWED_CHARACTERS)),
        ("а б в г д е ё ж з", FollowProblem("many-words", "а б в г д е ё ж з", MAX_FOLLOWED_WORDS)),
        (",".join(f"слово{n}" for n in range(51)), FollowProblem("many", limit=MAX_FOLLOWS)),
    ],
)
def test_what_is_typed(said: str, read: tuple[FollowedWords, ...] | FollowProblem) -> None:
    assert read_followed(said) == read


def test_it_is_written_as_it_can_be_typed() -> None:
    followed = FollowedWords("Алматы", ("спорт", "зимний парк"))
    assert written(followed) == 'Алматы -спорт -"зимний парк"'
    assert read_followed(written(followed)) == (followed,)


def test_the_same_words_in_another_form() -> None:
    assert same_words(FollowedWords("Тлендиева"), FollowedWords("Тлендиев", ("музей",)))
    assert not same_words(FollowedWords("Нургиса Тлендиев"), FollowedWords("Тлендиев"))
    assert not same_words(FollowedWords("Тлендиев"), FollowedWords("Нургиса Тлендиев"))

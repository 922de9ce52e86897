"""A question that was open when the program was brought up to date is answered all the same."""

from __future__ import annotations

import pytest

from bot.telegram.handlers.editor.corrections import WhichText
from bot.telegram.handlers.editor.custom_topics import TopicName, WhichNewName, WhichTopicWords
from bot.telegram.handlers.editor.draft_parts import WhichDraftHeadline
from bot.telegram.handlers.editor.feeds import WhichFeed
from bot.telegram.handlers.editor.new_topics import WhichFirstName, WhichNewWords, WhichTopicName
from bot.telegram.handlers.editor.parts import WhichDate, WhichHeadline
from bot.telegram.handlers.editor.story_edits import WhichStory
from bot.telegram.shared.questions import QUESTIONS, Question
from digests.topics.custom import NAME_CHARACTERS


@pytest.mark.parametrize(
    ("kept", "question"),
    [
        ("edit:12", WhichText(12)),
        ("draft-headline:4", WhichDraftHeadline(4)),
        ("date:12:40", WhichDate(12, 40)),
        ("headline:12:40", WhichHeadline(12, 40)),
        ("feed", WhichFeed()),
        ("merge:5", WhichStory(5)),
        ("topic-name", WhichTopicName()),
        ("topic-new-words:Мосты и дороги", WhichNewWords("Мосты и дороги")),
        ("topic-words:t4", WhichTopicWords("t4")),
        ("topic-first-name:t4.kk", WhichFirstName(TopicName("t4", "kk"))),
        ("topic-new-name:t12.en", WhichNewName(TopicName("t12", "en"))),
    ],
)
def test_a_question_is_kept_and_read_as_ever(kept: str, question: Question) -> None:
    assert QUESTIONS.decode(kept) == question
    assert QUESTIONS.encode(question) == kept


@pytest.mark.parametrize(
    "forged", ["edit", "edit:x", "feed:1", "topic-words:culture", "topic-new-name:t4.de"]
)
def test_what_is_no_question_is_none(forged: str) -> None:
    assert QUESTIONS.decode(forged) is None


def test_the_longest_name_fits() -> None:
    name = "😀" * NAME_CHARACTERS
    assert QUESTIONS.decode(QUESTIONS.encode(WhichNewWords(name))) == WhichNewWords(name)

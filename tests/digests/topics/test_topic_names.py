"""What somebody means by what they typed: a topic, a period."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.models.texts import TOPICS
from digests.text.periods import MAX_TYPED_PERIOD, split_period
from digests.topics.topic_names import topic_like, topic_named
from tests.digests.marked import pairs_of


@pytest.mark.parametrize(("said", "topic"), pairs_of("topic_names.txt"))
def test_a_topic_is_known_by_its_names(said: str, topic: str) -> None:
    known = topic_like(said[1:]) if said.startswith("~") else topic_named(said)
    assert (known or "-") == topic


@pytest.mark.parametrize("said", [said[1:] for said, _ in pairs_of("topic_names.txt") if said[:1] == "~"])
def test_a_slip_is_no_name(said: str) -> None:
    assert topic_named(said) is None or said.strip() in ("ит", "денсаулык")


@pytest.mark.parametrize("topic", TOPICS)
def test_each_topic_is_known_by_its_id(topic: str) -> None:
    assert topic_named(topic) == topic


@pytest.mark.parametrize(("said", "expected"), pairs_of("periods.txt"))
def test_a_period_stands_at_the_end(said: str, expected: str) -> None:
    split = split_period(said)
    found = "-" if split is None else f"{split.words} | {split.period.total_seconds() / 3600:.0f}"
    assert (found if split is None or split.sure else f"{found} | ?").strip() == expected


@given(st.text(max_size=60))
def test_anything_may_be_typed(said: str) -> None:
    topic_named(said)
    topic_like(said)
    split = split_period(said)
    assert split is None or split.period <= MAX_TYPED_PERIOD

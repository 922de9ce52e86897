"""Callback data: what is made is read back; what was not made here is not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.views.common.buttons import BUTTONS
from bot.views.common.message import Button, in_pairs
from bot.views.common.origin import (
    EDITION,
    DigestPeriod,
    FromArticle,
    FromEdition,
    FromHistory,
    FromMore,
    FromPreview,
    FromSaved,
    FromSearch,
    FromTopic,
    decode_origin,
    encode_origin,
)
from bot.views.reader.answer_buttons import OpenStory, SaveStory

LAST = DigestPeriod(720, datetime.fromtimestamp(999_999_999 * 60, UTC))


@pytest.mark.parametrize(
    ("labels", "rows"),
    [
        ("a b c", "ab c"),
        ("a eighteen_lettersis b", "aeighteen_lettersis b"),
        ("a b nineteen_letters_ar c d", "ab nineteen_letters_ar cd"),
        ("nineteen_letters_ar a b c", "nineteen_letters_ar ab c"),
    ],
)
def test_a_long_button_parts_no_others(labels: str, rows: str) -> None:
    pairs = in_pairs([Button(label) for label in labels.split()])
    assert ["".join(button.text for button in row) for row in pairs] == rows.split()


def test_the_longest_fits() -> None:
    assert len(BUTTONS.encode(OpenStory(999_999_999_999, 999, LAST))) <= 64
    assert len(BUTTONS.encode(SaveStory(999_999_999_999, True, 999, FromTopic("t999999999", LAST)))) <= 64


@pytest.mark.parametrize(
    "forged",
    [
        "", "1", "1:", ":", "0:settings", "2:settings", "1:nothing", "1:settings:1", "1:story",
        "1:story:x:0:e", "1:story:-1:0:e", "1:story:1:0", "1:story:1:0:e:e", "1:story:1:0:24.",
        "1:topic:culture:2:s", "1:topic:куль:1:s", "1:lang:de:s", "1:story:9999999999999:0:e",
        "1:story:١٢:0:e", "\x00", "1:story:1:0:e\n",
    ],
)  # fmt: skip
def test_forged_data_means_nothing(forged: str) -> None:
    assert BUTTONS.decode(forged) is None


@given(st.text(max_size=64))
def test_any_data_is_read_without_an_error(received: str) -> None:
    BUTTONS.decode(received)


def test_an_answer_is_found_again_to_the_end_of_its_minute() -> None:
    answer = DigestPeriod.at(timedelta(days=7), datetime(2026, 3, 2, 4, 0, 30, tzinfo=UTC))
    assert answer == DigestPeriod(168, datetime(2026, 3, 2, 4, 1, tzinfo=UTC))
    preview = FromPreview(answer)
    more = (FromMore(EDITION, 1), FromMore(answer, 0), FromMore(preview, 2), FromMore(FromEdition(9), 3))
    places = (
        FromArticle(12),
        FromSearch(7, 2),
        FromSaved(1),
        FromHistory(0),
        FromEdition(9),
        FromTopic("t4", answer),
    )
    for shown in (answer, preview, EDITION, None, *places, *more):
        assert decode_origin(encode_origin(shown)) == shown

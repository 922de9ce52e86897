"""Formatting that people chose comes through; whatever else they typed is only text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.markup.parse_html import parse_html
from bot.views.common.formatting import MARK_KINDS, Mark, formatted
from bot.views.common.html import plain_text


@pytest.mark.parametrize(
    ("plain", "marks", "expected"),
    [
        ("a < b & c", [], "a &lt; b &amp; c"),
        ("<b>no</b>", [], "&lt;b&gt;no&lt;/b&gt;"),
        ("Сегодня", [Mark("bold", 0, 7)], "<b>Сегодня</b>"),
        ("👍 да", [Mark("italic", 3, 5)], "👍 <i>да</i>"),
        ("ab", [Mark("italic", 0, 2), Mark("blockquote", 0, 2)], "<blockquote><i>ab</i></blockquote>"),
        ("abc", [Mark("underline", 1, 2), Mark("bold", 0, 3)], "<b>a<u>b</u>c</b>"),
        ("abc", [Mark("bold", 0, 1), Mark("strikethrough", 2, 3)], "<b>a</b>b<s>c</s>"),
        ("ab", [Mark("spoiler", 0, 1), Mark("code", 1, 2)], "<tg-spoiler>a</tg-spoiler><code>b</code>"),
        ("a", [Mark("expandable_blockquote", 0, 1)], "<blockquote expandable>a</blockquote>"),
        (
            "тут",
            [Mark("text_link", 0, 3, "https://a.kz/?x=1&y=2")],
            '<a href="https://a.kz/?x=1&amp;y=2">тут</a>',
        ),
        ("тут", [Mark("text_link", 0, 3, "javascript:alert(1)")], "тут"),
        ("ab", [Mark("bold", -5, 1), Mark("italic", 1, 99)], "<b>a</b><i>b</i>"),
        ("ab", [Mark("bold", -5, 0), Mark("italic", 2, 3)], "ab"),
    ],
)
def test_marks_become_tags(plain: str, marks: list[Mark], expected: str) -> None:
    assert formatted(plain, marks) == expected


MARKS = st.builds(Mark, st.sampled_from(sorted(MARK_KINDS)), st.integers(-9, 40), st.integers(-9, 40))


WORDS = st.text(st.characters(exclude_categories=["C", "Z"], max_codepoint=0xFFFF), max_size=30)


@given(WORDS, st.lists(MARKS, max_size=9))
def test_whatever_the_marks_no_word_is_lost_and_tags_close(plain: str, marks: list[Mark]) -> None:
    shown = formatted(plain, [mark for mark in marks if mark.kind not in ("pre", "code")])
    assert plain_text(shown) == plain
    assert parse_html(shown)[0] == plain

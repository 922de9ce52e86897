"""Bytes to text, with and without a mark that tells how."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from digests.text.encodings import decode, decode_declared, looks_binary

TEXTS = (
    "Мост",
    "Мостчерезрекуоткрыли",
    "Мост через Тобол открыли утром.",
    "Көпір таңертең ашылды, әкім қатысты.",
    "The bridge opened.",
    "12,5",
    "«Мост» — № 7",
    "Первая строка\nВторая строка\n",
    "<p>大桥通车，市长宣布新的大桥正式通车。大桥的建设历时三年。</p>",
    "<rss version='2.0'><channel><title>Вести</title></channel></rss>",
)
LETTERS = "абвгдежзиклмнопрстуфхцчшщыэюяАБВГДҚӘҢҒҮҰӨІқәңғүұөіabcxyzABC"
words = st.text(st.sampled_from(LETTERS + LETTERS + "0123456789 .,!?«»—№\n"), min_size=1, max_size=80)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark(text: str, encoding: str) -> None:
    content = text.encode(encoding)
    assert decode(content) == decode_declared(content, [None]) == text
    assert not looks_binary(content)


def test_a_torn_letter_at_the_end_costs_no_other() -> None:
    assert decode("Мост открыли".encode("utf-16-le")[:-1]) == "Мост открыл"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_marks(mark: bytes, encoding: str) -> None:
    assert decode(mark + "Мост открыли".encode(encoding)) == "Мост открыли"


def test_markup_that_says_nothing_of_its_letters_is_western_when_it_is_nothing_of_ours() -> None:
    markup = "<title>Él año de la señora</title>"
    assert decode_declared(markup.encode("cp1252"), [None]) == markup


@given(words, st.sampled_from(["utf-16-le", "utf-16-be"]))
def test_any_text_of_ours_in_utf_16_is_read_back(text: str, encoding: str) -> None:
    signs = sum(sign in "«»—№" for sign in text)
    assume(5 * signs < len(text))
    assert decode(text.encode(encoding)) == text


@given(words)
def test_no_text_in_utf_8_is_taken_for_utf_16(text: str) -> None:
    assert decode(text.encode()) == decode_declared(text.encode(), [None]) == text


@pytest.mark.parametrize("content", [b"\0" * 300, bytes(range(256)), b"PK\x03\x04\0\0\0\0\x08\0"])
def test_what_is_no_text(content: bytes) -> None:
    assert looks_binary(content)

"""What is written is read back as it was; what was not written here is nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.views.common.codec import ChatNumber, Codec, Number


class Data:
    __slots__ = ()


CODEC = Codec[Data]("1", 64)


@CODEC.named("settings")
@dataclass(frozen=True, slots=True)
class OpenSettings(Data):
    pass


@CODEC.named("lang")
@dataclass(frozen=True, slots=True)
class ChooseLanguage(Data):
    language: Literal["ru", "kk", "en"]
    on: bool


@CODEC.named("channel")
@dataclass(frozen=True, slots=True)
class OpenChannel(Data):
    chat: ChatNumber
    page: Number


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (OpenSettings(), "1:settings"),
        (ChooseLanguage("kk", on=True), "1:lang:kk:1"),
        (OpenChannel(-1001234567890, 0), "1:channel:-1001234567890:0"),
    ],
)
def test_a_value_is_a_name_and_its_fields(value: Data, text: str) -> None:
    assert CODEC.encode(value) == text
    assert CODEC.decode(text) == value


@pytest.mark.parametrize(
    "forged",
    [
        "", "1", "1:", ":", "0:settings", "settings", "1:nothing", "1:settings:", "1:settings:1", "1:lang",
        "1:lang:de:1", "1:lang:kk:2", "1:lang:kk", "1:lang:kk:1:s", "1:channel:x:0", "1:channel:1:-1",
        "1:channel:1:١", "1:channel:1:0\n", "1:channel:1:9999999999999", "\x00",
    ],
)  # fmt: skip
def test_forged_text_means_nothing(forged: str) -> None:
    assert CODEC.decode(forged) is None


@given(st.text(max_size=64))
def test_any_text_is_read_without_an_error(text: str) -> None:
    CODEC.decode(text)


@given(st.integers(-(10**16) + 1, 10**16 - 1), st.integers(0, 10**12 - 1))
def test_every_value_comes_back(chat: int, page: int) -> None:
    value = OpenChannel(chat, page)
    assert CODEC.decode(CODEC.encode(value)) == value


@pytest.mark.parametrize("value", [OpenChannel(1, -1), OpenChannel(10**17, 0), ChooseLanguage("fr", on=True)])  # type: ignore[arg-type]
def test_what_could_not_be_read_back_is_not_written(value: Data) -> None:
    with pytest.raises(ValueError, match="would not be read back"):
        CODEC.encode(value)


def test_what_is_too_long_is_not_written() -> None:
    short = Codec[Data]("1", 10)
    short.named("channel")(OpenChannel)
    with pytest.raises(ValueError, match="would not be read back"):
        short.encode(OpenChannel(-1001234567890, 0))


def test_a_name_is_given_once() -> None:
    with pytest.raises(ValueError, match="is the name of"):
        CODEC.named("lang")(OpenSettings)


def test_a_field_needs_a_form() -> None:
    @dataclass(frozen=True)
    class Unwritable(Data):
        words: str

    Unwritable.__annotations__["words"] = str
    with pytest.raises(TypeError, match="no form"):
        CODEC.named("words")(Unwritable)

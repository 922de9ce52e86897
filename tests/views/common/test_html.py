"""Escaping, lengths and links, as Telegram counts them."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.markup.parse_html import parse_html
from bot.views.common.html import (
    MAX_UNITS,
    Html,
    bold,
    clip,
    fits,
    folded,
    link,
    plain_text,
    seen,
    text,
    units,
)


@given(st.text(), st.text())
def test_any_text_survives_telegrams_parser(words: str, url: str) -> None:
    """The playground's parser stands for Telegram's."""
    markup = folded(Html(bold(text(words)) + " " + link(text(words), url)))
    parsed, _ = parse_html(markup)
    assert parsed == plain_text(markup)


@pytest.mark.parametrize("words", ["<b>", "&amp;", "a < b > c & d", '"quoted"', "</blockquote>", "&#60;"])
def test_markup_in_a_text_is_shown_as_it_was_typed(words: str) -> None:
    assert parse_html(text(words))[0] == words


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://gov.kz/1?a=1&b=2", True),
        ('https://gov.kz/"><b>', True),
        ("http://сайт.қаз/жол", True),
        ("javascript:alert(1)", False),
        ("tg://user?id=1", False),
        (" javascript:alert(1)//gov.kz", False),
        ("JavaScript://gov.kz/%0aalert(1)", False),
        ("java\nscript://gov.kz/", False),
        ("data:text/html,gov.kz", False),
        ("//gov.kz/", False),
        ("https://", False),
        ("https://[broken", False),
        ("gov.kz", False),
        ("https://gov.kz/" + "x" * 3000, False),
        ("https://gov.kz/\u202e", False),
        ("https://gov.kz@example.org/", False),
        ("https://gov.kz:443@example.org/", False),
        ("https://example.org\\.gov.kz/", False),
        ("https://gov.kz/@editor", True),
    ],
)
def test_only_web_addresses_become_links(url: str, linked: bool) -> None:
    markup = link(text("source"), url)
    assert markup.startswith('<a href="') is linked
    assert len(parse_html(markup)[1]) == linked


def steers(sign: str) -> bool:
    """Whether it is a control, or a mark that sets the direction of what follows."""
    direction = unicodedata.bidirectional(sign)
    embeds = direction in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    return embeds or unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"} or sign in "\u061c\u200e\u200f"


def test_no_sign_of_a_title_turns_what_follows_round() -> None:
    steering = [sign for sign in map(chr, range(sys.maxunicode + 1)) if steers(sign) and sign != "\n"]
    assert len(steering) > 2_000
    assert [hex(ord(sign)) for sign in steering if sign in text(f"Музей{sign}·")] == []
    assert [hex(ord(sign)) for sign in steering if seen(f"https://gov.kz/{sign}").endswith(sign)] == []


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Му\u00adзей\u200b от\u2060кры\ufeffлся", "Музей открылся"),
        ("отчёт\u202efdp.txt", "отчёт fdp.txt"),
        ("\u2067Музей\u2069", " Музей "),
        ("\u200fשלום", "שלום"),
        ("👩\u200d💻 ❤️", "👩\u200d💻 ❤️"),
        ("\u3164", ""),
    ],
)
def test_what_nobody_sees_goes_and_emoji_stay(words: str, shown: str) -> None:
    assert text(words) == shown


def test_units_are_counted_after_parsing() -> None:
    assert units("a🙂я") == 4
    assert fits(bold(text("&" * MAX_UNITS)))
    assert not fits(text("🙂" * (MAX_UNITS // 2 + 1)))
    assert not fits(Html(bold(text("x")) * 101))


@given(st.text(max_size=300), st.integers(1, 50))
def test_a_clipped_text_is_within_its_limit(words: str, limit: int) -> None:
    assert units(clip(words, limit)) <= max(limit, 1)


def test_a_text_is_clipped_between_words() -> None:
    assert clip("Министр провела встречу в Париже", 20) == "Министр провела…"
    assert clip("Короткий", 20) == "Короткий"
    assert clip("🙂" * 10, 5) == "🙂🙂…"

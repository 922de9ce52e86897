"""What a search leaves out in words: "погода кроме Москвы", "Алматыдан басқа", "Трамп Ирансыз"."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from digests.text.rules import rule_lines

MIN_WITHOUT = 3  # letters before "-сыз"
_WORD = r"[^\W_]{1,40}(?:-[^\W_]{1,40}){0,3}"
_FROM = r"(?:дан|ден|тан|тен|нан|нен)"
_QUOTED = re.compile(r"(\"[^\"]*\"|«[^«»]*»|“[^“”]*”)")


def with_minus(said: str) -> str:
    """Such words as a minus before each word that is left out; what stands in quotes stays."""
    return _changed(_surely(), _with_minus, said)


def possibly_left_out(said: str) -> tuple[str, str] | None:
    """What may be left out, as a phrase to look for and with a minus: "город без воды" names a city that has
    none. None where nothing may be.
    """
    phrase = _changed(_maybe(), _as_phrase, said)
    return None if phrase == said else (phrase, _changed(_maybe(), _with_minus, said))


def _changed(pattern: re.Pattern[str], change: Callable[[re.Match[str]], str], said: str) -> str:
    """Outside quotes."""
    parts = _QUOTED.split(said)
    return "".join(part if at % 2 else pattern.sub(change, part) for at, part in enumerate(parts))


def _as_phrase(match: re.Match[str]) -> str:
    return f'"{match[0]}"'


def _with_minus(match: re.Match[str]) -> str:
    said = next(filter(None, match.groups()))
    words = [word for word in re.findall(_WORD, said) if word.lower() not in _words("and")]
    return " ".join(f"-{word}" for word in words)


@cache
def _surely() -> re.Pattern[str]:
    saying, after = _either("saying"), _either("after")
    return _compiled(
        rf"(?<![\w-]){_either('before')}\s(?!{saying}\b)({_list()})",
        rf"(?<![\w-])([^\W\d_]{{2,30}}?){_FROM}\s{after}(?!\w)",
    )


@cache
def _maybe() -> re.Pattern[str]:
    letters = rf"[^\W\d_]{{{MIN_WITHOUT},30}}?"
    return _compiled(
        rf"(?<![\w-]){_either('maybe before')}\s({_list()})",
        rf"(?<![\w-])([^\W\d_]{{2,30}})\s{_either('maybe after')}(?!\w)",
        rf"(?<![\w-])({letters}){_either('maybe ending')}(?!\w)",
    )


def _compiled(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE)


def _list() -> str:
    return rf"{_WORD}(?:(?:,\s?|\s{_either('and')}\s){_WORD}){{0,3}}"


def _either(section: str) -> str:
    words = sorted(_words(section), key=len, reverse=True)
    return "(?:" + "|".join(word.replace("_", " ") for word in words) + ")"


@cache
def _words(section: str) -> frozenset[str]:
    return frozenset(
        word for name, line in rule_lines("left_out_words.txt") if name == section for word in line.split()
    )

"""The dictionary of Russian words, consulted once for each."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any, NamedTuple

CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
_KINDS = {"Name": "name", "Surn": "surname", "Patr": "patronymic", "Geox": "place", "Orgn": "organisation"}
_PROPER = frozenset(_KINDS.values())


class WordForm(NamedTuple):
    """One reading of a name's form: `base` is its nominative."""

    gender: str
    case: str
    base: str


class WordParse(NamedTuple):
    """What the dictionary says about a word. `kind`: the kind of name, else the part of speech."""

    kind: str
    gender: str
    case: str
    plural: bool
    fixed: bool
    animate: bool
    base: str

    @property
    def proper(self) -> bool:
        return self.kind in _PROPER


def capital(base: str, like: str) -> str:
    """`base` capitalised as `like` is: "санкт-петербург" like "Санкт-Петербурге"."""
    if like.isupper():
        return base.upper()
    parts = zip(base.split("-"), like.split("-"), strict=False)
    return "-".join(part[:1].upper() + part[1:] if shape[:1].isupper() else part for part, shape in parts)


def as_spelled(base: str, word: str) -> str:
    """`base` without ё if the word has none: dictionaries write ё, newspapers do not."""
    return base if "ё" in word.lower() else base.replace("ё", "е")


@lru_cache(maxsize=1 << 15)
def word_parses(word: str) -> tuple[WordParse, ...]:
    """All entries of the dictionary for a word; nothing is guessed."""
    return tuple(_reading(parse) for parse in _dictionary().parse(word))


def is_known(word: str) -> bool:
    return bool(word_parses(word))


@lru_cache(maxsize=1 << 15)
def forms(word: str, kind: str) -> tuple[WordForm, ...]:
    """The singular cases of a word as a name of this kind; "Обама" may be a man's and a woman's."""
    return tuple(
        WordForm(gender, found.case, found.base)
        for found in word_parses(word)
        if found.kind == kind and not found.plural and found.case in CASES
        for gender in ((found.gender,) if found.gender else ("masc", "femn"))
    )


@lru_cache(maxsize=20_000)
def parses(word: str) -> list[Any]:
    """The most likely reading first, guessed if the dictionary has none; slower than `word_parses`."""
    parses: list[Any] = _analyser().parse(word)
    return parses


def _reading(parse: Any) -> WordParse:  # noqa: ANN401 -- pymorphy3 has no types
    kind, gender, case, plural, fixed, animate = _marks(parse.tag)
    # A woman's surname has the man's as its normal form.
    base = parse.inflect({"nomn"}).word if kind == "surname" and gender == "femn" else parse.normal_form
    return WordParse(kind, gender, case, plural, fixed, animate, base)


@lru_cache(maxsize=4096)
def _marks(tag: Any) -> tuple[str, str, str, bool, bool, bool]:  # noqa: ANN401 -- pymorphy3 has no types
    kind = next((name for mark, name in _KINDS.items() if mark in tag), str(tag.POS))
    return kind, str(tag.gender or ""), str(tag.case or ""), "plur" in tag, "Fixd" in tag, "anim" in tag


@cache
def _analyser() -> Any:  # noqa: ANN401 -- pymorphy3 has no types
    import pymorphy3

    return pymorphy3.MorphAnalyzer()


@cache
def _dictionary() -> Any:  # noqa: ANN401 -- pymorphy3 has no types
    import pymorphy3
    from pymorphy3.units import DictionaryAnalyzer

    return pymorphy3.MorphAnalyzer(units=[DictionaryAnalyzer()], probability_estimator_cls=None)

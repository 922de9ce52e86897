"""Russian surnames: their cases by gender, by their endings or by the dictionary."""

from __future__ import annotations

from functools import lru_cache

from digests.names.russian_endings import by_surname_ending, guessed
from digests.names.russian_morphology import CASES, WordForm, capital, forms, is_known, word_parses


@lru_cache(maxsize=20_000)
def surname_forms(word: str) -> tuple[WordForm, ...]:
    """The cases of what is a surname beyond doubt; a first name may be one: "Перизат Кайрат"."""
    return by_surname_ending(word) or forms(word, "surname")


@lru_cache(maxsize=20_000)
def possible_forms(word: str) -> tuple[WordForm, ...]:
    """The cases of a word that may be a surname beside a first name: "Мур" of a woman never changes."""
    if not is_known(word):
        return guessed(word)
    if names := forms(word, "name"):
        return names
    nouns = [found for found in word_parses(word) if found.kind == "NOUN" and not found.plural]
    men = [WordForm("masc", found.case, found.base) for found in nouns if found.case in CASES]
    women = [WordForm("femn", case, word.lower()) for case in CASES] if men else []
    return (*men, *women)


@lru_cache(maxsize=20_000)
def alone(word: str, woman: bool = False) -> str | None:
    """The base form of a surname that stands alone, of two genders a man's unless `woman`."""
    found = surname_forms(word)
    # "Жамбылской и Алматинской областей": a surname in -ской stands alone too seldom.
    if not found or _is_common(word) or word.endswith(("ской", "цкой")):
        return None
    gender = "femn" if woman else "masc"
    order = sorted(found, key=lambda form: (form.gender != gender, CASES.index(form.case)))
    return capital(order[0].base, word)


def _is_common(word: str) -> bool:
    """Whether a dictionary knows the word and not as a surname, or as a word and a name both."""
    known = word_parses(word)
    return bool(known) and not all(found.kind == "surname" for found in known)

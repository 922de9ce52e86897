"""Russian surnames: their cases by gender, by their endings or by the dictionary."""

from __future__ import annotations

from functools import cache, lru_cache

from digests.names.russian_endings import by_surname_ending, guessed
from digests.names.russian_morphology import CASES, WordForm, capital, forms, is_known, word_parses
from digests.text.rules import rule_lines
from digests.text.stemming import fold_word


@lru_cache(maxsize=20_000)
def surname_forms(word: str) -> tuple[WordForm, ...]:
    """The cases of what is certainly a surname; it may also be a first name: "Перизат Кайрат"."""
    return by_surname_ending(word) or forms(word, "surname")


@lru_cache(maxsize=20_000)
def possible_forms(word: str) -> tuple[WordForm, ...]:
    """The cases of a word that may be a surname after a first name; a woman's "Мур" never changes."""
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
    """The base form of a surname without a first name; the man's if both are possible, unless `woman`."""
    found = surname_forms(word)
    # "Жамбылской и Алматинской областей": a surname in -ской stands alone too seldom.
    if not found or _is_common(word) or word.endswith(("ской", "цкой")):
        return None
    gender = "femn" if woman else "masc"
    order = sorted(found, key=lambda form: (form.gender != gender, CASES.index(form.case)))
    return capital(order[0].base, word)


def _is_common(word: str) -> bool:
    """Whether the dictionary knows the word, but not (or not only) as a surname."""
    known = word_parses(word)
    return bool(known) and not all(found.kind == "surname" for found in known)


def news_surname(word: str, *, in_doubt: bool) -> str:
    """A surname that is common in the news. `in_doubt`: only in the nominative, as "Маска" may open a
    sentence about masks.
    """
    surname = news_surnames().get(fold_word(word), "")
    if word == surname or in_doubt or not surname:
        return surname if word == surname else ""
    bases = {form.base for form in (*guessed(word), *by_surname_ending(word))}
    return surname if surname.lower() in bases else ""


@cache
def news_surnames() -> dict[str, str]:
    rules = (rule for section, rule in rule_lines("names_words.txt") if section == "surnames_ru")
    return {fold_word(surname): surname for rule in rules for surname in rule.split()}

"""Names in Kazakh texts: capital words without their case endings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from digests.folding import fold_word
from digests.mentions import INITIAL, RUN, Mention, opens_sentence
from digests.rules import rule_lines

_CASE = re.compile(
    r"(?<=[^\W\d_]{3})(?:-?(?:ның|нің|дың|дің|тың|тің|ға|ге|қа|ке|ны|ні|ды|ді|ты|ті|дағы|дегі|тағы|тегі|"
    r"да|де|та|те|дан|ден|(?<!с)тан|тен|нан|нен|мен|бен|пен))$"
)
_SURNAME = re.compile(r".{3,}(?:ов|ев|ова|ева|ин|ина|ұлы|улы|қызы|кызы|бай|бек|баев|баева|ский)$")
_INITIALS = re.compile(rf"^((?:{INITIAL} ?){{1,2}})(.+)$")
_ACRONYM = re.compile(r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]{3,7}")
_WORD_BEFORE = re.compile(r"([^\W\d_][\w-]*)[\s,]*$")


def mentions(sentence: str) -> list[Mention]:
    return [mention for run in RUN.finditer(sentence) for mention in _in_run(sentence, run)]


def base_form(word: str) -> str:
    """The word without a case ending: "Тоқаевтың" → "Тоқаев"."""
    return _CASE.sub("", word)


def _in_run(sentence: str, run: re.Match[str]) -> Iterator[Mention]:
    initials = _INITIALS.match(run[0])
    words = (initials[2] if initials else run[0]).split(" ")
    if len(words) > 2 and opens_sentence(sentence, run.start()):
        words = words[-2:]
    last = base_form(words[-1])
    if initials and len(words) == 1:
        yield Mention("person", last, initials[1].replace(" ", "").strip())
    elif len(words) == 2 and _is_person(sentence, run, last):
        yield Mention("person", last, words[0])
    else:
        yield from _singles(words)


def _is_person(sentence: str, run: re.Match[str], last: str) -> bool:
    if last.isupper() or _place(last):
        return False
    before = _WORD_BEFORE.search(sentence[max(0, run.start() - 40) : run.start()])
    return bool(_SURNAME.fullmatch(last)) or bool(before and before[1].lower() in _words("office"))


def _singles(words: list[str]) -> Iterator[Mention]:
    for word in words:
        base = base_form(word)
        if place := _place(word):
            yield Mention("place", place)
        elif _ACRONYM.fullmatch(base) and base not in _words("acronym"):
            yield Mention("organisation", base)
        elif len(words) == 1 and re.fullmatch(r".{3,}(?:[ое]ва?|ұлы|қызы)", base):
            yield Mention("person", base)


def _place(word: str) -> str | None:
    return _places().get(fold_word(word, "kk"))


@cache
def _places() -> dict[str, str]:
    """The stem of a place's first name in aliases.txt → its Kazakh name, if that differs."""
    groups = [
        [name.strip() for name in rule.split("=")]
        for kind, rule in rule_lines("aliases.txt")
        if kind == "place"
    ]
    return {
        fold_word(group[0]): next((n for n in group if not n.isascii() and _KAZAKH.search(n)), group[0])
        for group in groups
    }


_KAZAKH = re.compile("[әғқңөұүһі]|й$", re.IGNORECASE)


@cache
def _words(section: str) -> frozenset[str]:
    found = (rule for name, rule in rule_lines("names_words.txt") if name == section)
    return frozenset(word for rule in found for word in rule.split())

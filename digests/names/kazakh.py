"""Names in Kazakh texts: capitalised words without their case endings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from digests.names.mention import INITIALS, RUN, Mention, opens_sentence, word_after, word_before
from digests.text.rules import rule_lines
from digests.text.stemming import fold_word

_ENDINGS = (
    "ның|нің|дың|дің|тың|тің|ға|ге|қа|ке|ны|ні|ды|ді|ты|ті|дағы|дегі|тағы|тегі|"
    "да|де|та|те|дан|ден|(?<!с)тан|тен|нан|нен|мен|бен|пен"
)
_CASE = re.compile(rf"(?<=[^\W\d_]{{3}})(?:-?(?:{_ENDINGS}))$")
_ACRONYM = re.compile(rf"([A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]{{2,7}})(?:-?(?:{_ENDINGS}))?")
_SURNAME = re.compile(r".{3,40}(?:[оеё]ва?|ина?|ұлы|улы|қызы|кызы|бай|бек|ский|ская)")
_PATRONYMIC = re.compile(r".{3,40}(?:ұлы|улы|қызы|кызы|вич|вна)")
_REGION = re.compile(r"(облыс|аудан|қала|ауыл|кент)с?[ыі]\w{0,8}")
_AFTER_QUOTES = re.compile(r"[»”\"“]\s?(\w+)")
_QUOTED = re.compile(r"[«“\"]([^\W\d_a-zа-яёәғқңөұүһі][^«»\"“”.,!?:;()]{1,40})(?=[»”\"“])")
MAX_NAME_WORDS = 3


def mentions(sentences: Sequence[str]) -> Iterator[Mention]:
    for sentence in sentences:
        for run in RUN.finditer(sentence):
            yield from _in_run(sentence, run)
        yield from _quoted(sentence)


def base_form(word: str) -> str:
    """The word without a case ending: "Тоқаевтың" → "Тоқаев"."""
    return _CASE.sub("", word)


def _quoted(sentence: str) -> Iterator[Mention]:
    """«Самұрық-Қазына» қоры: a noun after the quotation shows that it is an organisation."""
    for found in _QUOTED.finditer(sentence):
        noun = _AFTER_QUOTES.match(sentence, found.end())
        if noun and len(found[1].split()) <= MAX_NAME_WORDS and fold_word(noun[1], "kk") in _organisations():
            yield Mention("organisation", found[1].strip())


def _in_run(sentence: str, run: re.Match[str]) -> Iterator[Mention]:
    initials = INITIALS.match(run[0]) if "." in run[0] else None
    words = (initials[2] if initials else run[0]).split(" ")
    if initials:
        yield Mention("person", base_form(words.pop(0)), initials[1].replace(" ", "").strip())
    opening = not initials and opens_sentence(sentence, run.start())
    before, after = word_before(sentence, run.start()).lower(), word_after(sentence, run.end())
    if words and (region := _region(words, before, after)):
        yield region
        words, after = words[:-1], ""
    at = 0
    while at < len(words):
        last = at + 3 >= len(words)
        taken, mention = _next(words[at:], before, after if last else "", opening and at == 0)
        if mention:
            yield mention
        at += taken
        before = words[at - 1].lower()


def _region(words: Sequence[str], before: str, after: str) -> Mention | None:
    """ "Шығыс Қазақстан облысында" → "Шығыс Қазақстан облысы", "Семей қаласы" → "Семей"."""
    noun = _REGION.fullmatch(after)
    named = words[-1]
    if not noun or named in _words("no_first_name") or named != (_place(named) or base_form(named)):
        return None
    if len(words) > 1 and _is_person(words[-2:], before, ""):
        return None
    if noun[1] not in ("облыс", "аудан"):
        return Mention("place", _place(named) or named)
    side = f"{words[-2]} " if len(words) > 1 and words[-2] in _words("side") else ""
    return Mention("place", f"{side}{named} {noun[1]}ы")


def _next(words: list[str], before: str, after: str, opening: bool) -> tuple[int, Mention | None]:
    """How many of `words` their first name takes, and what it is."""
    if _is_office(words[0]):
        return 1, None
    if len(words) > 2 and _PATRONYMIC.fullmatch(words[1]) and _is_person([words[0], words[2]], before, ""):
        return 3, Mention("person", base_form(words[2]), words[0])
    if len(words) > 1 and _is_person(words, before, after if len(words) == 2 else "", opening):
        return 2, Mention("person", base_form(words[1]), words[0])
    if len(words) > 1 and words[0] in _words("side") and (place := _place(words[1])):
        return 2, Mention("place", f"{words[0]} {place}")
    if (body := _body(words[0], words[1].lower() if len(words) > 1 else after)) and not _place(words[0]):
        return min(2, len(words)), Mention("organisation", body)
    return 1, _single(words[0], opening, whole=len(words) == 1)


def _is_person(words: Sequence[str], before: str, after: str, opening: bool = False) -> bool:
    """Whether the first two words are a first name and a surname."""
    first, last = words[0], base_form(words[1])
    if first.isupper() or last.isupper() or first.isascii() or _place(first) or _place(words[1]):
        return False
    if (
        first in _words("no_first_name")
        or _is_noun(last.lower(), "organisation")
        or base_form(first) != first
    ):
        return first in _words("first_name") and not _is_noun(last.lower(), "organisation")
    if _SURNAME.fullmatch(last) or first in _words("first_name"):
        return True
    if (
        opening
        or last[-2:] in ("сы", "сі")
        or _is_office(last)
        or "-" in last
        or min(len(first), len(last)) < 3
    ):
        return _is_office(before) or (not opening and _is_office(after))
    return True


def _body(word: str, noun: str) -> str:
    """ "Жоғары соттың" → "Жоғары сот"."""
    if word not in _words("body_adjective"):
        return ""
    known = next((stem for stem in sorted(_words("body")) if noun.startswith(stem)), "")
    return f"{word} {known}" if known else ""


def _single(word: str, opening: bool, whole: bool) -> Mention | None:
    if place := _place(word):
        return Mention("place", place)
    if acronym := _ACRONYM.fullmatch(word):
        known = acronym[1]
        return Mention("organisation", known) if len(known) > 2 and known not in _words("acronym") else None
    base = base_form(word)
    if word.isascii() or not _SURNAME.fullmatch(base):
        return Mention("unsure", base)
    sure = whole and not opening and re.search(r"(?:[ое]ва?|ұлы|қызы)$", base)
    return Mention("person" if sure else "unsure", base)


def _is_office(word: str) -> bool:
    return _is_noun(word.lower(), "office")


def _is_noun(word: str, section: str) -> bool:
    return word in _words(section) or base_form(word) in _words(section)


def _place(word: str) -> str | None:
    return _places().get(fold_word(word, "kk")) or _places().get(base_form(word))


@cache
def _places() -> dict[str, str]:
    """The Kazakh name of each place by its stem or form."""
    groups = [
        [name.strip() for name in rule.split("=")]
        for kind, rule in rule_lines("aliases.txt")
        if kind == "place"
    ]
    aliased = {
        fold_word(group[0]): group[1] if len(group) > 1 and not group[1].isascii() else group[0]
        for group in groups
    }
    return {**{key: name for name in _words("places_kk") for key in (name, fold_word(name, "kk"))}, **aliased}


@cache
def _organisations() -> frozenset[str]:
    return frozenset(fold_word(word, "kk") for word in _words("organisation"))


@cache
def _words(section: str) -> frozenset[str]:
    found = (rule for name, rule in rule_lines("names_words.txt") if name == section)
    return frozenset(word for rule in found for word in rule.split())

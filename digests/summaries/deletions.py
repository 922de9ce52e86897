"""What may go from a sentence that is too long for a headline: dates, offices, asides."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from digests.models.texts import Language
from digests.summaries.clauses import MIN_HEADLINE, without_clause
from digests.summaries.statements import MANY, is_statement, says
from digests.text.rules import words_by_section

MAX_ASIDE = 100  # letters
CASE_LETTERS = 4  # of a Kazakh ending and the space behind it
_MONTHS = (
    r"(?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря|"
    r"қаңтар\w*|ақпан\w*|наурыз\w*|сәуір\w*|мамыр\w*|маусым\w*|шілде\w*|тамыз\w*|қыркүйек\w*|қазан\w*|"
    r"қараша\w*|желтоқсан\w*)"
)
_PARENTHESIS = re.compile(r"(?<!\s)\s*\([^()]*\)")
_WEEKDAY = r"(?:понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье)"
_DATE = re.compile(
    rf"(?:\d{{1,2}} {_MONTHS}(?: \d{{4}}(?: года|жылы)?)?(?: күні)?|"
    rf"[Вв]о? {_WEEKDAY}(?:, \d{{1,2}} {_MONTHS})?),? +",
    re.IGNORECASE,
)
# An aside between commas that may go: a relative clause, a participle, "в том числе".
_ASIDE = re.compile(
    r", (?=(?:[а-яё]{1,3} )?(?:котор[а-яё]{2,4}|где|чей|чья|чьи|в том числе|включая)\b|"
    r"(?:ранее |недавно |ныне )?[а-яё]{3,20}(?:[юуая]щ|вш|[ае]нн|[иеая]м|ят|ут)"
    r"(?:ий|ый|ая|ое|ее|ие|ые|его|ого|ей|ой|ему|ому|им|ым|их|ых|ую|юю|ем|ом|ими|ыми)(?:ся)?\b|"
    r"[а-яё]{4,20}(?:ясь|вшись|[иы]вая|уя)\b|"
    r"(?:which|who|whose|where|whom)\b)"
)
_OFFICE_KK = re.compile(
    r"(?:^|(?<= ))[А-ЯЁӘҒҚҢӨҰҮҺІ][\w-]+(?: [А-ЯЁӘҒҚҢӨҰҮҺІ][\w-]+){0,3}(?: [а-яёәғқңөұүһі][\w-]*){0,6}? "
    r"(?:төрағасы|министрі|әкімі|президенті|басшысы|директоры|министрінің орынбасары) "
    r"(?=[А-ЯЁӘҒҚҢӨҰҮҺІ][\w-]+ [А-ЯЁӘҒҚҢӨҰҮҺІ][\w-]+)",
)
_NAMED_OFFICE_KK = re.compile(
    r"(?:Мемлекет басшысы|Президент|Премьер-министр|Министр|Спикер|Әкім|Вице-премьер|Депутат|Сенатор) "
    r"((?:[А-ЯЁӘҒҚҢӨҰҮҺІ][\w-]{1,40} ){2})"
)
_CAPITALS_KK = re.compile(r"(?:[А-ЯЁӘҒҚҢӨҰҮҺІ][\w-]{1,40} ){1,2}")
# A name in another case, or an office, is not who did it: "Мемлекет басшысы Нұрлан Әбішевке хат жолдады".
_NOT_WHO_KK = re.compile(
    r"(?i:президент|премьер|министр|төраға|король|елші)|"
    r"(?:[ғгқк][ае]|н[аеыі]|[дт][ыіае]|[мпб]ен|[дтн][ыі]ң|[дтн][ае]н) \Z"
)
_JOINED = re.compile(r"[А-ЯЁ][\w-]{1,40} [А-ЯЁ][\w-]{1,40} и |(?: и|,) $")  # another person stands before it
# Three capitals without a patronymic: "спикер Совфеда Анна Ким", where a body stands before the name.
_OF_A_BODY = re.compile(
    r"[А-ЯЁ][\w-]{1,40} (?![\w-]{2,40}(?:вич|вн|улы|ұлы|қызы|кызы|оглы))[А-ЯЁ][а-яё-]{1,40} [А-ЯЁ][а-яё]"
)
_COORDINATED = re.compile(r"(?:^|[^\w])[а-яё][\w-]*(?: [А-ЯЁ][\w-]*)?,? и $")  # "министр спорта и" туризма


def deletions(language: Language) -> Iterator[Callable[[str], str]]:
    """What may go, the least missed first."""
    yield lambda text: _PARENTHESIS.sub("", text)
    yield without_date
    if language == "ru":
        yield without_office
        yield without_office
    if language == "kk":
        yield lambda text: _without_office_kk(_without_named_office_kk(text))
    if language == "en":
        yield _without_opening_clause
    if language != "kk":
        yield lambda text: without_aside(text, language)
        yield lambda text: without_aside(text, language)
    yield lambda text: without_clause(text, language)


def without_date(text: str) -> str:
    """Without the date, or a word that tells when, with which it opens."""
    found = _DATE.match(text)
    if found:
        return text[found.end() :]
    first, _, rest = text.partition(" ")
    return rest if first.lower() in words_by_section("headline_words.txt")["opening time"] and rest else text


def without_this_day(text: str) -> str:
    """Without an opening "today", whose day is another when it is read; not out of "today and tomorrow"."""
    listed = words_by_section("headline_words.txt")
    first, _, rest = text.partition(" ")
    joined = rest.partition(" ")[0].lower() in listed["joins days"]
    if first.lower().rstrip(",") not in listed["this day"] or joined or not rest:
        return text
    return rest[:1].upper() + rest[1:]


def without_office(text: str) -> str:
    """Without the first office that stands before a person's name: "министр культуры Аида Балаева"."""
    from digests.names.russian import offices

    for start, end in offices(text):
        joined = _JOINED.search(text[start:end]) or _COORDINATED.search(text[:start])
        if not joined and not text[:start].endswith("-") and not _OF_A_BODY.match(text, end):
            return text[:start] + text[end:]
    return text


def _without_named_office_kk(text: str) -> str:
    """Without the office of who acts, where the name follows: "Президент Нұрлан Әбішев"."""
    found = _NAMED_OFFICE_KK.match(text)
    return text[found.start(1) :] if found and not _NOT_WHO_KK.search(found[1]) else text


def _without_office_kk(text: str) -> str:
    """Without the first office that stands before a name; not who acts, where its case is another."""
    found = _OFFICE_KK.search(text)
    if found is None:
        return text
    name = _CAPITALS_KK.match(text, found.end())
    another = name and _NOT_WHO_KK.search(name[0])
    acts = another and (not found.start() or len(another[0]) > CASE_LETTERS)
    return text if acts else text[: found.start()] + text[found.end() :]


def _without_opening_clause(text: str) -> str:
    """ "Despite the storm, the port stays open" tells its news behind the comma."""
    first = text.split(" ", 1)[0].lower()
    _, comma, news = text.partition(", ")
    subordinate = first in words_by_section("headline_words.txt")["subordinate opening"]
    named = news.split(" ", 1)[0] not in words_by_section("references.txt")["first"]
    return news if comma and subordinate and named and len(news) >= MIN_HEADLINE else text


def without_aside(text: str, language: Language) -> str:
    """Without the first aside between commas behind which the clause goes on to its predicate."""
    for opened in _ASIDE.finditer(text):
        before = text[: opened.start()].rpartition(", ")[2]
        if says(before, language, first=MANY) or _says_which(before):
            continue
        for closed in re.finditer(", ", text[opened.end() :][:MAX_ASIDE]):
            rest = text[opened.end() + closed.end() :]
            told = f"{text[: opened.start()]} {rest}"
            goes_on = rest.split(", ", 1)[0]
            opens = rest[:1].islower() or _may_be_subject(text[: opened.start()], goes_on)
            if opens and says(goes_on, language) and is_statement(told, language):
                return told
    return text


def _says_which(before: str) -> bool:
    """Whether an aside says which ones are meant: "Мыши, которых …", "что человек, у которого …"."""
    *others, last = before.split()
    plural = not others and last.endswith(("ы", "и"))
    return plural or last.lower() in words_by_section("headline_words.txt")["anybody"]


def _may_be_subject(before: str, goes_on: str) -> bool:
    """Whether a name behind an aside is none of a list: "Сбор, введённый весной, Семей отменит"."""
    return not before.rpartition(" ")[2][:1].isupper() and " и " not in goes_on

"""A headline: the given title, cleaned, or words of one sentence in their order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from digests.models import Language, ParsedText
from digests.summaries.shortening import shorten, without_connective
from digests.summaries.standalone import fault, is_half_quotation, refers_back
from digests.text.rules import words_by_section

MAX_HEADLINE = 110
MAX_WHOLE = 150  # of the shortest whole clause, where none is shorter
MIN_HEADLINE = 40
SENTENCES_LOOKED_AT = 4
MAX_READ_FOR_HEADLINE = 1000
MAX_LOST_ENDING = 15
MAX_DANGLING = 40
_STRAIGHT = re.compile(r'"([^"]+)"')
_PREDICATE_RU = re.compile(
    r"[а-яё]{2,40}(?:л|ла|ло|ли|[ае]н|[ае]н[аоы]|лся|лась|лось|лись|[еёи]т|[юуяа]т|тся|[аеиуя]ть|ться)|"
    r"нет|есть|был|была|было|были|можно|нужно|готов\w*|должн\w*|против"
)
_ANNOUNCES_RU = re.compile(
    r"(?:заяв|сообщ|отме|подчерк|счита|расска|напомн|увер|пояс|объяс|добав|уточ|говор|сказа)\w+|"
    r"те|тем|теми|тех|тот|того|то|такой|этот|этой|этого|так|также|один|одного"
)
_PREDICATE_KK = re.compile(
    r"\w{1,40}(?:ды|ді|ты|ті|ған|ген|қан|кен|мақ|мек|бақ|бек|пақ|пек|йды|йді|ады|еді|ым|жоқ|бар|керек|мүмкін|тиіс)"
)
_MONTHS = (
    r"(?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря|"
    r"қаңтар\w*|ақпан\w*|наурыз\w*|сәуір\w*|мамыр\w*|маусым\w*|шілде\w*|тамыз\w*|қыркүйек\w*|қазан\w*|"
    r"қараша\w*|желтоқсан\w*)"
)
_PARENTHESIS = re.compile(r"(?<!\s)\s*\([^()]*\)")
_WEEKDAY = r"(?:понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье)"
_DATE = re.compile(
    rf"(?:\d{{1,2}} {_MONTHS}(?: \d{{4}}(?: года|жылы)?)?|[Вв]о? {_WEEKDAY}(?:, \d{{1,2}} {_MONTHS})?),? +",
    re.IGNORECASE,
)
_BORDER = re.compile(r"(?:,|;|:| [–—-]) +")
_ADJUNCT = re.compile(
    r" (?=(?:в|во|на|с|со|для|по|из|при|после|до|за|под|к|ко|о|об|из-за|благодаря|согласно|"
    r"in|on|at|for|with|after|before|from|during|amid|through|to (?:the|an?|its|his|her|their)|as)\b )"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_RELATIVE = re.compile(r", (?:[а-яё]{1,3} )?котор[а-яё]+[^,]*(?:,|$)")
# Half of what comes in two: "не просто встреча, а шаг".
_ONE_HALF = re.compile(r"\bне (?:просто|только|столько|как)\b", re.IGNORECASE)
_OTHER_HALF = re.compile(r", (?:а|но)\b", re.IGNORECASE)
_APPOSITION = re.compile(r"(?:[\w'’.-]{1,40} ){0,4}[\w'’.-]{1,40}, (?:a|an|the|who|whose|which|where)\b[^,]*")
_BY_WHOM = re.compile(
    r"Как (?:ранее |также )?(?:отмет|сообщ|заяв|рассказ|уточн|поясн|подчеркн|напомн|добав)[а-яё]+ "
    r"[^,]{3,80}, "
)
_OFFICE_KK = re.compile(
    r"(?:^|(?<= ))(?:(?:[А-ЯЁӘҒҚҢӨҰҮҺІ][\w-]+ )?(?:[а-яёәғқңөұүһі-]+ ){0,3})??"
    r"(?:төрағасы|министрі|әкімі|президенті|басшысы|директоры|министрінің орынбасары) "
    r"(?=[А-ЯЁӘҒҚҢӨҰҮҺІ][\w-]+ [А-ЯЁӘҒҚҢӨҰҮҺІ][\w-]+)",
)
_JOINED = re.compile(r"[А-ЯЁ][\w-]{1,40} [А-ЯЁ][\w-]{1,40} и |(?: и|,) $")  # another person stands before it
_COORDINATED = re.compile(r"(?:^|[^\w])[а-яё][\w-]*,? и $")  # "министр спорта и" туризма
_LISTED = re.compile(r"^\s*(?:\d{1,2}[.)]\s+|[—–-]\s+)")
_DANGLING = re.compile(
    r"(?:[\s,:;(«„“\"–—-]|(?<![\w/])(?:и|а|но|в|во|на|с|со|к|ко|о|об|от|до|из|за|по|при|для|что|как|или|не|у|их|его|её|ее|"
    r"под|над|без|через|между|после|перед|около|более|менее|свыше|который|которая|которые|которых|и/или|"
    r"являющ[а-яё]{1,9}|of|the|a|an|to|in|into|on|for|and|or|with|by|at|from|that|than|its|his|her|their|және|мен|пен|бен|үшін))\s{0,9}$",
    re.IGNORECASE,
)


def make_headline(reading: ParsedText, sentences: Sequence[str], language: Language = "ru") -> str:
    """The title, or else a headline from the first of `sentences` (most news first) that makes one."""
    if reading.headline:
        return " ".join(reading.headline.split())
    whole: list[str] = []
    cut: list[str] = []
    told = [sentence for sentence in sentences if fault(sentence) < 1]
    alone = [s for s in told if not (fault(s) or refers_back(without_connective(s)))]
    for sentence in (alone or told or sentences)[:SENTENCES_LOOKED_AT]:
        headline = from_sentence(sentence, language)
        if is_statement(headline, language) and (language != "kk" or _ends_clause(headline, sentence)):
            return headline
        (whole if headline and _ends_clause(headline, sentence) else cut).append(headline)
    return (
        next(filter(None, whole + cut), "")
        or without_dangling(reading.body[:MAX_HEADLINE])
        or reading.body[:MAX_HEADLINE]
        or "—"
    )


def from_sentence(sentence: str, language: Language = "ru") -> str:
    """At most `MAX_HEADLINE` letters of a sentence, what is missed least gone first, its end last.

    Where no whole clause is so short, its shortest up to `MAX_WHOLE`; where none is, it is cut inside.
    """
    sentence = _LISTED.sub("", sentence[:MAX_READ_FOR_HEADLINE])
    text = _bare(_BY_WHOM.sub("", shorten(sentence)))
    for delete in _deletions(language):
        if len(text) <= MAX_HEADLINE:
            break
        text = _bare(delete(text))
    headline = text if len(text) <= MAX_HEADLINE else _whole(text, language) or _cut(text, language)
    if is_half_quotation(headline):
        headline = _before_quotation(headline)
    return _typographic(headline[:1].upper() + headline[1:], language)


def is_statement(text: str, language: Language) -> bool:
    """Whether it has a predicate, by the endings of its words, and announces no other at its end."""
    words = _LETTERS.findall(text.lower())
    if len(words) < 3 or not words_by_section("headline_words.txt")["announcing"].isdisjoint(words):
        return False
    if language == "kk":
        return bool(_PREDICATE_KK.fullmatch(words[-1])) and not words[-1].endswith(("ларды", "лерді"))
    opening = words_by_section("headline_words.txt")["subordinate opening"]
    if words[0] in opening and "," not in text:
        return False
    if language == "en":
        return words[0] in opening or not _APPOSITION.fullmatch(text)
    told = _RELATIVE.sub(" ", text.lower()).split(", что ")
    return not _is_half(text) and all(map(_has_predicate, told)) and not _ANNOUNCES_RU.fullmatch(words[-1])


def _is_half(text: str) -> bool:
    """Whether the last "not only" has no "but"."""
    *_, half = (None, *_ONE_HALF.finditer(text))
    return half is not None and _OTHER_HALF.search(text, half.end()) is None


def _has_predicate(clause: str) -> bool:
    nouns = words_by_section("headline_words.txt")["no predicate"]
    return any(_PREDICATE_RU.fullmatch(word) and word not in nouns for word in _LETTERS.findall(clause))


def _ends_clause(headline: str, sentence: str) -> bool:
    """Whether the sentence has a sign after the headline's last words: a Kazakh predicate stands there."""
    _, found, rest = sentence.partition(headline[-MAX_LOST_ENDING:])
    return not found or not rest.strip("»”\"' ")[:1].isalnum()


def _deletions(language: Language) -> Iterator[Callable[[str], str]]:
    """What may go, the least missed first."""
    yield lambda text: _PARENTHESIS.sub("", text)
    yield _without_date
    if language == "ru":
        yield _without_office
        yield _without_office
    if language == "kk":
        yield lambda text: _OFFICE_KK.sub("", text, count=1)
    if language == "en":
        yield _without_opening_clause
    yield lambda text: _without_clause(text, language)


def _without_date(text: str) -> str:
    found = _DATE.match(text)
    if found:
        return text[found.end() :]
    first, _, rest = text.partition(" ")
    return rest if first.lower() in words_by_section("headline_words.txt")["opening time"] and rest else text


def _without_office(text: str) -> str:
    """Without the first office that stands before a person's name: "министр культуры Аида Балаева"."""
    from digests.names.russian import offices

    for start, end in offices(text):
        if not _JOINED.search(text[start:end]) and not _COORDINATED.search(text[:start]):
            return text[:start] + text[end:]
    return text


def _without_opening_clause(text: str) -> str:
    """ "Despite the storm, the port stays open" tells its news behind the comma."""
    first = text.split(" ", 1)[0].lower()
    _, comma, news = text.partition(", ")
    subordinate = first in words_by_section("headline_words.txt")["subordinate opening"]
    return news if comma and subordinate and len(news) >= MIN_HEADLINE else text


def _without_clause(text: str, language: Language = "ru") -> str:
    """Up to the last border of a clause that leaves a statement."""
    ends = [found.start() for found in _BORDER.finditer(text) if _may_end(text, found)]
    whole = [text[:end] for end in reversed(ends) if is_statement(text[:end], language)]
    return whole[0] if whole else text


def _whole(text: str, language: Language) -> str | None:
    """The shortest whole clause that is longer than a headline should be."""
    ends = [found.start() for found in _BORDER.finditer(text, MAX_HEADLINE) if not _goes_on(text, found)]
    whole = (text[:end] for end in [*ends, len(text)] if end <= MAX_WHOLE)
    return next((clause for clause in whole if is_statement(clause, language)), None)


def _may_end(text: str, border: re.Match[str]) -> bool:
    return MIN_HEADLINE <= border.start() <= MAX_HEADLINE and not _goes_on(text, border)


def _goes_on(text: str, border: re.Match[str]) -> bool:
    """Whether what stands before the sign needs what follows it."""
    following = text[border.end() :].split(" ", 1)[0]
    kept = words_by_section("headline_words.txt")["kept comma"]
    aside = text[: border.start()].rpartition(", ")[2].startswith("как ")
    named = border[0].startswith(":") and following[:1].isascii() and following[:1].isupper()
    return aside or named or following.lower().strip(",.") in kept or _is_listing(text, border)


def _is_listing(text: str, border: re.Match[str]) -> bool:
    """A comma inside a quotation is no border."""
    return is_half_quotation(text[: border.start()])


def _cut(text: str, language: Language) -> str:
    """Before the last adjunct that can go, else after the last word that fits."""
    ends = [
        found.start() for found in _ADJUNCT.finditer(text) if MIN_HEADLINE <= found.start() <= MAX_HEADLINE
    ]
    whole = [text[:end] for end in reversed(ends) if is_statement(text[:end], language)]
    end = text[: MAX_HEADLINE + 1].rfind(" ")
    return without_dangling(whole[0] if whole else text[: end if end > 0 else MAX_HEADLINE])


def _typographic(text: str, language: Language) -> str:
    return _STRAIGHT.sub(r"«\1»", text) if language != "en" else text


def _before_quotation(text: str) -> str:
    opened = max(text.rfind(sign) for sign in '«“„"')
    return (
        without_dangling(text[:opened]) if opened >= MIN_HEADLINE else text.replace("«", "").replace('"', "")
    )


def _bare(text: str) -> str:
    return without_dangling(text.rstrip(" .;:,…"))


def without_dangling(text: str) -> str:
    """Without conjunctions, prepositions and signs that promise more."""
    text = text.strip()
    while found := _DANGLING.search(text, max(0, len(text) - MAX_DANGLING)):
        if text.endswith('"') and text.count('"') % 2 == 0:
            break
        text = text[: found.start()]
    return text

"""Where a sentence that is too long for a headline may end."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain

from digests.models.texts import Language
from digests.summaries.shortening import names_claimant
from digests.summaries.standalone import is_half_quotation
from digests.summaries.statements import MANY, ends_with_verb, is_statement, is_verb, says
from digests.text.rules import words_by_section

MAX_HEADLINE = 110
MAX_WHOLE = 150  # of the shortest whole clause, where none is shorter
MAX_LEAD = 230  # of the most telling sentence, where it has no shorter clause
MIN_HEADLINE = 40
MAX_DANGLING = 40
MAX_NAME = 42  # letters
MAX_ITEM = 60  # letters of the next thing in a list
ITEM_WORDS = 8  # words in which the next thing of a list has no predicate
MAX_ENUMERATED = 200  # letters on either side
MAX_CLAIMANT = 80  # letters, behind "Claim, —"
_BORDER = re.compile(r"(?:,|;|:| [–—-]) +")
_ADJUNCT = re.compile(
    r" (?=(?:в|во|на|с|со|для|по|из|при|после|до|за|под|к|ко|о|об|из-за|благодаря|согласно|"
    r"in|on|at|for|with|after|before|from|during|amid|through|to (?:the|an?|its|his|her|their)|as)\b )"
)
# Adverbials that a clause can do without, and where a second predicate begins.
_ADVERBIAL = re.compile(
    r" (?=(?:из-за|после(?! того\b)|во время|в ходе|в связи с|в рамках|на фоне|несмотря на|благодаря|"
    r"в течение|накануне|по итогам|по случаю|в честь|в преддверии|с начала|"
    r"after|before|amid|despite|during|because|while|as|since|until|when|following|"
    r"in the wake of|in order to|so that)\b )"
)
# A second predicate may go, but not what it says: "изменили прогноз и предположили, что …".
_SECOND = re.compile(
    r" (?=(?:и|но|а также|and|but) ([^\W\d_]{2,40})\b(?!(?: [^\s,]{1,30}){0,3},? (?:что|that)\b))"
)
# "was ordered | on Friday to pay": no end there.
_LATE_AIM = re.compile(r" \w{1,40}(?: \w{1,40}){0,2} (?<!thanks )(?<!due )(?<!according )(?<!prior )to [a-z]")
# "в рамках мер | по защите": what has begun is not cut off.
_BEGUN = re.compile(
    r" (?:в ходе|в связи с|в рамках|на фоне|по итогам|по случаю|в честь|с целью|в результате|за счёт|за счет|"
    r"in order|in the wake of|in (?:response|line|addition|accordance|connection|place)|along|"
    r"together|ahead|due|according)(?: \S{1,40}){0,2}\Z"
)
# "through droplets released | when people sneeze"
_WHICH_DONE = re.compile(r"\b[a-z]{2,20}s [a-z]{2,20}ed\Z")
_WHEN = re.compile(r" (?:when|while|as|until|since|after|before|during)\b")
# "made it harder | for those that want him", "a very warm, | quiet day"
_FOR_WHOM = re.compile(
    r"\b(?:hard|easy|harder|easier|difficult|possible|impossible|ready|responsible|necessary|important|enough)\Z"
)
_ATTRIBUTE = re.compile(
    r"\b(?:a|an|the|his|her|its|their) (?:very|so|too|more|most|really|extremely|rather) \w{2,30}\Z"
)
# "из Ханты-Мансийского округа | - Югры на север": the name goes on with what stands before the dash.
_SECOND_NAME = re.compile(r"[А-ЯЁ][\w-]{1,30} (?:в|на|из|к|по|с|за|под|у|от|до|для|о|об)\b")
# "regards him | as his teacher"
_AS_WHAT = re.compile(
    r"\b(?:regard|describ|nam|hail|treat|consider|brand|label|identif|appoint|elect|serv|work|dismiss|defin|"
    r"unveil|reveal|recogni|act|portray|start|know|see|use)[a-z]{0,4}\b"
)
_ADJECTIVE = re.compile(r"[а-яё-]{4,40}(ом|ем|ой|ей|ых|их|ого|его|ому|ему|ыми|ими|ые|ие|ая|яя|ое|ую|ый|ий)")
_AND = re.compile(r"^[^,.;:]{1,40} (?:и|или|а также|және|мен|and|or) ")
_JOINED_EN = re.compile(r" (?:and|or) ")
_DOING = re.compile(
    r"[а-яё]{3,20}(?:[иаеыя]в|вши|вшись|ясь|[иы]вая|уя)|"  # "выпустив"
    r"[а-яё]{3,20}(?:[юуая]щ|вш|[ае]нн)(?:[иыао][йяе]|[ео]го|[ео]му|[иы]ми?|[иы]х|ую|юю|[ео]м)(?:ся)?"
)
_LETTER = r"(?<=\w )[A-ZА-ЯЁ](?!\w)"  # of a name: "Serie A", "корпус В"
# "в провинциях Алеппо, Идлиб и Хама" is one list.
_NAME = r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][\w’-]{1,40}"
_NAME_AT_END = re.compile(rf"{_NAME}\Z")
_LISTED_NAME = re.compile(rf"{_NAME}(?: {_NAME})?(?:, [A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]|,? (?:и|and|және|мен) )")
# "…, что говорит о пользе" says more and can go.
_SAYS_MORE = re.compile(
    r"что (?:также |уже )?(?:говорит|означает|значит|свидетельствует|позвол|привед|привел|стал[оа]? |состав|"
    r"соответств|делает|вызва|подтвержда|являет|оказал|сделал)[а-яё]*"
)


def without_clause(text: str, language: Language = "ru") -> str:
    """Up to the last border of a clause that leaves a statement."""
    ends = [found.start() for found in _BORDER.finditer(text) if _may_end(text, found)]
    whole = [text[:end] for end in reversed(ends) if is_statement(text[:end], language)]
    return whole[0] if whole else text


def without_last(text: str, language: Language) -> str | None:
    """Without its last adverbial or second predicate."""
    within = [end for end in _inner_ends(text, language) if MIN_HEADLINE <= end <= MAX_HEADLINE]
    stated = [text[:end] for end in reversed(within) if is_statement(text[:end], language)]
    return max(stated[0], without_adjunct(text, language) or "", key=len) if stated else None


def _inner_ends(text: str, language: Language) -> list[int]:
    """Where an adverbial or a second predicate begins that the clause can do without."""
    if language == "kk":
        return []
    second = (found.start() for found in _SECOND.finditer(text) if is_verb(found[1], language))
    ends = sorted(chain(second, (found.start() for found in _ADVERBIAL.finditer(text))))
    return [
        end
        for end in ends
        if not (
            is_half_quotation(text[:end])
            or _is_open(text[:end])
            or _is_needed(text, end)
            or ends_empty(text[:end])
        )
    ]


def _is_open(text: str) -> bool:
    """Whether it ends with a word that promises more: "будет", "was"."""
    return without_dangling(text) != text


def shortest_whole(text: str, language: Language, longest: int = MAX_WHOLE) -> str | None:
    """The shortest whole clause of at most `longest` letters that is longer than a headline should be."""
    borders = (found.start() for found in _BORDER.finditer(text, MAX_HEADLINE) if not _goes_on(text, found))
    within = (end for end in _inner_ends(text, language) if end > MAX_HEADLINE)
    whole = (text[:end] for end in sorted((*borders, *within, len(text))) if end <= longest)
    return next((clause for clause in whole if is_statement(clause, language)), None)


def _may_end(text: str, border: re.Match[str]) -> bool:
    return MIN_HEADLINE <= border.start() <= MAX_HEADLINE and not _goes_on(text, border)


def _goes_on(text: str, border: re.Match[str]) -> bool:
    """Whether what stands before the sign needs what follows it."""
    following = text[border.end() :].split(" ", 1)[0]
    kept = words_by_section("headline_words.txt")["kept comma"]
    aside = text[: border.start()].rpartition(", ")[2].startswith("как ")
    named = border[0].startswith(":") and following[:1].isascii() and following[:1].isupper()
    renamed = border[0].strip() in "–—-" and _SECOND_NAME.match(text, border.end())
    claimed = "—" in border[0] and names_claimant(text[border.end() :][:MAX_CLAIMANT])
    goes_on = following.lower().strip(",.") in kept and not _SAYS_MORE.match(text, border.end())
    empty = border[0].startswith(",") and ends_empty(text[: border.start()])
    return bool(claimed or aside or named or renamed or goes_on or empty or _is_listing(text, border))


def ends_empty(text: str) -> bool:
    """Whether its last word names what only the rest would tell: "провёл заседание"."""
    return text.rpartition(" ")[2].lower() in words_by_section("headline_words.txt")["empty end"]


def _is_listing(text: str, border: re.Match[str]) -> bool:
    """A comma inside a quotation, or between names or things of a list, is no border."""
    return (
        is_half_quotation(text[: border.start()])
        or _ATTRIBUTE.search(text[: border.start()]) is not None
        or (
            _NAME_AT_END.search(text[: border.start()][-MAX_NAME:]) is not None
            and _LISTED_NAME.match(text, border.end()) is not None
        )
        or _is_item(text, border)
        or _is_enumerated(text, border)
        or _is_contrast(text, border)
        or (
            border[0].startswith(",")
            and any(_is_between(text, border.start(), dash) for dash in (" -- ", " – ", " — "))
        )
    )


def _is_between(text: str, end: int, dash: str) -> bool:
    """Whether an aside between two dashes is open there."""
    return text.count(dash, 0, end) % 2 == 1 and text.find(dash, end + 1) > 0


def _is_contrast(text: str, border: re.Match[str]) -> bool:
    """Whether one thing is set against another within a clause: "ожидается тёплая, | но ветреная погода"."""
    word, _, rest = text[border.end() :].partition(" ")
    return word in {"но", "а", "зато"} and not says(rest.partition(", ")[0], "ru", first=MANY)


def _is_item(text: str, border: re.Match[str]) -> bool:
    """Whether more things of a list follow: "танки, | ракеты и дроны", "на южном, | северном пути"."""
    if not border[0].startswith(","):
        return False
    following = text[border.end() :].partition(", ")[0]
    if _agree(text[: border.start()].rpartition(" ")[2], following.partition(" ")[0]):
        return True
    listed = words_by_section("headline_words.txt")
    if following.partition(" ")[0].lower() in listed["opens a clause"] | listed["opens an aside"]:
        return False
    language: Language = "en" if following.isascii() else "ru"
    return _AND.match(following[:MAX_ITEM]) is not None and not says(following, language, first=ITEM_WORDS)


def _is_enumerated(text: str, border: re.Match[str]) -> bool:
    """Whether things stand on both sides, or two behind it, none of which says anything: "talks about his
    future, | his past, what he likes"; or what a colon opened says nothing yet: "победили: Ким, | Ли".
    """
    if not border[0].startswith(","):
        return False
    *before, one = re.split(r"(?<=[,:]) ", text[: border.start()][-MAX_ENUMERATED:])
    after = text[border.end() :][:MAX_ENUMERATED].split(", ", 2)[:2]
    if before and before[-1].endswith(":") and not one.isascii() and not says(one, "ru", first=ITEM_WORDS):
        return True
    if after[0].startswith(("what ", "how ", "why ")):
        return True
    if not all(map(_is_thing, after)):
        return False
    joined = not text.isascii() or _JOINED_EN.search(text, border.end())
    return bool((len(after) > 1 and joined) or (before and _is_thing(one)))


def _is_thing(piece: str) -> bool:
    """Whether it says nothing by itself: a name, a thing, "what he likes"."""
    listed = words_by_section("headline_words.txt")
    first = piece.partition(" ")[0].lower()
    if first in {"what", "how", "why"}:
        return True
    if _DOING.fullmatch(first) or first in words_by_section("references.txt")["before"]:
        return False
    if first in listed["opens a clause"] | listed["opens an aside"] | listed["opens an adverbial"]:
        return False
    language: Language = "en" if piece.isascii() else "ru"
    return not says(piece, language, first=ITEM_WORDS)


def _agree(one: str, other: str) -> bool:
    """Whether two words may be adjectives of one noun."""
    ending = _ADJECTIVE.fullmatch(one)
    return ending is not None and (found := _ADJECTIVE.fullmatch(other)) is not None and found[1] == ending[1]


def without_adjunct(text: str, language: Language) -> str | None:
    """Up to the last adjunct that can go; it cannot where a verb stands right before it."""
    ends = [
        found.start() for found in _ADJUNCT.finditer(text) if MIN_HEADLINE <= found.start() <= MAX_HEADLINE
    ]
    free = (end for end in reversed(ends) if not _is_needed(text, end))
    cut = (without_dangling(text[:end]) for end in free)
    whole = (each for each in cut if is_statement(each, language) and not ends_with_verb(each))
    return next((each for each in whole if not (text.startswith(",", len(each)) and ends_empty(each))), None)


def _is_needed(text: str, end: int) -> bool:
    """Whether what follows belongs to what has begun: "regards him | as his teacher"."""
    begun = text[:end]
    as_what = text.startswith(" as ", end) and _AS_WHAT.search(begun)
    which = _WHICH_DONE.search(begun) and _WHEN.match(text, end)
    for_whom = text.startswith((" for ", " to "), end) and _FOR_WHOM.search(begun)
    return bool(for_whom or _LATE_AIM.match(text, end) or _BEGUN.search(begun) or as_what or which)


def without_dangling(text: str) -> str:
    """Without conjunctions, prepositions and signs that promise more."""
    text = text.strip()
    while found := _dangling().search(text, max(0, len(text) - MAX_DANGLING)):
        if text.endswith('"') and text.count('"') % 2 == 0:
            break
        text = text[: found.start()]
    return text


@cache
def _dangling() -> re.Pattern[str]:
    words = "|".join(sorted(words_by_section("headline_words.txt")["dangling"], reverse=True))
    return re.compile(
        rf"(?:[\s,:;(«„“\"–—-]|(?<![\w/])(?!{_LETTER})(?i:{words}|и/или|являющ[а-яё]{{1,9}}))\s{{0,9}}$"
    )

"""What keeps a sentence from being read alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice, pairwise

from digests.summaries.phrases import phrases_in
from digests.summaries.shortening import without_link
from digests.text.rules import words_by_section

_OPEN_QUOTES, _CLOSED_QUOTES = "«“„", "»”"
_QUOTES = _OPEN_QUOTES + _CLOSED_QUOTES + '"‘'
QUOTED = re.compile(r"[«“„\"][^«»“”„\"]*[»”\"]")
_SINGLE = re.compile(r"(?<!\w)‘")

_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_ONE_WORD = re.compile(r"[\w’'-]+")
_STOPS = frozenset(".!?…")
# "СЕМЕЙ, 2 мая — Степинформ.": where and by whom a report begins
_DATELINE = re.compile(
    r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][A-ZА-ЯЁӘҒҚҢӨҰҮҺІ. -]{2,40}, (?:\w{3,9}\.? \d{1,2}|\d{1,2} \w{3,9}) ?"
    r"(?:[—–-][^.,]{2,40}|\([^()]{2,40}\))\.?\Z"
)
_KAZAKH = frozenset("әғқңөұүһіӘҒҚҢӨҰҮҺІ")
_PREDICATE_KK = re.compile(
    r"\w{1,40}(?:ды|ді|ты|ті|ған|ген|қан|кен|мақ|мек|бақ|бек|пақ|пек|йды|йді|ады|еді|ым)|"
    r"жоқ|бар|керек|мүмкін|тиіс|отыр|тұр|жүр|жатыр|екен|емес|болар|болатын|көп|аз"
)
# "* Организация запрещена в России": what a law makes a site say.
_FOOTNOTE = re.compile(
    r"\*{1,3}\s?[^*]{0,200}(?:запрещ[её]н|иноагент|иностранн\w{2,3} агент|экстремист|террорист|нежелательн)",
    re.IGNORECASE,
)
# Where words were lost, and the number of a list's next point.
_HOLED = re.compile(r", ?,| (?:и|или|және|мен|and|or) ?\.\Z|; ?\d{1,2}[.)]\Z")
_LINK = re.compile(r"https?://|\bt\.me/|\bwww\.")
_LINK_SIGNS = ("://", "t.me/", "www.")
# "Беков, 31 (0:2).": who scored, when, and what the score was then.
_GOAL = re.compile(
    r"(?:\w{3,8}:\s)?[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][\w’.-]{1,30}(?: [A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][\w’.-]{1,30})?,? "
    r"\d{1,3}(?:\+\d)?['’]?(?: ?\([^()]{3,30}\))?\.?\Z"
)
_LABELLED = re.compile(r"[^\w]{0,3}[\w ()]{2,30}:\s\S[^:]{0,60}(?<![.!?…»”])\Z")
_NO_PREDICATES_KK = ("ларды", "лерді", "ымды", "імді", "ңызды", "тарды", "терді", "дарды", "дерді", "еңбек")
_CYRILLIC = re.compile("[А-я]")
_VERB = re.compile(
    r"[а-яё]{2,40}(?:л|ла|ло|ли|лся|лась|лись|ет|ит|ют|ят|ется|ится)|нет|есть|можно|нужно|[а-яё]{3,40}[аеы]н[аоы]?|"
    r"is|are|was|were|has|have|had|will|would|could|can|[a-z]{2,40}ed"
)
# What has long been so, or was told before.
_KNOWN = re.compile(
    r"\b[Рр]одил(?:ся|ась) (?:в )?(?:\d{1,2} [а-я]{3,9} )?(?:19|20)\d\d|"
    r"\bborn (?:in|on) [\w ,]{0,30}(?:19|20)\d\d|"
    r"\bбыл[аио]? [а-яё]{3,20} в (?:19|20)\d\d год|(?<!\w)[Сс] (?:19|20)\d\d (?:по (?:19|20)\d\d )?год"
)
_KNOWN_OPENING = re.compile(
    r"(?:Ранее|Earlier|Previously|Бұған дейін|Бұрын|В прошлом (?:году|сезоне|месяце)|"
    r"В (?:19\d\d|20[01]\d) году|Несколько (?:дней|недель|месяцев|лет) назад|"
    r"Last (?:year|season|month)|(?:Several|A few) (?:days|weeks|months|years) ago|Былтыр)\b"
)
_HAD_KK = re.compile(r"(?:[ғқ]ан|[гк]ен) (?:еді|болатын)\.?\Z")  # "тараған еді"
_YEAR = re.compile(r"(?:19|20)\d\d")
_OPENS_SMALL = re.compile(r"[а-яёәғқңөұүһі]{1,40}(?![^\W\d_])")
_CALL = re.compile(r"[А-ЯЁ][а-яё]{2,20}(?:йте|ите|ьте)(?:сь)?\b")
_SPEAKER = re.compile(
    r"[»”\",]\s?[—–-]\s?\w|[,”\"]\s(?:\w+\s){0,4}(?:said|says|added|told|tweeted|wrote|explained)\b"
)
MOSTLY_QUOTED_SHARE = 0.6
FEW_LETTERS = 4
FIRST_WORDS = 6
MIN_SHOUTED = 20  # letters of a line in capitals
MAX_READ = 300  # letters of a sentence that may be a mere attribution
FEW_NAMES = 3
_CONJUNCTIONS = ("И ", "А ", "Но ", "And ", "But ", "Or ", "Или ")
MAX_NAMES = 40  # letters of a sentence that is only names
ROW_SHARE = 0.3  # of digits among the letters and digits of a row of a table
WEAK = 0.5
MAX_SUBHEADING, SUBHEADING_CAPITALS = 60, 0.6  # letters; the share of its words
MAX_SPEECH = 12  # sentences; a quotation that is open longer was never closed
MAX_ATTRIBUTION = 25


@lru_cache(maxsize=1 << 13)
def fault(text: str) -> float:
    """0 for a statement; 1 for a question, a call, half a quotation or little more, a bare attribution, a row
    of a table, a fragment or a link; `WEAK` for what only announces, evaluates, recalls, or speaks for
    somebody who is not named.
    """
    end = text.rstrip("»”\"') ")[-1:]
    if end in "?!" or is_half_quotation(text) or is_quotation(text) or only_attributes(text):
        return 1.0
    linked = _has_link(text) and _has_link(without_link(text))
    if linked or _HOLED.search(text) or is_row(text) or is_fragment(text):
        return 1.0
    weak = (
        end == ":"
        or _OPENS_SMALL.match(text)
        or _CALL.match(text)
        or (len(text) >= MIN_SHOUTED and text.isupper())
        or is_weak(text)
        or _is_heading(text)
        or speaks_unnamed(text)
        or _is_known(text)
    )
    return WEAK if weak else 0.0


def _is_known(text: str) -> bool:
    """Whether it tells what has long been so, or was told before."""
    if _KNOWN_OPENING.match(text) or (_YEAR.search(text) and _KNOWN.search(text)):
        return True
    return (
        text.endswith(("еді.", "болатын.", "еді", "болатын"))
        and _HAD_KK.search(text, len(text) - 20) is not None
    )


def _has_link(text: str) -> bool:
    return any(map(text.__contains__, _LINK_SIGNS)) and _LINK.search(text) is not None


def is_row(text: str) -> bool:
    """Whether it is a row of a table, a bare number or a value behind its label."""
    if (
        len(list(islice(filter(str.isalpha, text), FEW_LETTERS))) < FEW_LETTERS
        or _LABELLED.match(text)
        or _GOAL.match(text)
    ):
        return True
    if text.rstrip()[-1:] in _STOPS:
        return False
    digits, letters = sum(map(str.isdigit, text)), sum(map(str.isalpha, text))
    return digits > ROW_SHARE * (digits + letters)


def is_fragment(text: str) -> bool:
    """Whether it goes on with a sentence before it, or is nothing but a name: a place, an agency."""
    words = _ONE_WORD.findall(text) if len(text) <= MAX_NAMES else []
    named = 0 < len(words) <= FEW_NAMES and all(word[:1].isupper() for word in words)
    few = len(words) <= FEW_NAMES or text.startswith(_CONJUNCTIONS)
    bare = few and text[-1:] != ":" and not any(is_predicate(word.lower()) for word in words)
    if (text[:1] == "*" and _FOOTNOTE.match(text)) or (text[:2].isupper() and _DATELINE.match(text)):
        return True
    return text.startswith(("...", "…")) or bool(words and (bare or (named and text.endswith("."))))


def _is_heading(text: str) -> bool:
    """Whether it stands without a full stop and without what may be a predicate, or in Latin letters with
    capitals in most of a few words.
    """
    if text.rstrip("»”’\"')")[-1:] in _STOPS:
        return False
    if not _CYRILLIC.search(text):
        words = [word for word in _ONE_WORD.findall(text[:MAX_SUBHEADING]) if len(word) >= FEW_LETTERS]
        capitals = sum(word[:1].isupper() for word in words)
        return len(text) < MAX_SUBHEADING and capitals > SUBHEADING_CAPITALS * len(words)
    return not any(map(is_predicate, _WORD.findall(text.lower())))


def is_predicate(word: str) -> bool:
    """Whether a word in small letters may be a predicate, by its ending or as a known one."""
    irregular = words_by_section("headline_words.txt")["irregular"]
    return word in irregular or bool(_VERB.fullmatch(word) or _PREDICATE_KK.fullmatch(word))


def breaks_off(text: str) -> bool:
    """Whether the last sentence of a text was cut off by who passed it on: before its Kazakh predicate, or
    behind a word that promises more.
    """
    if text.rstrip("»”\"')")[-1:] in _STOPS:
        return False
    last = _WORD.findall(text.lower())[-1:]
    promises = bool(last) and (
        len(last[0]) == 1 or last[0] in words_by_section("headline_words.txt")["dangling"]
    )
    return promises or (not _KAZAKH.isdisjoint(text) and not (last and ends_kazakh_clause(last[0])))


def ends_kazakh_clause(word: str) -> bool:
    """Whether a word, in small letters, is a predicate by its ending; those stand last."""
    return bool(_PREDICATE_KK.fullmatch(word)) and not word.endswith(_NO_PREDICATES_KK)


def is_weak(text: str) -> bool:
    """Whether a phrase of `weak_sentences.txt` stands in it; a courtesy beside a number or a deed is none."""
    found = phrases_in("weak_sentences.txt", text)
    if found != {"courtesies"}:
        return bool(found)
    return not (_DIGIT.search(text) or "deed" in phrases_in("telling_words.txt", text))


def speaks_unnamed(text: str) -> bool:
    """Whether it says "I" or "we" outside quotation marks and names nobody who does."""
    outside = QUOTED.sub(" ", text) if any(map(text.__contains__, _QUOTES)) else text
    words = frozenset(map(str.casefold, _WORD.findall(outside)))
    if words.isdisjoint(words_by_section("references.txt")["speaker"]):
        return False
    return not (_SPEAKER.search(text) or words & words_by_section("attributions.txt")["verb"])


def inside_speech(sentences: Sequence[str], *, cut: bool = False) -> list[bool]:
    """Of each sentence whether it goes on, or ends, what somebody said in an earlier one.

    `cut`: the text was cut off, perhaps before the end of a speech.
    """
    found = [False] * len(sentences)
    opened: int | None = None
    for at, text in enumerate(sentences):
        balance = _balance(text)
        if opened is not None and at - opened > MAX_SPEECH:
            opened = None
        if opened is not None and balance < 0:
            found[opened + 1 : at + 1] = [True] * (at - opened)
            opened = None
        elif opened is None and balance > 0:
            opened = at
    if cut and opened is not None and len(sentences) - opened <= MAX_SPEECH:
        found[opened + 1 :] = [True] * (len(sentences) - opened - 1)
    return found


def _balance(text: str) -> int:
    """Quotations that it opens less those that it closes; a straight quote opens where a word begins."""
    if not any(map(text.__contains__, _QUOTES)):
        return 0
    straight = sum(1 for found in re.finditer('"', text) if text[found.end() : found.end() + 1].isalnum())
    closing = text.count('"') - straight
    opened = sum(map(text.count, _OPEN_QUOTES)) + straight
    return opened - sum(map(text.count, _CLOSED_QUOTES)) - closing


def only_attributes(text: str) -> bool:
    """Whether it only says who told what stands elsewhere: "Об этом сообщил…", "О задержании заявила…"."""
    listed = words_by_section("attributions.txt")
    words = list(map(str.casefold, _WORD.findall(text[:MAX_READ])))
    if len(words) > MAX_ATTRIBUTION or listed["verb"].isdisjoint(words):
        return False
    pairs = ["_".join(pair) for pair in pairwise(words[:FIRST_WORDS])]
    points = words[0] in listed["about"] or any(pair in listed["opening"] for pair in pairs)
    return points and listed["tells more"].isdisjoint(words[2:])


def is_half_quotation(text: str) -> bool:
    if not any(map(text.__contains__, _QUOTES)):
        return False
    opened = sum(map(text.count, _OPEN_QUOTES))
    closed = sum(map(text.count, _CLOSED_QUOTES))
    # “ closes „ in Russian and opens in English.
    if "„" in text:
        closed += text.count("“")
        opened -= text.count("“")
    single = "‘" in text and len(_SINGLE.findall(text)) > text.count("’")  # either may be an apostrophe
    return opened != closed or text.count('"') % 2 == 1 or single


def is_quotation(text: str) -> bool:
    """Speech without who speaks, or with little else."""
    if text.startswith(("—", "–", "- ")):
        return True
    if text[:1] == "‘" and text.rstrip(".!?")[-1:] == "’":
        return True
    return text[:1] in '«“„"' and sum(map(len, QUOTED.findall(text))) > MOSTLY_QUOTED_SHARE * len(text)

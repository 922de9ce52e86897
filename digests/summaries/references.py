"""What in a sentence only another one can resolve: pronouns, "the move", somebody who is not named."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from digests.summaries.standalone import FIRST_WORDS, QUOTED, is_predicate
from digests.text.rules import words_by_section
from digests.text.stemming import fold_word
from digests.text.word_rarity import cut, idf

_FIRST_WORD = re.compile(r"[^\w]{0,40}([\w-]{1,40})(?:\s{1,9}([\w-]{1,40}))?(?:\s{1,9}([\w-]{1,40}))?")
_WORD = re.compile(r"[\w’'-]+")
_GOES_ON = frozenset({"же", "ж", "он", "она", "они"})  # "Главной же целью", "Деталей он не уточнил"
_LATER_PRONOUN = re.compile(
    r"\w{1,20}(?: [\da-zа-яёәғқңөұүһі-]{1,20}){0,3} (?:он|она|они|ол|олар|he|she|they)\b"
)
# "Так считают в министерстве", "Сам футболист признал вину"; not "Так, в Семее …", "Сам по себе …".
_POINTS_BACK = re.compile(r"(?:Так (?!как |что |же |по |называем)|Сам[аи]? (?!по ))[а-яё]")
_SAYS_MORE = re.compile(
    r"\w{2,30}(?: [a-zа-яёәғқңөұүһі][\w-]{0,30}){0,3} "
    r"(?:также|тоже|добавил[аио]?|добавля[ею]т|сондай-ақ|сонымен|қосты|also|added|adds)\b"
)
_COMES_AFTER = re.compile(
    r"(?:The|This|That|It|His|Her|Their)\b[^.,;]{0,60} (?:comes?|came|follows|followed) (?:[a-z]{1,12} ){0,2}"
    r"(?:after|as|amid|days?|hours|weeks?|months?|the (?:wake|heels))\b"
)


# "Беков рассказал": one name, behind which no other stands.
_BARE_NAME = re.compile(r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][\w’'-]{2,40}(?!\w)(?! [«\"“„]?[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ])")
NAME_WORDS = (2, 3)  # of a person's full name
KNOWN_TO_ALL = (
    6.0  # the rarity of a surname below which readers know whose it is, or it is a word like others
)


def opening_surname(text: str, names: Collection[str]) -> str | None:
    """The key of the surname that a sentence opens with, where that is the last word of one of an article's
    `names`: who has not read of that person does not know who is meant. None of any other opening.
    """
    found = _BARE_NAME.match(text)
    key = cut(fold_word(found[0])) if found else ""
    if not key or idf(key) < KNOWN_TO_ALL:
        return None
    full = (words for name in names if len(words := name.split()) in NAME_WORDS)
    return key if any(key == cut(fold_word(words[-1])) for words in full) else None


def means_somebody(text: str) -> bool:
    """Whether it speaks of a person whom only an earlier sentence names: "31-летний британец …", "The
    actor …", "В эфире она призналась".
    """
    words = _WORD.findall(QUOTED.sub(" ", text))[: 2 * FIRST_WORDS]
    listed = words_by_section("references.txt")
    for at, word in enumerate(words[:FIRST_WORDS]):
        folded = word.casefold()
        if folded in listed["person"]:
            return not at or words[0].casefold() in words_by_section("sentence_starts.txt")["starts"]
        if folded in listed["roles"] or folded.endswith("-year-old"):
            return _acts_unnamed(words[at + 1 :])
        if at and word[:1].isupper():
            return False
    return False


def _acts_unnamed(words: Sequence[str]) -> bool:
    """Whether a verb comes before any name."""
    for word in words:
        if word[:1].isupper():
            return False
        if is_predicate(word):
            return True
    return False


@lru_cache(maxsize=1 << 13)
def refers_back(text: str) -> bool:
    """Whether the sentence begins with what only the one before it can resolve: "Она также…", "Это…"."""
    found = _FIRST_WORD.match(text)
    if found is None:
        return False
    first, second, third = found[1].lower(), (found[2] or "").lower(), (found[3] or "").lower()
    words = words_by_section("references.txt")
    if _POINTS_BACK.match(text, found.start(1)):
        return True
    if first in words["first"] or not {f"{first}_{second}", f"{first}_{second}_{third}"}.isdisjoint(
        words["phrases"]
    ):
        return True
    if first in words["offices"] or (first in ("в", "во") and second in words["offices"]):
        return (third if first in ("в", "во") else second) in words["says"]
    if (first in words["before"] and second in words["second"]) or second in _GOES_ON:
        return True
    return _means_unnamed(text[found.start(1) :], first)


def _means_unnamed(text: str, first: str) -> bool:
    """Whether a pronoun, one thing more that is said, or the news before this one comes before any name:
    "Сейчас они…", "Политик также напомнил", "The deal comes a day after".
    """
    words = words_by_section("references.txt")
    when = (first in words["before"] or first in words["when"]) and _LATER_PRONOUN.match(text)
    return bool(when or (first in words["tellers"] and _SAYS_MORE.match(text)) or _COMES_AFTER.match(text))

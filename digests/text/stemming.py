"""One folding of words for stories, topics, follows and search: the stem stays, inflection goes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache, partial

from digests.models.texts import Language
from digests.text.memo import WordCache
from digests.text.rules import rule_lines

WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
KAZAKH_LETTERS = frozenset("әғқңөұүһі")
MIN_STEM = 3
FIRST_CYRILLIC = "\u0400"
_CASES = (
    "ның нің дың дің тың тің ға ге қа ке на не ны ні ды ді ты ті да де та те нда нде дан ден тан тен нан нен "
    "мен бен пен дағы дегі тағы тегі ндағы ндегі ғы гі қы кі ша ше"
)
_VOICELESS = {"б": "п", "г": "к"}
_ALIAS_LANGUAGES: tuple[Language | None, ...] = (None, "kk")
_AFTER_POSSESSIVE = frozenset({"на", "не", "нда", "нде", "ндағы", "ндегі"})
_AFTER_NASAL = frozenset({"нан", "нен"})
_POSSESSIVES = "ымыз іміз мыз міз ыңыз іңіз сы сі ы і ым ім ың ің"
_PLURALS = "лар лер дар дер тар тер"
_NOUN_IN_AN = re.compile(r"(.{2,40}[ая]н)(?:а|у|е|ы|ом|ой|ам|ами|ах|ов)?")
_RUSSIAN_LETTERS = tuple(zip("ёәғқңөұүһіѣ", "еагкноуухие", strict=True))
_LATIN_KAZAKH_MARK = re.compile(r"[äáğǵıńñŋöóşūúüýû]|q(?!u)")
_LATIN_PAIRS = {
    "sh": "ш",
    "ch": "ч",
    "zh": "ж",
    "kh": "х",
    "ya": "я",
    "yu": "ю",
    "ia": "я",
    "iu": "ю",
    "ts": "ц",
}
_ENGLISH_PAIRS = {
    **dict.fromkeys(("kh", "x"), "х"),
    "zh": "ж",
    "sh": "ш",
    "ch": "ч",
    "ts": "ц",
    "ya": "я",
    "yu": "ю",
    "yo": "е",
    "ye": "е",
    "ay": "ай",
    "ey": "ей",
    "oy": "ой",
    "uy": "уй",
    "ai": "ай",
    "ei": "ей",
    "oi": "ой",
    "ui": "уй",
    "ph": "ф",
    "j": "ж",
    "h": "х",
    "c": "к",
    "w": "у",
    "q": "к",
    "y": "ы",
}
_LATIN_LETTERS = {
    **dict(zip("abcdefghijklmnopqrstuvwxyz", "абцдефгхижклмнопкрстуввхыз", strict=True)),
    **dict(zip("äáçğǵıíńñŋóöşūúüýû", "аачггыинннооштуууу", strict=True)),
}


@lru_cache(maxsize=8)  # a text is read for its topics, its story and the search, one after another
def tokenise(text: str) -> tuple[str, ...]:
    """Words and numbers as they stand; a hyphen parts words, a thousands space parts numbers."""
    return tuple(WORD.findall(text))


def fold(text: str, language: Language | None = None) -> list[str]:
    """The folded words of `text`; without a language, words of a text with Kazakh letters count as Kazakh."""
    known = language or ("kk" if looks_kazakh(text) else None)
    return fold_words(tokenise(text), known)


def fold_words(words: Iterable[str], language: Language | None) -> list[str]:
    return list(map(_stems("kk" if language == "kk" else None).__getitem__, words))


def looks_kazakh(text: str) -> bool:
    """Whether at least one letter in forty is one that Russian lacks (Kazakh prose has one in six)."""
    lowered = text.lower()
    return 40 * sum(map(lowered.count, KAZAKH_LETTERS)) >= max(1, len(lowered))


def fold_word(word: str, language: Language | None = None) -> str:
    """The stem of one word: "Тоқаевтың", "Токаева" and "Toqaev" are "токаев"; numbers keep a point."""
    return _stems("kk" if language == "kk" else None)[word]


@cache
def _stems(language: Language | None) -> WordCache[str]:
    """Stems of the words of a Kazakh text, or of any other."""
    return WordCache(partial(_folded, language=language))


def _folded(word: str, language: Language | None) -> str:
    stem = _stem(word, language)
    return _aliases().get(stem, stem)


def fold_name(name: str) -> str:
    """The stem of a name in an English text as Russian spells it: "Kostanay" becomes that of "Костанай"."""
    return fold_word(in_cyrillic(name))


def in_cyrillic(name: str) -> str:
    """How Russian spells a name that stands in Latin letters as English spells it."""
    spelled = name.lower()
    for letters, cyrillic in _ENGLISH_PAIRS.items():
        spelled = spelled.replace(letters, cyrillic)
    return "".join(_LATIN_LETTERS.get(letter, letter) for letter in spelled)


def in_russian_letters(word: str) -> str:
    """A word in small letters with Kazakh and old letters as their Russian relatives."""
    spelled = word.lower()
    if not spelled.isascii():
        for letter, russian in _RUSSIAN_LETTERS:  # ten times as quick for a text as `translate`
            spelled = spelled.replace(letter, russian)
    return spelled


def _stem(word: str, language: Language | None) -> str:
    word = word.lower().replace("’", "'").replace("ʼ", "'")
    if word[:1].isdigit():
        return word.replace(",", ".")
    if word.isascii() and not _LATIN_KAZAKH_MARK.search(word):
        return _english(word)
    if word[:1] < FIRST_CYRILLIC and _is_latin(word):
        return _russian(_cyrillic(word))
    if language == "kk" or KAZAKH_LETTERS.intersection(word):
        return _kazakh(word.replace("ё", "е"))
    return _russian(in_russian_letters(word))


def _is_latin(word: str) -> bool:
    return all("a" <= letter <= "z" or letter in _LATIN_LETTERS or letter == "'" for letter in word)


def _cyrillic(word: str) -> str:
    for pair, letter in _LATIN_PAIRS.items():
        word = word.replace(pair, letter)
    return "".join(_LATIN_LETTERS.get(letter, letter) for letter in word)


def _english(word: str) -> str:
    return _stemmer("english")(word.removesuffix("'s").replace("'", ""))


def _russian(word: str) -> str:
    """Snowball, twice, but "казахстана" keeps its "ан" and surnames in -ов and -ев are told from plurals."""
    for _ in range(2):
        if word.endswith(("ов", "ев")) and word not in _genitive_plurals():
            return word
        if ("ан" in word or "ян" in word) and (noun := _NOUN_IN_AN.fullmatch(word)):
            return noun[1]
        word = _stemmer("russian")(word)
    return word


def _kazakh(word: str) -> str:
    for endings in (_endings(_CASES), _endings(_POSSESSIVES), _endings(_PLURALS)):
        word = _without_ending(word, endings)
    return _voiceless(_without_final_vowel(in_russian_letters(word)))


def _voiceless(stem: str) -> str:
    """A last consonant as it stands without an ending: "мектебі" is of "мектеп"."""
    return stem[:-1] + _VOICELESS.get(stem[-1], stem[-1]) if stem else stem


def _without_ending(word: str, endings: tuple[str, ...]) -> str:
    for ending in endings:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= MIN_STEM and _may_lose(stem, ending):
            return stem
    return word


def _may_lose(stem: str, ending: str) -> bool:
    """What begins with н follows a possessive (Астана keeps its end), and -стан is a country.

    After -ы it is no accusative but the end of "тасқын" with a possessive, except after who does something.
    """
    if ending in _AFTER_POSSESSIVE:
        return stem.endswith(("ы", "і"))
    if ending in _AFTER_NASAL:
        return stem.endswith(("ы", "і", "м", "н", "ң"))
    if ending in {"ны", "ні"}:
        return not stem.endswith(("ы", "і")) or stem.endswith(("шы", "ші"))
    return not (ending == "тан" and stem.endswith("с"))


def _without_final_vowel(stem: str) -> str:
    return stem[:-1] if len(stem) > MIN_STEM and stem[-1] in "аеиоуыь" else stem


@cache
def _endings(listed: str) -> tuple[str, ...]:
    return tuple(sorted(listed.split(), key=len, reverse=True))


@cache
def _aliases() -> dict[str, str]:
    """Other languages' names of a place or body → the stem of its first name in the file."""
    groups = [[part.strip() for part in line.split("=")] for _, line in rule_lines("aliases.txt")]
    return {
        _stem(name, language): _stem(group[0], None)
        for group in groups
        for name in group
        for language in _ALIAS_LANGUAGES
    }


@cache
def _genitive_plurals() -> frozenset[str]:
    return frozenset(line for _, line in rule_lines("genitive_plurals.txt"))


@cache
def _stemmer(language: str) -> Callable[[str], str]:
    import snowballstemmer

    stem: Callable[[str], str] = snowballstemmer.stemmer(language).stemWord
    return stem

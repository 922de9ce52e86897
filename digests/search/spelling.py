"""Words that a slip of the pen parts from others."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cache
from itertools import combinations, islice, product

from digests.text.edit_distance import edit_distance
from digests.text.rules import rule_lines
from digests.text.stemming import fold_word, in_cyrillic
from digests.text.word_forms import typed_forms

MIN_STEM = 3  # letters; a shorter one is a stem of too many words
MAX_DOUBLED = 2  # letters at once
MIN_LATIN, MAX_SPELLINGS = 4, 300  # letters of a word that may be spelt in Latin, and its spellings
MAX_ENDING = 2  # letters that its Latin stem may lack
CYRILLIC, LATIN = "абвгдежзийклмнопрстуфхцчшщъыьэюя", "abcdefghijklmnopqrstuvwxyz"


def near_stems(word: str) -> dict[str, bool]:
    """The stems of all words that are a slip away, and what is a slip away from its own stems; each with
    whether it begins as the word does. A Latin word may also be a Cyrillic one.
    """
    said = word.lower().replace("ё", "е")
    own = {said, in_cyrillic(said)} if said.isascii() else {said}
    near = {fold_word(each) for spelling in own for each in slips(spelling)}
    forms = {form for spelling in own for form in typed_forms(spelling)}
    near |= {each for form in forms for each in slips(form)}
    near |= {fold_word(each) for spelling in own for each in doubled(spelling)}
    starts = {spelling[0] for spelling in own | forms}
    least = max(
        MIN_STEM, min(len(fold_word(each)) for each in own) - 1
    )  # what loses more as an ending is another word
    return {stem: stem[0] in starts for stem in near - forms if len(stem) >= least}


def near_in(forms: Collection[str], words: Iterable[str], slips: int) -> list[str]:
    """Those of the words that are at most so many slips away from one of the forms."""
    return [
        word
        for word in words
        if any(abs(len(word) - len(form)) <= slips and edit_distance(form, word) <= slips for form in forms)
    ]


def doubled(word: str) -> set[str]:
    """With one or two of its letters doubled, and without all its doubled ones: "bufet" is "buffett"."""
    alone = "".join(letter for at, letter in enumerate(word) if letter != word[at - 1 : at])
    more = {
        "".join(letter * (1 + (at in places)) for at, letter in enumerate(alone))
        for count in range(1, MAX_DOUBLED + 1)
        for places in combinations(range(len(alone)), count)
    }
    return {alone, *more} - {word}


def spelt_in_latin(word: str) -> set[str]:
    """Stems of what a Cyrillic word may be in Latin letters, however it is inflected: "теслу" is "tesla"."""
    said = word.lower().replace("ё", "е")
    letters = _letters_in_latin()
    if len(said) < MIN_LATIN or not letters.keys() >= set(said):
        return set()
    stems = {said, *typed_forms(said)}
    spelt = {
        "".join(spelling)
        for stem in stems
        for spelling in islice(product(*(letters.get(letter, ("",)) for letter in stem)), MAX_SPELLINGS)
    }
    found = {fold_word(each + end) for each in spelt for end in ("", "a", "o", "e", "y")}
    least = max(MIN_LATIN, len(said) - MAX_ENDING)
    return {stem for stem in found if len(stem) >= least}


def slips(word: str) -> set[str]:
    """All that is one letter more, less or other, or two neighbours swapped, in the word's own alphabet: some
    seventy for each of its letters.
    """
    return {each for each in _changed(word, LATIN if word.isascii() else CYRILLIC) if each} - {word}


def _changed(word: str, letters: str) -> Iterator[str]:
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        yield from (before + letter + after for letter in letters)
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in letters)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]


@cache
def _letters_in_latin() -> dict[str, tuple[str, ...]]:
    rows = [rule.split() for _, rule in rule_lines("latin_spellings.txt")]
    return {letter: tuple(each.strip("-") for each in spelt) for letter, *spelt in rows}

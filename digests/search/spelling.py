"""Words that a slip of the pen parts from others."""

from __future__ import annotations

from collections.abc import Iterator

from digests.text.stemming import fold_word, in_cyrillic
from digests.text.word_forms import typed_forms

MIN_STEM = 3  # letters; a shorter one is a stem of too many words
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
    starts = {spelling[0] for spelling in own | forms}
    return {stem: stem[0] in starts for stem in near - forms if len(stem) >= MIN_STEM}


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

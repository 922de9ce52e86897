"""What a word of a text, or one that somebody typed, may fold to."""

from __future__ import annotations

from functools import lru_cache

from digests.models.texts import Language
from digests.text.stemming import fold_word, looks_kazakh, tokenise
from digests.text.word_rarity import cut, idf

WORDS_READ = 600
MIN_FORM_IDF = 2.0
_READINGS: tuple[Language | None, ...] = (None, "kk")

Forms = frozenset[str]


def text_forms(text: str, language: Language | None) -> list[Forms]:
    """Of its first words: "мерекесін" also as "мерекесі", of which it is the accusative."""
    read: Language | None = language or ("kk" if looks_kazakh(text) else None)
    return [_forms_in(word, read) for word in tokenise(text[: WORDS_READ * 10])[:WORDS_READ]]


def typed_forms(word: str) -> Forms:
    """Nobody says in which language they type."""
    return frozenset(fold_word(word, language) for language in _READINGS)


def is_telling(word: str) -> bool:
    """Whether the word says what a text is about; "и" and "году" do not."""
    return len(word) > 1 and all(idf(cut(stem)) > MIN_FORM_IDF for stem in typed_forms(word))


@lru_cache(maxsize=1 << 15)
def _forms_in(word: str, language: Language | None) -> Forms:
    stems = {fold_word(word, language)}
    if language == "kk" and word.lower().endswith(("ін", "ын")):
        stems.add(fold_word(word[:-1], language))
    return frozenset(stems)

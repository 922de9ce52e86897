"""What an article is found by, and what is looked for when somebody types words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from digests.models.texts import Language, SearchText, SummarySentence
from digests.text.rules import version_of
from digests.text.stemming import fold, fold_word, tokenise
from digests.text.word_rarity import cut, idf

MAX_SEARCHED_NAME_WORDS = 8
MIN_SEARCHED_IDF = 1.5
MADE_OF = (
    "text/stemming.py",
    "search/search_text.py",
    "text/rules.py",
    "data/aliases.txt",
    "data/genitive_plurals.txt",
)
_READINGS: tuple[Language | None, ...] = (None, "kk")

Stems = tuple[frozenset[str], ...]


def search_text(
    headline: str,
    names: Iterable[str],
    summary: Iterable[SummarySentence],
    body: str,
    language: Language,
) -> SearchText:
    known = None if language == "unknown" else language
    about = " ".join([*names, *(sentence.text for sentence in summary)])
    return SearchText(*(" ".join(fold(text, known)) for text in (headline, about, body)))


def stems_of(words: str) -> Stems:
    """For each telling word what it may fold to: nobody says in which language they type.

    Common words count only where there is no other; at most `MAX_SEARCHED_NAME_WORDS` words.
    """
    stems = [frozenset(fold_word(word, language) for language in _READINGS) for word in tokenise(words)]
    telling = [forms for forms in stems if _is_telling(forms)]
    return tuple(dict.fromkeys(telling or stems))[:MAX_SEARCHED_NAME_WORDS]


def index_version() -> str:
    """Another one whenever words may be folded in another way: by code, rules or the stemmer."""
    return version_of(MADE_OF, "snowballstemmer")


def mentions(text: str, stems: Sequence[frozenset[str]], language: Language) -> bool:
    """Whether all that `stems_of` made of the words stands in `text`."""
    said = set(fold(text, None if language == "unknown" else language))
    return all(not said.isdisjoint(forms) for forms in stems)


def _is_telling(forms: frozenset[str]) -> bool:
    return all(len(stem) > 1 and idf(cut(stem)) > MIN_SEARCHED_IDF for stem in forms)

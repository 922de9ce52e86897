"""The sentence of an article in which what was searched for stands, with its words marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from digests.models.texts import Language, TextSpan
from digests.search.search_text import Stems
from digests.text.sentences import read_sentences
from digests.text.stemming import WORD, fold_words, looks_kazakh

MAX_READ_FOR_SNIPPET = 20_000
MAX_SNIPPET, LEAD_IN = 260, 90


def hit_sentence(body: str, terms: Stems, language: Language) -> tuple[TextSpan, ...]:
    """Of the beginning of `body` the sentence with most of the terms, else its first; shortened."""
    best: list[TextSpan] = []
    most = -1
    for sentence in read_sentences(body[:MAX_READ_FOR_SNIPPET]):
        pieces = mark(sentence, terms, language)
        count = _terms_in(pieces, terms, language)
        if count > most:
            best, most = pieces, count
        if count == len(terms):
            break
    return tuple(_shortened(best))


def mark(text: str, terms: Stems, language: Language) -> list[TextSpan]:
    """The whole text in pieces."""
    wanted = {stem for forms in terms for form in forms for stem in form.split()}
    words = list(WORD.finditer(text))
    pieces: list[TextSpan] = []
    end = 0
    for word, stem in zip(words, _fold([word[0] for word in words], language, text), strict=True):
        if stem in wanted:
            pieces += [TextSpan(text[end : word.start()]), TextSpan(word[0], found=True)]
            end = word.end()
    pieces.append(TextSpan(text[end:]))
    return [piece for piece in pieces if piece.text]


def _terms_in(pieces: Sequence[TextSpan], terms: Stems, language: Language) -> int:
    found = [piece.text for piece in pieces if piece.found]
    text = "".join(piece.text for piece in pieces)
    stems = set(_fold(found, language, text))
    return sum(any(stems.issuperset(form.split()) for form in forms) for forms in terms)


def _fold(words: Sequence[str], language: Language, text: str) -> list[str]:
    known = ("kk" if looks_kazakh(text) else None) if language == "unknown" else language
    return fold_words(words, known)


def _shortened(pieces: Sequence[TextSpan]) -> Iterator[TextSpan]:
    """A long sentence begins a little before the first word that was found."""
    left = MAX_SNIPPET
    for place, piece in enumerate(pieces):
        text = piece.text
        if place == 0 and not piece.found and len(pieces) > 1 and len(text) > LEAD_IN:
            text = "…" + text[-LEAD_IN:].partition(" ")[2]
        if len(text) > left:
            yield TextSpan(text[:left].rpartition(" ")[0].rstrip(" ,;:—–-") + "…", piece.found)
            return
        left -= len(text)
        yield TextSpan(text, piece.found)

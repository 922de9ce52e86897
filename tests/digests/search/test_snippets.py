"""A hit is shown in its sentence, with its words marked."""

from __future__ import annotations

from digests.models.texts import TextSpan
from digests.search.queries import read_query
from digests.search.snippets import hit_sentence, mark

BODY = "В Таразе прошёл праздник.\nНа площади открыли новый мост. Мосты в Атырау строят давно."


def shown(pieces: tuple[TextSpan, ...]) -> str:
    return "".join(f"[{piece.text}]" if piece.found else piece.text for piece in pieces)


def test_the_sentence_with_most_of_the_words() -> None:
    assert shown(hit_sentence(BODY, read_query("мост").terms, "ru")) == "На площади открыли новый [мост]."
    both = hit_sentence(BODY, read_query("Атырау мост").terms, "ru")
    assert shown(both) == "[Мосты] в [Атырау] строят давно."


def test_without_a_hit_the_first_sentence() -> None:
    assert shown(hit_sentence(BODY, read_query("школа").terms, "ru")) == "В Таразе прошёл праздник."
    assert hit_sentence("", read_query("школа").terms, "ru") == ()


def test_a_long_sentence_begins_shortly_before_the_hit() -> None:
    long = f"{'слово ' * 100}и тут мост, {'слово ' * 100}конец."
    told = shown(hit_sentence(long, read_query("мост").terms, "ru"))
    assert told.startswith("…")
    assert told.endswith("…")
    assert "тут [мост], " in told
    assert len(told) < 270


def test_kazakh_and_latin_spellings_are_marked() -> None:
    assert shown(tuple(mark("Тоқаевтың жолдауы", read_query("Toqaev").terms, "kk"))) == "[Тоқаевтың] жолдауы"

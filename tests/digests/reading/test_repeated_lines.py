"""A line, or the tail of one, that a source has in several articles is its own, not theirs."""

from __future__ import annotations

import json
from io import StringIO

import pytest

from bot.cli.analyse import run_analyse
from digests.reading import repeated_lines
from digests.reading.repeated_lines import SourceLines, without_repeated

POSTS = (
    "В Таразе археологи нашли клад серебряных монет XII века. Находку передали музею города.",
    "На трассе Актобе — Уральск столкнулись два грузовика. Движение перекрыли до вечера.",
    "Сборная Казахстана выиграла чемпионат Азии по борьбе. Команда взяла шесть золотых медалей.",
)


def cleaned(*texts: str) -> list[str]:
    sources = SourceLines()
    for text in texts:
        sources.learn("Зорька", text)
    repeated = sources.repeated_by("Зорька")
    return ["\n".join(without_repeated(text.split("\n"), repeated)) for text in texts]


@pytest.mark.parametrize(
    "footer",
    [
        "\nЗорька. Вступай к своим | Сообщи о событии",
        "\n👉 Зорька +18 — Вступить",
        "\nОзіңіз де жазыңыз: біздің бот",
        " @zorka_live",
        " #жаңалық-бүгін #зорька",
        " | Вступить",
        " 👉 Вступить в Зорьку",
        " Все новости дня читайте на сайте нашей редакции.",
        "\nMore of this at our desk",
    ],
)
def test_a_footer_in_any_wording_goes(footer: str) -> None:
    assert cleaned(*(post + footer for post in POSTS)) == list(POSTS)


STANDING = "Реставрация степных городов началась по всей области 11 марта прошлого года."


@pytest.mark.parametrize("before", ["", "Идут дожди. "])
def test_a_standing_sentence_inside_the_last_line_goes(before: str) -> None:
    told = [f"{post}\n{before}{STANDING} Собрано {n} монет." for n, post in enumerate(POSTS)]
    left = [f"{post}\n{before}Собрано {n} монет." for n, post in enumerate(POSTS)]
    assert cleaned(*told) == left


def test_a_sentence_that_opens_a_text_stays() -> None:
    told = [f"{STANDING} {post}" for post in POSTS]
    assert cleaned(*told) == told


def test_what_two_articles_share_stays() -> None:
    footer = "\nЗорька. Вступай к своим"
    assert cleaned(*(post + footer for post in POSTS[:2])) == [post + footer for post in POSTS[:2]]


@pytest.mark.parametrize("post", [POSTS[0], f"{POSTS[0]}\nПодробности позже."])
def test_a_copy_teaches_nothing(post: str) -> None:
    assert cleaned(*[post] * 5) == [post] * 5


def test_a_short_sentence_that_ends_a_line_stays() -> None:
    told = [f"{post} Никто не пострадал." for post in POSTS]
    assert cleaned(*told) == told


def test_the_oldest_lines_and_sources_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repeated_lines, "MAX_SOURCE_LINES", 4)
    monkeypatch.setattr(repeated_lines, "MAX_SOURCES", 1)
    sources = SourceLines()
    for post in POSTS:
        sources.learn("Зорька", f"{post}\nВступай к своим")
    assert len(sources.repeated_by("Зорька")) == 1
    sources.learn("Вечёрка", POSTS[0])
    assert not sources.repeated_by("Зорька")


def test_analyse_leaves_a_footer_out_from_its_third_time_on() -> None:
    rows = [
        json.dumps({"id": n, "text": f"{post} Зорьку читает весь город и вся область.", "source": "Зорька"})
        for n, post in enumerate(POSTS)
    ]
    out = StringIO()
    assert run_analyse(rows, out, StringIO(), 3) == 0
    told = [" ".join(json.loads(line)["summary"]) for line in out.getvalue().splitlines()]
    assert ["весь город" in summary for summary in told] == [True, True, False]

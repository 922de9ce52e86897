"""`newsdigest analyse`: JSON lines in, JSON lines out."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

from bot.cli.analyse import run_analyse

TEXT = "В Павлодаре 12 марта открыли мост через Иртыш. Его строили три года. Проект обошёлся в 18 млрд тенге."


def run(lines: list[bytes | str], sentences: int = 3) -> tuple[int, list[dict[str, object]], str]:
    out, errors = io.StringIO(), io.StringIO()
    status = run_analyse(iter(lines), out, errors, sentences)
    return status, [json.loads(line) for line in out.getvalue().splitlines()], errors.getvalue()


def line(**fields: object) -> bytes:
    return json.dumps(fields, ensure_ascii=False).encode()


def test_an_article_is_answered_with_all_fields() -> None:
    status, (answer,), errors = run(
        [line(id="a1", text=TEXT, title="Мост открыт", url="https://news.example")]
    )
    assert (status, errors) == (0, "")
    assert set(answer) == {"id", "language", "headline", "summary", "topics", "names", "story"}
    assert answer["id"] == "a1"
    assert answer["headline"] == "Мост открыт"
    assert answer["story"]


def test_a_bad_line_is_named_and_the_rest_is_answered() -> None:
    bad: list[bytes | str] = [
        b"{",
        b"[1]",
        b"\xff\xfe",
        line(id="x"),
        line(text="no id"),
        line(id=1, text=5),
        b"null",
    ]
    status, answers, errors = run([*bad, b"\n", line(id=2, text=TEXT)])
    assert status == 1
    assert [answer["id"] for answer in answers] == [2]
    assert [row.split(":")[0] for row in errors.splitlines()] == [f"line {n}" for n in range(1, 8)]


def test_short_texts_are_answered_too() -> None:
    status, answers, _ = run([line(id=1, text=""), line(id=2, text="Привет")])
    assert status == 0
    assert all(answer["headline"] and answer["story"] for answer in answers)


def test_summaries_are_as_long_as_asked() -> None:
    _, (answer,), _ = run([line(id=1, text=TEXT)], sentences=1)
    assert isinstance(answer["summary"], list)
    assert len(answer["summary"]) == 1


def test_two_reports_share_a_story_unless_days_apart() -> None:
    times = [
        "2025-03-12T10:00:00Z",
        "2025-03-12T12:00:00+05:00",
        "2025-04-20T10:00:00",
        "no date",
        "2025-03-12",
    ]
    _, answers, _ = run([line(id=n, text=TEXT, published=time) for n, time in enumerate(times)])
    stories = [answer["story"] for answer in answers]
    assert stories[0] == stories[1]
    assert stories[2] != stories[0]
    assert {stories[3], stories[4]} <= set(stories[:3])


def test_each_line_is_answered_before_the_next_is_read() -> None:
    out = io.StringIO()

    def lines() -> Iterator[bytes]:
        yield line(id=1, text=TEXT)
        assert out.getvalue().count("\n") == 1
        yield line(id=2, text=TEXT)

    assert run_analyse(lines(), out, io.StringIO(), 3) == 0


def test_an_article_that_cannot_be_analysed_does_not_end_the_stream() -> None:
    lines: list[bytes | str] = [
        line(id=1, text=TEXT, published="0001-01-01T00:00:00+05:00"),
        b'{"id": "\\ud800", "text": "x"}',
        b'{"id": ' + b"1" * 5000 + b', "text": "x"}',
        line(id=4, text=TEXT),
    ]
    status, answers, errors = run(lines)
    assert status == 1
    assert [answer["id"] for answer in answers] == [4]
    assert [row.split(":")[0] for row in errors.splitlines()] == ["line 1", "line 2", "line 3"]


def test_a_date_far_in_the_future_does_not_part_the_others() -> None:
    dated = [
        line(id=1, text=TEXT, title="Мост открыт", published="2026-01-15T09:00:00Z"),
        line(
            id=2,
            text="Курс доллара вырос до 541 тенге на торгах в пятницу.",
            published="2999-01-01T09:00:00Z",
        ),
        line(id=3, text=TEXT, title="Мост через Иртыш открыт", published="2026-01-15T12:00:00Z"),
    ]
    _, answers, _ = run([*dated])
    assert answers[0]["story"] == answers[2]["story"] != answers[1]["story"]

"""Pages as the web sends them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from digests.formats.web_page import PageProblem, read_web_page
from digests.models.texts import Published, RawText
from digests.reading.read_text import read_text
from tests.digests.marked import pairs_of

URL = "https://www.news.example/2026/most?utm_source=x"
STORY = (
    "<p>Мост через Тобол в Костанае открыли для движения в понедельник утром, сообщил аким города.</p>"
    "<p>Его строили три года, работы обошлись бюджету в двенадцать миллиардов тенге.</p>"
    "<p>По мосту пройдут четыре полосы движения и трамвайная линия, которую пустят через год.</p>"
)


def page(body: str = STORY, head: str = "") -> str:
    title = "<title>Мост открыт</title>"
    return (
        f"<html><head>{title}{head}</head><body><article><h1>Мост открыт</h1>{body}</article></body></html>"
    )


def read(text: str, encoding: str = "utf-8", charset: str | None = None) -> RawText:
    raw = read_web_page(text.encode(encoding), URL, charset)
    assert isinstance(raw, RawText), raw
    return raw


@pytest.mark.parametrize(
    "sign", ["\x01", "\x0b", "\x1b", "\uffff", "&#1;", "&#x1F;", "&#11", "&#XFFFE;", "&#999999999999;"]
)
def test_a_sign_that_no_text_has_spoils_no_page(sign: str) -> None:
    story = STORY.replace("Мост через", f"{sign}Мост через")
    body = f"{story}<div class='comments'>Отзыв</div>{sign}<p>Его длина{sign}километр.</p>"
    raw = read(page(body).replace("</article>", f"</article>{sign}"))
    assert "Мост через Тобол" in raw.text
    assert "Его длина километр." in " ".join(raw.text.split())


def test_an_article() -> None:
    raw = read(page())
    assert raw.title == "Мост открыт"
    assert "Мост через Тобол" in raw.text
    assert (raw.source, raw.link) == ("news.example", URL)


@pytest.mark.parametrize(
    ("encoding", "charset", "head"),
    [
        ("cp1251", "windows-1251", ""),
        ("cp1251", None, "<meta charset=windows-1251>"),
        ("cp1251", "utf-8", "<meta charset=utf-8>"),
        ("utf-8", "windows-1251", ""),
        ("utf-8", "no-such-code", ""),
        ("utf-16", None, ""),
        ("cp1251", "iso-8859-1", "<meta charset=windows-1251>"),
        ("koi8-r", "windows-1251", "<script>var a = 'the quick brown fox of the house'</script>"),
    ],
)
def test_encodings(encoding: str, charset: str | None, head: str) -> None:
    assert "Тобол" in read(page(head=head), encoding, charset).text


@pytest.mark.parametrize(
    ("href", "own"),
    [
        ("https://news.example/2026/most", "https://news.example/2026/most"),
        ("/2026/most", "https://www.news.example/2026/most"),
        ("https://other.example/2026/most", URL),  # a page may not speak for another site
        ("https://news.example/", URL),
        ("javascript:alert(1)", URL),
        ("http://[x", URL),
        ("", URL),
    ],
)
def test_the_address_that_a_page_calls_its_own(href: str, own: str) -> None:
    assert read(page(head=f'<link rel="canonical" href="{href}">')).link == own


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", PageProblem.EMPTY),
        ("<html><body></body></html>", PageProblem.EMPTY),
        (
            "<html><body><div id=root></div><script>render()</script></body></html>",
            PageProblem.SCRIPT_ONLY,
        ),
        (
            '<script type="application/ld+json">{"isAccessibleForFree": false}</script><p>По подписке</p>',
            PageProblem.PAYWALL,
        ),
        (
            page(
                "<p>Мост открыли утром в понедельник, сообщил аким. Дальше читают те, кто подписан.</p>",
                '<script type="application/ld+json">{"isAccessibleForFree": "https://schema.org/False"}</script>',
            ),
            PageProblem.PAYWALL,
        ),
    ],
)
def test_pages_without_an_article(content: str, problem: PageProblem) -> None:
    assert read_web_page(content.encode(), URL, None) is problem


NOTICES = {
    "ru": "<p>Мы и наши партнёры используем файлы cookie и обрабатываем персональные данные.</p>"
    "<p>Нажимая «Принять все», вы соглашаетесь с этим. Настройки можно изменить в любое время.</p>",
    "kk": "<p>Біз сайттың жұмысын жақсарту үшін cookie файлдарын пайдаланамыз.</p>"
    "<p>Сайтты пайдалануды жалғастыра отырып, сіз бұған келісім бересіз.</p>",
    "en": "<p>We and our 842 partners store cookies and process personal data on your device.</p>"
    "<p>You may click to consent to our processing, or reject all.</p>",
}


@pytest.mark.parametrize("language", NOTICES)
def test_a_page_that_only_asks_for_consent(language: str) -> None:
    notice = f"<div class=banner>{NOTICES[language]}<button>OK</button></div>"
    alone = f"<html><title>Мост открыт</title><body>{notice}<script>ask()</script></body></html>"
    assert read_web_page(alone.encode(), URL, None) is PageProblem.CONSENT
    assert "Мост через Тобол" in read(page(STORY + notice)).text


@pytest.mark.parametrize("content", [b"\0\xff\xfe\0", b"\x89PNG\r\n\x1a\n\0\0", b"<" * 100_000])
def test_bytes_that_are_no_page(content: bytes) -> None:
    assert isinstance(read_web_page(content, URL, None), PageProblem)


@pytest.mark.parametrize(
    ("head", "published"),
    [
        (
            '<script type="application/ld+json">{"datePublished": "2026-03-02T10:00:00+05:00"}</script>',
            Published(datetime(2026, 3, 2, 5, tzinfo=UTC)),
        ),
        (
            '<meta property="article:published_time" content="2026-03-02T10:00:00+05:00">',
            Published(datetime(2026, 3, 2, 5, tzinfo=UTC)),
        ),
        ('<meta property="article:published_time" content="2026-13-45T99:99:99Z">', None),
    ],
)
def test_dates(head: str, published: Published | None) -> None:
    assert read(page(head=head)).published == published


@pytest.mark.parametrize(("markup", "expected"), pairs_of("page_dates.txt"))
def test_the_date_of_a_page_is_its_articles(markup: str, expected: str) -> None:
    head, body = (markup, "") if markup.startswith(("<meta", "<script")) else ("", markup)
    page = f"<html><head>{head}</head><body><h1>Мост открыт</h1><div>{body}{STORY}</div></body></html>"
    published = read(page).published
    shown = "%Y-%m-%d %H:%M" if published and published.precision == "minute" else "%Y-%m-%d"
    assert (published.at.strftime(shown) if published else "-") == expected


@pytest.mark.parametrize(("markup", "expected"), pairs_of("page_titles.txt"))
def test_the_headline_of_a_page(markup: str, expected: str) -> None:
    raw = read_web_page(f"<html><body>{markup}{STORY}</body></html>".encode(), "https://vlast.kz/most", None)
    assert isinstance(raw, RawText)
    assert read_text(raw, now=datetime(2026, 3, 3, tzinfo=UTC)).headline == expected


def test_author() -> None:
    assert read(page(head='<meta name="author" content="Айнур Сериккызы">')).author == "Айнур Сериккызы"


def test_a_chinese_article_is_no_program() -> None:
    text = "乌拉尔河大桥在经过两年的大修后重新开放，市政府周一早上宣布。" * 6
    assert text in read(page(f"<p>{text}</p><script>run()</script>")).text

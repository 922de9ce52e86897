"""Pages that lead to many articles, and articles with others around them."""

from __future__ import annotations

import pytest

from digests.formats.pages.article import page_tree
from digests.formats.pages.article_list import is_article_list
from digests.formats.web_page import PageProblem, read_web_page

TEASERS = (
    (
        "Мост через реку открыли",
        "Мост через реку открыли после ремонта, движение пустили в понедельник утром.",
    ),
    ("Рынок в городе закрыли", "Рынок закрыли на карантин, ветеринары проверяют хозяйства области."),
    ("Проезд в автобусах подорожал", "Проезд подорожает с декабря, решение принял маслихат города."),
    ("Школу сдали до срока", "Школу на шестьсот мест сдали до срока, дети придут после каникул."),
)
STORY = " ".join(f"{text} Об этом рассказал аким города на встрече с жителями." for _, text in TEASERS)
SECTION = "https://news.example/gorod"
STORY_URL = "https://news.example/gorod/most-cherez-reku-otkryli-20417"


def articles(*, linked: bool = True) -> str:
    link = "<a href='/{n}'>Читать далее</a>" if linked else ""
    return "".join(
        f"<article><h2>{title}</h2><p>{text}</p>{link.format(n=n)}</article>"
        for n, (title, text) in enumerate(TEASERS)
    )


def headings(tag: str = "h3") -> str:
    return "".join(
        f"<div><{tag}><a href='/news/{n}'>{title}</a></{tag}><p>{text}</p></div>"
        for n, (title, text) in enumerate(TEASERS)
    )


FRONT = "".join(f"<li><a href='/news/{n}'>Новость города номер {n} за сегодня</a></li>" for n in range(9))
ARTICLE = f"<h1>Мост через реку открыли утром</h1><div><p>{STORY}</p></div>"


@pytest.mark.parametrize(
    ("body", "url"),
    [
        (articles(), SECTION),
        (articles(), STORY_URL),
        (f"<h1>Новости города</h1>{articles()}", SECTION),
        (f"<h1><a href='/'>Новости степного города Костаная</a></h1>{articles()}", SECTION),
        (headings(), SECTION),
        (headings("h2"), "https://news.example/"),
        (f"<h1>Вести</h1><ul>{FRONT}</ul>", "https://news.example/"),
        (f"<h1>Вести</h1><ul>{FRONT}</ul>", "https://news.example"),
    ],
)
def test_a_list_of_articles_is_none(body: str, url: str) -> None:
    page = f"<html><head><title>Мост через реку открыли | Вести</title></head><body>{body}</body></html>"
    assert read_web_page(page.encode(), url, None) is PageProblem.LIST


@pytest.mark.parametrize(
    ("body", "head"),
    [
        (ARTICLE, ""),
        (f"<article>{ARTICLE}</article>{articles()}", ""),
        (f"<h1>Мост через реку открыли утром</h1><p>{TEASERS[0][1]}</p>{headings()}", ""),
        (f"<h2>Мост через реку открыли</h2><div><p>{STORY}</p><p>{STORY}</p></div>{headings()}", ""),
        (articles(), "<meta property='og:type' content='article'>"),
        (f"<p>{TEASERS[0][1]}</p><aside>{headings()}</aside><footer>{headings()}</footer>", ""),
        (f"<p>{TEASERS[0][1]} {TEASERS[1][1]}</p><nav><ul>{FRONT}</ul></nav>", ""),
    ],
)
def test_an_article_with_others_around_it_is_one(body: str, head: str) -> None:
    tree = page_tree(f"<html><head>{head}</head><body>{body}</body></html>")
    assert tree is not None
    for url in (SECTION, STORY_URL, "https://news.example/"):
        assert not is_article_list(tree, url)

"""A digest as a single page of HTML that needs no other file."""

from __future__ import annotations

from datetime import datetime
from html import escape

from digests.models.digest import Digest, DigestItem, ToldSentence
from digests.models.stories import Article, Origin
from digests.models.texts import Published, is_web_address

STYLE = """
:root { color-scheme: light dark; --faint: color-mix(in srgb, currentColor 62%, transparent) }
body { max-width: 42rem; margin: 3rem auto; padding: 0 1.2rem; font: 1.05rem/1.55 Georgia, serif }
h1 { font-size: 1rem; font-weight: 400; color: var(--faint) }
h2 { font-size: 1.35rem; line-height: 1.25; margin: 2.4rem 0 .3rem; text-wrap: balance }
p { margin: .5rem 0 }
.from, sup, footer { font: .82rem/1.5 system-ui, sans-serif; color: var(--faint) }
a { color: inherit; text-decoration-color: var(--faint); text-underline-offset: .15em }
sup a { text-decoration: none }
footer { margin-top: 3rem; border-top: 1px solid var(--faint); padding-top: .8rem }
"""


def digest_page(digest: Digest, told: dict[int, tuple[ToldSentence, ...]], now: datetime) -> str:
    """`told` has the sentences of each story by its number. Every word from a source is escaped."""
    items = "\n".join(_item(item, told[item.story.id]) for item in digest.items)
    language = digest.items[0].language if digest.items else "en"
    day = f"{now.day} {now:%B %Y}"
    stories = len(digest.items)
    return f"""<!doctype html>
<html lang="{escape(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>Digest, {day}</title>
<style>{STYLE}</style>
</head>
<body>
<h1>Digest, {day}</h1>
<main>
{items}
</main>
<footer>Stories: {stories}. Articles: {digest.article_count}.</footer>
</body>
</html>
"""


def _item(item: DigestItem, sentences: tuple[ToldSentence, ...]) -> str:
    articles = item.story.articles
    numbers = {article.id: at for at, article in enumerate(articles, 1)}
    dates = [_date(article.published) for article in _leading(item) if article.published]
    sources = [_source(at, article.origins[0]) for at, article in enumerate(articles, 1)]
    steps = "".join(f"<li>{_step(step)}</li>" for step in item.steps)
    marked = " ".join(_sentence(one, numbers[one.article.id]) for one in sentences)
    return (
        f'<article lang="{escape(item.language)}">\n<h2>{escape(item.headline)}</h2>\n'
        f'<p class="from">{" · ".join([*dates[:1], *sources])}</p>\n<p>{marked}</p>\n'
        f"{f'<ul>{steps}</ul>{chr(10)}' if steps else ''}</article>"
    )


def _step(item: DigestItem) -> str:
    return _linked(item.headline, _leading(item)[0].origins[0].link)


def _leading(item: DigestItem) -> list[Article]:
    """The articles of an item, beginning with the one that gives the headline."""
    return sorted(item.story.articles, key=lambda article: article.headline != item.headline)


def _sentence(one: ToldSentence, number: int) -> str:
    return f"{escape(one.text)}<sup>&nbsp;{_linked(str(number), one.article.origins[0].link)}</sup>"


def _source(number: int, origin: Origin) -> str:
    return f"{number}&nbsp;{_linked(origin.source, origin.link)}"


def _linked(words: str, link: str | None) -> str:
    if not link or not is_web_address(link):
        return escape(words)
    return f'<a href="{escape(link)}" rel="noopener">{escape(words)}</a>'


def _date(published: Published) -> str:
    day = f"{published.at.day} {published.at:%B %Y}"
    return day if published.precision == "day" else f"{day}, {published.at:%H:%M} UTC"

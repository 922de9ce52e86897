"""Stories of a post as HTML for a page: every word of a source escaped, links to the web alone."""

from __future__ import annotations

from bot.i18n import speak
from bot.outlets.contents import ToldPost
from bot.views.common.html import Html, join, link, text
from bot.views.common.items import headline_of
from bot.views.common.sources import label, shown_origin, source_name
from digests.models.digest import DigestItem
from digests.models.stories import Article, Origin

MAX_SOURCES = 20  # are named under a story


def post_html(told: ToldPost) -> Html:
    """The whole post; empty where nothing is left of it."""
    say = speak(told.language)
    blocks = [_story(item, told) for item in told.main]
    if told.brief:
        lines = join([_in_list(_line(item, told)) for item in told.brief])
        blocks.append(Html(f"<h3>{text(say('digest-brief'))}</h3>\n<ul>{lines}</ul>"))
    return join(blocks, "\n")


def sources_of(item: DigestItem) -> list[Origin]:
    """A place for each of its reports, where it can be opened if there is one; each name and link once."""
    found = (shown_origin(article) for article in _leading(item))
    by_link = {(origin.source, origin.link): origin for origin in found if origin}
    return list(by_link.values())[:MAX_SOURCES]


def _story(item: DigestItem, told: ToldPost) -> Html:
    say = speak(told.language)
    title = Html(text(headline_of(item, say)) + label(item.language, "", say))
    told_by = join([_source(origin, told) for origin in sources_of(item)], ", ")
    sentences = [Html(f"<p>{text(each.text)}</p>") for each in item.sentences]
    steps = join([_in_list(_line(step, told)) for step in item.steps])
    return join(
        [
            Html(f"<h3>{title}</h3>"),
            *sentences,
            Html(f"<p>{told_by}</p>"),
            *([Html(f"<ul>{steps}</ul>")] if steps else []),
        ],
        "\n",
    )


def _line(item: DigestItem, told: ToldPost) -> Html:
    say = speak(told.language)
    origin = next(iter(sources_of(item)), None)
    words = text(headline_of(item, say))
    return Html(link(words, origin.link if origin else None) + label(item.language, "", say))


def _source(origin: Origin, told: ToldPost) -> Html:
    return link(text(source_name(origin, speak(told.language))), origin.link)


def _in_list(line: Html) -> Html:
    return Html(f"<li>{line}</li>")


def _leading(item: DigestItem) -> list[Article]:
    """Its articles, first that under whose headline it stands."""
    return sorted(item.story.articles, key=lambda article: article.headline != item.headline)

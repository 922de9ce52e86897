"""What editors see of articles that are there: the list and one of them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.i18n import Say
from bot.views.common.buttons import Action, button, encode
from bot.views.common.context import RenderContext
from bot.views.common.html import Html, bold, clip, folded, italic, join, link, text
from bot.views.common.message import Button, Buttons, Message, in_rows
from bot.views.common.origin import FromArticle
from bot.views.common.sources import shown_origin, source_name
from bot.views.common.subscription import topic_names
from bot.views.reader.answer_buttons import OpenStory
from digests.models import Article, Origin, Published

BODY_UNITS = 1500
HEADLINE_UNITS = 300
LINE_UNITS = 120
ARTICLES_PER_PAGE = 8


def listing(
    articles: Sequence[tuple[Article, bool]], newest: int, older: bool, place: RenderContext
) -> Message:
    """`articles` with whether each is retracted, newest first; `newest` is the newest number of all."""
    say = place.say
    if not articles:
        return Message(text(say("articles-none")))
    lines = [_line(article, gone, place) for article, gone in articles]
    numbers = [Button(str(article.id), encode(Action.ARTICLE, article.id)) for article, _ in articles]
    first, last = articles[0][0].id, articles[-1][0].id
    turns = []
    if first < newest:
        turns.append(
            Button(say("button-back"), encode(Action.ARTICLES, min(first + ARTICLES_PER_PAGE, newest) + 1))
        )
    if older:
        turns.append(Button(say("button-next"), encode(Action.ARTICLES, last)))
    rows = (*in_rows(numbers, 4), tuple(turns))
    return Message(
        join([bold(text(say("articles-title"))), *lines], "\n\n"), tuple(row for row in rows if row)
    )


def one(
    article: Article, story_id: int, body: str, place: RenderContext, *, gone: bool, added_by: str = ""
) -> Message:
    """`added_by` is the name of the editor, where there is one and it is known."""
    say = place.say
    lines = [
        text(say("article-title", number=str(article.id))),
        bold(text(clip(article.headline, HEADLINE_UNITS))),
        text("\n".join(about(article, place))),
        join([text(say("article-sources")), _origins(article.origins, say)], " "),
        text(
            say(
                "article-added",
                date=say.date(article.added, place.zone, now=place.now),
                time=say.time(article.added, place.zone),
            )
        ),
    ]
    if added_by:
        lines.append(text(say("article-added-by", name=added_by)))
    if gone:
        lines.append(italic(text(say("article-retracted"))))
    if body.strip():
        lines.append(folded(text(clip(body, BODY_UNITS))))
    edit = Button(say("button-edit"), encode(Action.EDIT, article.id))
    retract = Button(say("button-retract"), encode(Action.ASK_RETRACT, article.id))
    story = button(say("button-whole-story"), OpenStory(story_id, 0, FromArticle(article.id)))
    back = (restore_button(article.id, say), list_button(say))
    rows: Buttons = (back,) if gone else ((story,), (edit, retract), (list_button(say),))
    return Message(join(lines, "\n"), rows)


def about(article: Article, place: RenderContext) -> list[str]:
    say = place.say
    return [
        say("article-language", language=say(f"language-{article.language}")),
        date_line(article.published, place),
        *topics_line(article.topics, say),
    ]


def date_line(published: Published | None, place: RenderContext) -> str:
    if published is None:
        return place.say("article-no-date")
    return place.say("article-date", date=place.when(published))


def _line(article: Article, gone: bool, place: RenderContext) -> Html:
    say = place.say
    source = source_name(shown_origin(article), say)
    date = say.date(article.added, place.zone, now=place.now)
    mark = f" · {say('articles-retracted')}" if gone else ""
    headline = clip(article.headline, LINE_UNITS)
    return Html(f"{article.id}. {text(headline)}\n{italic(text(f'{source} · {date}{mark}'))}")


def _origins(origins: Sequence[Origin], say: Say) -> Html:
    """As links."""
    shown = [link(text(source_name(origin, say)), origin.link) for origin in origins[:10]]
    return join(shown, ", ")


def topics_line(topics: Sequence[str], say: Say) -> list[str]:
    names = topic_names(frozenset(topics), say)
    return [say("article-topics", topics=", ".join(names))] if names else []


def with_list(sentence: str, say: Say) -> Message:
    """A sentence with a way to all articles."""
    return Message(text(sentence), ((list_button(say),),))


def open_button(article_id: int, say: Say) -> Button:
    return Button(say("article-title", number=str(article_id)), encode(Action.ARTICLE, article_id))


def restore_button(article_id: int, say: Say) -> Button:
    return Button(say("button-restore"), encode(Action.RESTORE, article_id))


def list_button(say: Say) -> Button:
    return Button(say("button-articles"), encode(Action.ARTICLES, 0))

"""The articles as editors see them: a list, and each of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.i18n import Say
from bot.views.common.buttons import EditArticle, OpenArticle, button
from bot.views.common.context import RenderContext
from bot.views.common.html import Html, bold, clip, fits, folded, italic, join, link, text
from bot.views.common.message import Button, Buttons, Message, in_rows
from bot.views.common.origin import FromArticle
from bot.views.common.sources import named, shown_origin, source_name
from bot.views.common.subscription import topic_names
from bot.views.editor.buttons import (
    Archive,
    AskDate,
    AskHeadline,
    AskHold,
    AskRetract,
    LetGo,
    OpenArticles,
    OpenLog,
    OpenSentences,
    OpenSourcesOf,
    OpenStoryOf,
    OpenTopicsOf,
    Restore,
)
from bot.views.reader.answer_buttons import OpenStory
from digests.models.stories import Article, EditedParts, Origin
from digests.models.texts import UNTIL_LET_GO, Published

if TYPE_CHECKING:
    from storage.articles import StoredArticle

BODY_UNITS = 1500
HEADLINE_UNITS = 300
LINE_UNITS = 120
ARTICLES_PER_PAGE = 8
PARTS_PER_ROW = 3


def listing(found: Sequence[StoredArticle], newest: int, older: bool, place: RenderContext) -> Message:
    """`found`: a page, newest first; `newest`: the highest number of all; `older`: there is a next page."""
    say = place.say
    if not found:
        return Message(text(say("articles-none")))
    ids = [stored.article.id for stored in found]
    turns = []
    if ids[0] < newest:
        back = OpenArticles(min(ids[0] + ARTICLES_PER_PAGE, newest) + 1)
        turns.append(button(say("button-back"), back))
    if older:
        turns.append(button(say("button-next"), OpenArticles(ids[-1])))
    rows = (*in_rows([button(str(number), OpenArticle(number)) for number in ids], 4), tuple(turns))
    lines = [bold(text(say("articles-title"))), *(_line(stored, place) for stored in found)]
    return Message(join(lines, "\n\n"), tuple(row for row in rows if row))


def one(stored: StoredArticle, place: RenderContext, added_by: str = "") -> Message:
    """`added_by` is the name of the editor, if it was added by one whose name is known."""
    say, article = place.say, stored.article
    date, time = say.date(article.added, place.zone, now=place.now), say.time(article.added, place.zone)
    lines = [
        text(say("article-title", number=str(article.id))),
        bold(text(clip(article.headline, HEADLINE_UNITS))),
        *maker_line(stored.edited, made=stored.headline_made, say=say),
        text("\n".join(about(article, place))),
        join([text(say("article-sources")), _origins(article.origins, say)], " "),
        *([italic(text(say("source-of-editors")))] if _is_named(article.origins) else []),
        *([] if stored.held_until else [text(say("article-in-story", number=str(stored.story_id)))]),
        text(say("article-added", date=date, time=time)),
    ]
    if added_by:
        lines.append(text(say("article-added-by", name=added_by)))
    if stored.retracted_at:
        why = say("article-advertising" if stored.advertising else "article-retracted")
        lines.append(italic(text(why)))
    elif stored.held_until:
        lines.append(italic(text(hold_line(stored, place))))
    elif stored.archived:
        lines.append(italic(text(say("article-archived"))))
    if stored.thinned:
        lines.append(italic(text(say("article-thinned"))))
    if stored.kept_text.strip():
        lines.append(folded(text(clip(stored.kept_text, BODY_UNITS))))
    return Message(join(lines, "\n"), _buttons(stored, place))


def maker_line(edited: EditedParts, *, made: bool, say: Say) -> list[Html]:
    """Who wrote the headline, if not the source; `made`: the source gave none."""
    if edited.headline is not None:
        return [italic(text(say("headline-of-editors")))]
    return [italic(text(say("headline-made")))] if made else []


def _buttons(stored: StoredArticle, place: RenderContext) -> Buttons:
    say, number = place.say, stored.article.id
    if stored.retracted_at:
        log = button(say("button-log"), OpenLog(number))
        return ((restore_button(number, say), log), (list_button(say),))
    parts = (
        button(say("button-edit-headline"), AskHeadline(number)),
        button(say("button-topics"), OpenTopicsOf(number)),
        button(say("button-edit-date"), AskDate(number)),
        button(say("button-edit-source"), OpenSourcesOf(number)),
        button(say("button-edit-summary"), OpenSentences(number)),
    )
    edit = button(say("button-edit-text"), EditArticle(number))
    last = (button(say("button-log"), OpenLog(number)), button(say("button-retract"), AskRetract(number)))
    if stored.held_until:
        return (*in_rows((*parts, edit), PARTS_PER_ROW), hold_row(number, say), last, (list_button(say),))
    story = button(say("button-whole-story"), OpenStory(stored.story_id, 0, FromArticle(number)))
    return (
        *in_rows((*parts, button(say("button-edit-story"), OpenStoryOf(number))), PARTS_PER_ROW),
        (edit, story),
        last,
        (*archive_row(stored, place), button(say("button-hold"), AskHold(number))),
        (list_button(say),),
    )


def hold_row(number: int, say: Say) -> tuple[Button, ...]:
    """For a held article: publish it now, or at another time."""
    other = button(say("button-other-time"), AskHold(number))
    return (button(say("button-publish-now"), LetGo(number)), other)


def hold_line(stored: StoredArticle, place: RenderContext) -> str:
    """That no reader sees it, and until when."""
    until = stored.held_until
    if until is None or until >= UNTIL_LET_GO:
        return place.say("hold-line-no-time")
    return place.say("hold-line", when=place.when(Published(until)))


def ask_hold(stored: StoredArticle, place: RenderContext, said: str | None = None) -> Message:
    """Asks when it is to be published; `said`: why the last answer cannot be used."""
    say, number = place.say, stored.article.id
    lines = [*([text(said)] if said else []), text(say("hold-ask", number=str(number)))]
    if stored.held_until:
        lines.append(text(hold_line(stored, place)))
    lines.append(bold(text(clip(stored.article.headline, HEADLINE_UNITS))))
    return Message(join(lines, "\n"), ((button(say("button-cancel"), OpenArticle(number)),),))


def notices_of_holds(
    came: Sequence[StoredArticle], elsewhere: Sequence[tuple[StoredArticle, str]], place: RenderContext
) -> Message:
    """Texts that `came` under an embargo, and held ones that another source, given by name, has published
    too.
    """
    say, lines = place.say, list[Html]()
    if came:
        lines += [bold(text(say("hold-came", count=len(came)))), *(_line(each, place) for each in came)]
    for stored, source in elsewhere:
        lines += [text(say("hold-elsewhere", source=named(source, say))), _line(stored, place)]
    found = list({each.article.id: each for each in (*came, *(one for one, _ in elsewhere))}.values())
    if len(found) == 1:
        number = found[0].article.id
        return Message(join(lines, "\n\n"), (hold_row(number, say), (open_button(number, say),)))
    numbers = [button(str(each.article.id), OpenArticle(each.article.id)) for each in found]
    return Message(join(lines, "\n\n"), tuple(in_rows(numbers, 4)))


def with_held(found: Message, held: Sequence[StoredArticle], place: RenderContext) -> Message:
    """Search results, followed by held articles, which only editors see."""
    lines = [bold(text(place.say("hold-found"))), *(_line(each, place) for each in held)]
    numbers = [open_button(each.article.id, place.say) for each in held]
    body = join([Html(found.text), *lines], "\n\n")
    return Message(body, (*found.buttons, *in_rows(numbers, 2))) if held and fits(body) else found


def archive_row(stored: StoredArticle, place: RenderContext) -> tuple[Button, ...]:
    """Takes an article out of the archive, or moves an old one into it; empty for what is plainly news."""
    if stored.archived:
        return (button(place.say("button-to-digest-now"), Archive(stored.article.id, on=False)),)
    if place.old_day(stored.article.published):
        return (button(place.say("button-archive"), Archive(stored.article.id, on=True)),)
    return ()


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


def _line(stored: StoredArticle, place: RenderContext) -> Html:
    say, article = place.say, stored.article
    source = source_name(shown_origin(article), say)
    date = say.date(article.added, place.zone, now=place.now)
    why = say("articles-advertising" if stored.advertising else "articles-retracted")
    mark = f" · {why}" if stored.retracted_at else f" · {say('articles-archived')}" if stored.archived else ""
    if stored.held_until and not stored.retracted_at:
        mark = f" · {_hold_mark(stored, place)}"
    headline = clip(article.headline, LINE_UNITS)
    return Html(f"{article.id}. {text(headline)}\n{italic(text(f'{source} · {date}{mark}'))}")


def _hold_mark(stored: StoredArticle, place: RenderContext) -> str:
    if stored.held_until is None or stored.held_until >= UNTIL_LET_GO:
        return place.say("hold-mark-no-time")
    return place.say("hold-mark", when=place.when(Published(stored.held_until)))


def _is_named(origins: Sequence[Origin]) -> bool:
    return any(origin.by_editor for origin in origins)


def _origins(origins: Sequence[Origin], say: Say) -> Html:
    """The sources as links."""
    shown = [link(text(source_name(origin, say)), origin.link) for origin in origins[:10]]
    return join(shown, ", ")


def topics_line(topics: Sequence[str], say: Say) -> list[str]:
    names = topic_names(frozenset(topics), say)
    return [say("article-topics", topics=", ".join(names))] if names else []


def with_list(sentence: str, say: Say) -> Message:
    """A sentence with a button to all articles."""
    return Message(text(sentence), ((list_button(say),),))


def article_missing(article_id: int, say: Say) -> Message:
    return with_list(say("article-not-found", number=str(article_id)), say)


def open_button(article_id: int, say: Say) -> Button:
    return button(say("article-title", number=str(article_id)), OpenArticle(article_id))


def restore_button(article_id: int, say: Say) -> Button:
    return button(say("button-restore"), Restore(article_id))


def list_button(say: Say) -> Button:
    return button(say("button-articles"), OpenArticles())

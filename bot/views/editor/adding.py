"""What becomes of a text from an editor: a preview, an article, or another source of a known article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.i18n import Say
from bot.views.common.buttons import OpenArticle, button
from bot.views.common.context import RenderContext
from bot.views.common.html import Html, bold, clip, folded, italic, join, link, text
from bot.views.common.message import Buttons, Message, in_rows
from bot.views.common.sources import named, source_count, source_name
from bot.views.editor.articles import (
    HEADLINE_UNITS,
    PARTS_PER_ROW,
    about,
    archive_row,
    date_line,
    hold_line,
    hold_row,
    list_button,
    maker_line,
    open_button,
    restore_button,
    topics_line,
    with_list,
)
from bot.views.editor.buttons import Retract
from bot.views.editor.draft_buttons import (
    AddDraft,
    ArchiveDraft,
    AskDraftDate,
    AskDraftHeadline,
    AskDraftHold,
    AskDraftSource,
    DropDraft,
    HoldDraft,
    OpenArticleDraft,
    OpenSentencesOfDraft,
    OpenStoryOfDraft,
    OpenTopicsOfDraft,
)
from digests.models.digest import DigestItem
from digests.models.stories import Article, NamedSource, Story
from digests.models.texts import Analysis, Embargo, Published

if TYPE_CHECKING:
    from storage.articles import StoredArticle
    from storage.drafts import Draft

SENTENCES_SHOWN = 3
SENTENCE_UNITS = 500


def preview(
    draft: Draft,
    analysis: Analysis,
    source: NamedSource,
    story: DigestItem | None,
    *,
    known: int | None,
    embargo: Embargo | None = None,
    place: RenderContext,
) -> Message:
    """What a text will become, with what was chosen for it: `story` is the one it will join, if any.

    `known` is the article that has this text already. Under an `embargo` its editor decides when it is
    published.
    """
    say = place.say
    lines = [text(say("preview-title")), bold(text(clip(analysis.headline, HEADLINE_UNITS)))]
    lines += maker_line(draft.edited, made=analysis.reading.headline is None, say=say)
    if analysis.summary:
        lines.append(_summary(analysis))
    lines.append(text("\n".join(_facts(analysis, place))))
    lines.append(_source(source, place.say))
    if draft.named is not None:
        lines.append(italic(text(say("source-of-editors"))))
    if known is None:
        lines.append(text(_story(story, place.say)))
    if known is not None:
        lines.append(italic(text(say("preview-known", number=str(known)))))
    draft_id, parts = draft.id, () if known is not None else _draft_parts(draft.id, say)
    cancel = button(say("button-cancel"), DropDraft(draft_id))
    if known is None and embargo is not None:
        lines.append(bold(text(_embargo(embargo, place))))
        return Message(join(lines, "\n"), (*parts, *_hold_rows(draft_id, embargo, place), (cancel,)))
    if known is None and place.old_day(analysis.reading.published):
        lines.append(italic(text(say("preview-old"))))
        add = button(say("button-to-digest-now"), AddDraft(draft_id))
        archive = button(say("button-archive"), ArchiveDraft(draft_id))
        return Message(join(lines, "\n"), (*parts, (add, archive), (cancel,)))
    return Message(join(lines, "\n"), (*parts, (button(say("button-add"), AddDraft(draft_id)), cancel)))


def _embargo(embargo: Embargo, place: RenderContext) -> str:
    if embargo.until is None:
        return place.say("hold-preview-no-time")
    return place.say("hold-preview", when=place.when(Published(embargo.until)))


def _hold_rows(draft_id: int, embargo: Embargo, place: RenderContext) -> Buttons:
    say = place.say
    hold: Buttons = ()
    if embargo.until is not None:
        words = say("button-hold-until", when=place.when(Published(embargo.until)))
        hold = ((button(words, HoldDraft(draft_id, int(embargo.until.timestamp()))),),)
    now = button(say("button-publish-now"), AddDraft(draft_id))
    return (*hold, (now, button(say("button-other-time"), AskDraftHold(draft_id))))


def ask_hold_of_draft(draft_id: int, say: Say, said: str | None = None) -> Message:
    """Asks for the time; `said`: why the last answer cannot be used."""
    lines = [*([text(said)] if said else []), text(say("hold-ask-draft"))]
    return Message(join(lines, "\n"), ((button(say("button-cancel"), OpenArticleDraft(draft_id)),),))


def held(stored: StoredArticle, place: RenderContext) -> Message:
    """The article was added, and no reader sees it yet."""
    say, article = place.say, stored.article
    lines = [
        bold(text(say("added-title", number=str(article.id)))),
        text(clip(article.headline, HEADLINE_UNITS)),
        italic(text(hold_line(stored, place))),
    ]
    undo = button(say("button-undo"), Retract(article.id))
    return Message(join(lines, "\n"), (hold_row(article.id, say), (undo, open_button(article.id, say))))


def _draft_parts(draft_id: int, say: Say) -> Buttons:
    parts = (
        button(say("button-edit-headline"), AskDraftHeadline(draft_id)),
        button(say("button-topics"), OpenTopicsOfDraft(draft_id)),
        button(say("button-edit-date"), AskDraftDate(draft_id)),
        button(say("button-edit-source"), AskDraftSource(draft_id)),
        button(say("button-edit-summary"), OpenSentencesOfDraft(draft_id)),
        button(say("button-edit-story"), OpenStoryOfDraft(draft_id)),
    )
    return in_rows(parts, PARTS_PER_ROW)


def dropped(say: Say) -> Message:
    return with_list(say("preview-dropped"), say)


def draft_gone(say: Say) -> Message:
    return with_list(say("preview-gone"), say)


def added(stored: StoredArticle, story: Story, place: RenderContext) -> Message:
    """For an old article, its editor may choose between digest and archive here too."""
    say, article = place.say, stored.article
    undo = button(say("button-undo"), Retract(article.id))
    lines = [
        bold(text(say("added-title", number=str(article.id)))),
        text(clip(article.headline, HEADLINE_UNITS)),
        text("\n".join(about(article, place))),
        text(say("article-story", number=str(story.id), sources=source_count(story))),
    ]
    chosen = archive_row(stored, place)
    if chosen:
        lines.append(italic(text(say("article-archived") if stored.archived else say("added-old"))))
    rows = (chosen, (undo, open_button(article.id, say)))
    return Message(join(lines, "\n"), tuple(row for row in rows if row))


def known(stored: StoredArticle, new_origin: bool, place: RenderContext) -> Message:
    """The text was here before."""
    say, article = place.say, stored.article
    origin = article.origins[-1] if article.origins else None
    news = say("added-origin", source=source_name(origin, say)) if new_origin else say("added-nothing-new")
    lines = [
        bold(text(say("added-again", number=str(article.id)))),
        text(clip(article.headline, HEADLINE_UNITS)),
        text(news),
    ]
    if stored.held_until is not None:
        lines.append(italic(text(hold_line(stored, place))))
    elif stored.archived:
        lines.append(italic(text(say("article-archived"))))
    out = archive_row(stored, place) if stored.archived else ()
    return Message(join(lines, "\n"), ((*out, open_button(article.id, say)),))


def known_retracted(article: Article, say: Say) -> Message:
    lines = [
        bold(text(say("added-again", number=str(article.id)))),
        text(clip(article.headline, HEADLINE_UNITS)),
        text(say("added-retracted")),
    ]
    return Message(join(lines, "\n"), ((restore_button(article.id, say),),))


def retracted(article_id: int, say: Say) -> Message:
    buttons = (restore_button(article_id, say), list_button(say))
    return Message(text(say("retract-done", number=str(article_id))), (buttons,))


def restored(article_id: int, say: Say) -> Message:
    buttons = (open_button(article_id, say), list_button(say))
    return Message(text(say("restore-done", number=str(article_id))), (buttons,))


def archived(stored: StoredArticle, place: RenderContext) -> Message:
    """The article was moved into the archive, or out of it."""
    say, number = place.say, str(stored.article.id)
    done = say("archive-done", number=number) if stored.archived else say("archive-undone", number=number)
    return Message(text(done), ((*archive_row(stored, place), open_button(stored.article.id, say)),))


def ask_retract(article: Article, say: Say) -> Message:
    lines = [
        text(say("retract-ask", number=str(article.id))),
        bold(text(clip(article.headline, HEADLINE_UNITS))),
    ]
    yes = button(say("button-retract"), Retract(article.id), style="danger")
    no = button(say("button-cancel"), OpenArticle(article.id))
    return Message(join(lines, "\n"), ((yes, no),))


def _summary(analysis: Analysis) -> Html:
    sentences = [text(clip(sentence.text, SENTENCE_UNITS)) for sentence in analysis.summary]
    return folded(join(sentences[:SENTENCES_SHOWN], "\n"))


def _source(source: NamedSource, say: Say) -> Html:
    words = text(say("article-source", source=named(source.name, say)))
    return join([words, link(text(say("source-link")), source.link)], " · ") if source.link else words


def _story(story: DigestItem | None, say: Say) -> str:
    if story is None:
        return say("preview-story-new")
    headline = clip(story.headline, SENTENCE_UNITS)
    return say("preview-story", number=str(story.story.id), headline=headline)


def _facts(analysis: Analysis, place: RenderContext) -> list[str]:
    say = place.say
    return [
        say("article-language", language=say(f"language-{analysis.language}")),
        date_line(analysis.reading.published, place),
        *topics_line(analysis.topics, say),
    ]

"""The screens on which editors correct a part of an article, or of a text in preview."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.i18n import Say
from bot.views.common.buttons import ButtonData, OpenArticle, button
from bot.views.common.context import RenderContext
from bot.views.common.html import Html, bold, clip, join, link, text
from bot.views.common.message import Button, Message, in_pairs, in_rows
from bot.views.common.origin import FromArticle
from bot.views.common.sources import named
from bot.views.editor.articles import HEADLINE_UNITS, date_line, open_button
from bot.views.editor.buttons import AskSource, MoveArticle, SwitchSentence, SwitchTopicOf
from bot.views.editor.draft_buttons import (
    ChooseStoryOfDraft,
    FreeStoryOfDraft,
    OpenArticleDraft,
    SwitchSentenceOfDraft,
    SwitchTopicOfDraft,
)
from bot.views.editor.story_edits import ROWS_PER_PAGE, story_line
from bot.views.reader.answer_buttons import OpenStory
from digests.models.digest import DigestItem
from digests.models.stories import Article, NamedSource
from digests.models.texts import Published, SummarySentence

SENTENCES_SHOWN = 20
SENTENCE_UNITS = 150


def ask_headline(article: Article, say: Say, said: str | None = None) -> Message:
    """Asks for another headline; `said`: why the last answer cannot be used, or what happened in between."""
    asked = say("headline-ask", number=str(article.id))
    return _asked(asked, _headline(article.headline), _back(article.id, say), said)


def ask_draft_headline(draft_id: int, headline: str, say: Say, said: str | None = None) -> Message:
    return _asked(say("headline-ask-draft"), _headline(headline), _back_to_draft(draft_id, say), said)


def ask_date(article: Article, place: RenderContext, said: str | None = None) -> Message:
    """Asks for the day of publication; `said` is as in `ask_headline`."""
    asked = place.say("date-ask", number=str(article.id))
    now = text(date_line(article.published, place))
    return _asked(asked, now, _back(article.id, place.say), said)


def ask_draft_date(
    draft_id: int, published: Published | None, place: RenderContext, said: str | None = None
) -> Message:
    asked, back = place.say("date-ask-draft"), _back_to_draft(draft_id, place.say)
    return _asked(asked, text(date_line(published, place)), back, said)


def choose_source(article: Article, say: Say) -> Message:
    """Which of the places where it was seen is to be renamed."""
    rows = [
        (button(named(origin.source, say), AskSource(article.id, at)),)
        for at, origin in enumerate(article.origins[:ROWS_PER_PAGE])
    ]
    return Message(text(say("source-choose", number=str(article.id))), (*rows, (_back(article.id, say),)))


def ask_source(article: Article, source: NamedSource, say: Say, said: str | None = None) -> Message:
    asked = say("source-ask", number=str(article.id))
    return _asked(asked, _source(source, say), _back(article.id, say), said)


def ask_draft_source(draft_id: int, source: NamedSource, say: Say, said: str | None = None) -> Message:
    return _asked(say("source-ask-draft"), _source(source, say), _back_to_draft(draft_id, say), said)


def _asked(asked: str, now: Html, back: Button, said: str | None) -> Message:
    lines = [*([text(said)] if said else []), text(asked), now]
    return Message(join(lines, "\n"), ((back,),))


def _headline(headline: str) -> Html:
    return bold(text(clip(headline, HEADLINE_UNITS)))


def _source(source: NamedSource, say: Say) -> Html:
    name = bold(text(named(source.name, say)))
    return join([name, link(text(say("source-link")), source.link)], " · ") if source.link else name


def _back(article_id: int, say: Say) -> Button:
    return button(say("button-cancel"), OpenArticle(article_id))


def _back_to_draft(draft_id: int, say: Say) -> Button:
    return button(say("button-cancel"), OpenArticleDraft(draft_id))


def switch_draft_topics(draft_id: int, headline: str, topics: Collection[str], say: Say) -> Message:
    lines = [text(say("topics-of-draft-ask")), _headline(headline)]
    switches = [
        button(_marked(topic, topics, say), SwitchTopicOfDraft(draft_id, topic, topic not in topics))
        for topic in say.topics
    ]
    return Message(join(lines, "\n"), (*in_pairs(switches), (_done(draft_id, say),)))


def _done(draft_id: int, say: Say) -> Button:
    return button(say("button-done"), OpenArticleDraft(draft_id))


def _marked(topic: str, topics: Collection[str], say: Say) -> str:
    return say("chosen", name=say.topic(topic)) if topic in topics else say.topic(topic)


def switch_topics(article: Article, seen: int, say: Say, said: str | None = None) -> Message:
    """A switch for each topic; `seen` is the article's newest revision, `said` what happened in between."""
    asked = say("topics-of-ask", number=str(article.id))
    lines = [*([text(said)] if said else []), text(asked), _headline(article.headline)]
    switches = [
        button(
            _marked(topic, article.topics, say),
            SwitchTopicOf(article.id, topic, topic not in article.topics, seen),
        )
        for topic in say.topics
    ]
    return Message(join(lines, "\n"), (*in_pairs(switches), (open_button(article.id, say),)))


def no_sentences(article: Article, say: Say) -> Message:
    """The full text was removed for its age, so there are no other sentences to choose."""
    return Message(text(say("article-thinned")), ((open_button(article.id, say),),))


def switch_sentences(
    article: Article, sentences: Sequence[str], seen: int, say: Say, said: str | None = None
) -> Message:
    """A switch for each of the text's first sentences; `seen` and `said` are as in `switch_topics`."""
    told = _positions(article.summary)
    lines = [*([text(said)] if said else []), text(say("summary-ask", number=str(article.id)))]
    switches = [
        button(_numbered(at, told, say), SwitchSentence(article.id, at, at not in told, seen))
        for at in range(len(sentences[:SENTENCES_SHOWN]))
    ]
    return Message(
        join([*lines, *_sentence_lines(sentences, told)], "\n"),
        (*in_rows(switches, 5), (open_button(article.id, say),)),
    )


def switch_draft_sentences(
    draft_id: int,
    summary: Sequence[SummarySentence],
    sentences: Sequence[str],
    say: Say,
    said: str | None = None,
) -> Message:
    told = _positions(summary)
    lines = [*([text(said)] if said else []), text(say("summary-ask-draft"))]
    switches = [
        button(_numbered(at, told, say), SwitchSentenceOfDraft(draft_id, at, at not in told))
        for at in range(len(sentences[:SENTENCES_SHOWN]))
    ]
    return Message(
        join([*lines, *_sentence_lines(sentences, told)], "\n"),
        (*in_rows(switches, 5), (_done(draft_id, say),)),
    )


def _positions(summary: Sequence[SummarySentence]) -> frozenset[int]:
    return frozenset(sentence.position for sentence in summary)


def _numbered(at: int, told: Collection[int], say: Say) -> str:
    return say("chosen", name=str(at + 1)) if at in told else str(at + 1)


def _sentence_lines(sentences: Sequence[str], told: Collection[int]) -> list[Html]:
    """Sentences of the summary are bold."""
    lines = [
        text(f"{at + 1}. {clip(sentence, SENTENCE_UNITS)}")
        for at, sentence in enumerate(sentences[:SENTENCES_SHOWN])
    ]
    return [bold(line) if at in told else line for at, line in enumerate(lines)]


def choose_story(
    article: Article,
    seen: int,
    now: DigestItem,
    found: Sequence[DigestItem],
    *,
    place: RenderContext,
    said: str | None,
) -> Message:
    """Which story the article belongs to: it is in `now`, `found` are similar ones.

    The number of any other story may be typed.
    """
    say, here = place.say, now.story.id
    buttons = [
        button(str(item.story.id), MoveArticle(article.id, item.story.id, here, seen))
        for item in found[:ROWS_PER_PAGE]
    ]
    alone = len(now.story.articles) < 2
    own = () if alone else (button(say("button-own-story"), MoveArticle(article.id, 0, here, seen)),)
    asked = say("story-of-ask", number=str(article.id))
    rows = (*in_rows(buttons, 6), own, (_back(article.id, say),))
    return _stories(asked, story_line(now, place), found, rows, place=place, said=said)


def choose_draft_story(
    draft_id: int, now: DigestItem | None, found: Sequence[DigestItem], place: RenderContext, said: str | None
) -> Message:
    """As `choose_story`; `now` is None where it will be a story of its own."""
    say = place.say
    buttons = [
        button(str(item.story.id), ChooseStoryOfDraft(draft_id, item.story.id))
        for item in found[:ROWS_PER_PAGE]
    ]
    ways = (
        button(say("button-own-story"), ChooseStoryOfDraft(draft_id, 0)),
        button(say("button-story-by-bot"), FreeStoryOfDraft(draft_id)),
    )
    line = story_line(now, place) if now else text(say("story-of-draft-new"))
    rows = (*in_rows(buttons, 6), ways, (_back_to_draft(draft_id, say),))
    return _stories(say("story-of-draft-ask"), line, found, rows, place=place, said=said)


def _stories(
    asked: str,
    now: Html,
    found: Sequence[DigestItem],
    rows: Sequence[tuple[Button, ...]],
    *,
    place: RenderContext,
    said: str | None,
) -> Message:
    say = place.say
    lines = [
        *([text(said)] if said else []),
        bold(text(asked)),
        join([text(say("story-of-now")), now], "\n"),
        *([text(say("merge-similar"))] if found else []),
        *(story_line(item, place) for item in found[:ROWS_PER_PAGE]),
        text(say("merge-how")),
    ]
    return Message(join(lines, "\n\n"), tuple(row for row in rows if row))


def moved(article_id: int, story: DigestItem, undo: ButtonData, place: RenderContext) -> Message:
    """The article is in this story now."""
    say, number = place.say, story.story.id
    lines = [text(say("story-of-done", number=str(article_id))), story_line(story, place)]
    opened = button(say("story-number", number=str(number)), OpenStory(number, 0, FromArticle(article_id)))
    back = button(say("button-undo"), undo)
    return Message(join(lines, "\n\n"), ((opened, back), (open_button(article_id, say),)))

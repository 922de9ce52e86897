"""What editors see while they mend one part of an article."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.i18n import Say
from bot.views.common.buttons import OpenArticle, button
from bot.views.common.context import RenderContext
from bot.views.common.html import bold, clip, join, text
from bot.views.common.message import Message, in_pairs, in_rows
from bot.views.editor.articles import HEADLINE_UNITS, date_line, open_button
from bot.views.editor.buttons import OpenArticleDraft, SwitchSentence, SwitchTopicOf, SwitchTopicOfDraft
from digests.models.stories import Article

SENTENCES_SHOWN = 20
SENTENCE_UNITS = 150


def ask_headline(article: Article, say: Say, said: str | None = None) -> Message:
    """For another headline; `said`: why the last answer would not do, or what came between."""
    asked = say("headline-ask", number=str(article.id))
    lines = [*([text(said)] if said else []), text(asked), bold(text(clip(article.headline, HEADLINE_UNITS)))]
    cancel = button(say("button-cancel"), OpenArticle(article.id))
    return Message(join(lines, "\n"), ((cancel,),))


def ask_date(article: Article, place: RenderContext, said: str | None = None) -> Message:
    """For the day when it was published; `said` as in `ask_headline`."""
    say = place.say
    lines = [
        *([said] if said else []),
        say("date-ask", number=str(article.id)),
        date_line(article.published, place),
    ]
    return Message(join(map(text, lines), "\n"), ((button(say("button-cancel"), OpenArticle(article.id)),),))


def ask_draft_headline(draft_id: int, headline: str, say: Say, said: str | None = None) -> Message:
    lines = [*([said] if said else []), say("headline-ask-draft")]
    words = join([*map(text, lines), bold(text(clip(headline, HEADLINE_UNITS)))], "\n")
    return Message(words, ((button(say("button-cancel"), OpenArticleDraft(draft_id)),),))


def switch_draft_topics(draft_id: int, headline: str, topics: Collection[str], say: Say) -> Message:
    lines = [text(say("topics-of-draft-ask")), bold(text(clip(headline, HEADLINE_UNITS)))]
    switches = [
        button(_marked(topic, topics, say), SwitchTopicOfDraft(draft_id, topic, topic not in topics))
        for topic in say.topics
    ]
    return Message(
        join(lines, "\n"), (*in_pairs(switches), (button(say("button-done"), OpenArticleDraft(draft_id)),))
    )


def _marked(topic: str, topics: Collection[str], say: Say) -> str:
    return say("chosen", name=say.topic(topic)) if topic in topics else say.topic(topic)


def switch_topics(article: Article, seen: int, say: Say, said: str | None = None) -> Message:
    """A switch for each topic; `seen` is the article's newest revision, `said` what came between."""
    asked = say("topics-of-ask", number=str(article.id))
    lines = [*([text(said)] if said else []), text(asked), bold(text(clip(article.headline, HEADLINE_UNITS)))]
    switches = [
        button(
            _marked(topic, article.topics, say),
            SwitchTopicOf(article.id, topic, topic not in article.topics, seen),
        )
        for topic in say.topics
    ]
    return Message(join(lines, "\n"), (*in_pairs(switches), (open_button(article.id, say),)))


def switch_sentences(
    article: Article, sentences: Sequence[str], seen: int, say: Say, said: str | None = None
) -> Message:
    """A switch for each of the text's first sentences; `seen` and `said` as in `switch_topics`."""
    told = {sentence.position for sentence in article.summary}
    lines = [*([text(said)] if said else []), text(say("summary-ask", number=str(article.id)))]
    switches = []
    for at, sentence in enumerate(sentences[:SENTENCES_SHOWN]):
        line = text(f"{at + 1}. {clip(sentence, SENTENCE_UNITS)}")
        lines.append(bold(line) if at in told else line)
        words = say("chosen", name=str(at + 1)) if at in told else str(at + 1)
        switches.append(button(words, SwitchSentence(article.id, at, at not in told, seen)))
    return Message(join(lines, "\n"), (*in_rows(switches, 5), (open_button(article.id, say),)))

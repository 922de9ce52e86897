"""What editors see while they mend one part of an article."""

from __future__ import annotations

from bot.i18n import Say
from bot.views.common.buttons import OpenArticle, button
from bot.views.common.html import bold, clip, join, text
from bot.views.common.message import Message, in_pairs
from bot.views.editor.articles import HEADLINE_UNITS, open_button
from bot.views.editor.buttons import SwitchTopicOf
from digests.models import Article


def ask_headline(article: Article, say: Say, said: str | None = None) -> Message:
    """For another headline; `said`: why the last answer would not do, or what came between."""
    asked = say("headline-ask", number=str(article.id))
    lines = [*([text(said)] if said else []), text(asked), bold(text(clip(article.headline, HEADLINE_UNITS)))]
    cancel = button(say("button-cancel"), OpenArticle(article.id))
    return Message(join(lines, "\n"), ((cancel,),))


def switch_topics(article: Article, seen: int, say: Say, said: str | None = None) -> Message:
    """A switch for each topic; `seen` is the article's newest revision, `said` what came between."""
    asked = say("topics-of-ask", number=str(article.id))
    lines = [*([text(said)] if said else []), text(asked), bold(text(clip(article.headline, HEADLINE_UNITS)))]
    switches = [
        button(
            say("chosen", name=say.topic(topic)) if topic in article.topics else say.topic(topic),
            SwitchTopicOf(article.id, topic, topic not in article.topics, seen),
        )
        for topic in say.topics
    ]
    return Message(join(lines, "\n"), (*in_pairs(switches), (open_button(article.id, say),)))

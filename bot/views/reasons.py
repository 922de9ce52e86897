"""Why a story stands where it stands, in a line: "3 источника · ваша тема: культура"."""

from __future__ import annotations

from collections.abc import Iterator

from bot.i18n import Say
from bot.views.html import Html, italic, text
from bot.views.sources import source_count
from digests.models import DigestItem


def reason_line(item: DigestItem, say: Say, *, chosen: bool) -> Iterator[Html]:
    """One line, or none when nothing speaks for it. `chosen`: a digest has chosen it for the reader."""
    told = " · ".join(_reasons(item, say))
    if told:
        yield italic(text(say("reason-chosen", reasons=told) if chosen else told))


def _reasons(item: DigestItem, say: Say) -> Iterator[str]:
    reasons = item.reasons
    if reasons is None:
        return
    if reasons.sources > 1:
        reprinted = reasons.sources < source_count(item.story)
        yield say("reason-independent" if reprinted else "reason-sources", sources=reasons.sources)
    if reasons.follows:
        yield say("reason-follow", words=", ".join(reasons.follows))
    if names := [say.topic_within(topic) for topic in reasons.topics if topic in say.topics]:
        yield say("reason-topics" if len(names) > 1 else "reason-topic", topics=", ".join(names))

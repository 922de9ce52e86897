"""What is posted to the hook, an edition as it is now, as JSON (docs/outlets.md), and its signature."""

from __future__ import annotations

import hmac
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Literal

from bot.outlets.contents import ToldPost
from bot.outlets.story_html import post_html, sources_of
from bot.views.common.html import seen
from bot.views.common.sources import shown_origin
from digests.models.digest import DigestItem, ToldSentence
from digests.models.stories import Origin
from storage.destinations import Destination
from storage.edition_posts import EditionPost
from storage.hook_events import HookEvent

SIGNATURE_HEADER = "X-Newsdigest-Signature"
EventType = Literal["edition", "correction", "retraction"]


def hook_body(
    event: HookEvent, chat: Destination, posts: Sequence[EditionPost], told: Sequence[ToldPost]
) -> bytes:
    """`posts` are those of the edition, one at least, `told` what is known of them."""
    arrives = all(post.told for post in posts)
    left = [each for each in told if each.items and arrives]
    gone = sorted({number for each in told for number in each.gone})
    body = {
        "id": str(event.id),
        "type": _type_of(event, left=bool(left), gone=bool(gone)),
        "at": _written(event.created),
        "chat": {
            "id": chat.address.chat_id,
            "thread": chat.address.thread_id,
            "kind": chat.kind,
            "title": seen(chat.title),
        },
        "edition": event.edition_id,
        "made": _written(posts[0].made),
        "kind": _kind_of(posts),
        "retracted": gone,
        "posts": [_post(each) for each in left],
    }
    return json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")


def signature_of(body: bytes, secret: str, at: int) -> str:
    """The value of the header: HMAC-SHA256 of the seconds since 1970, a dot and the body."""
    signed = hmac.digest(secret.encode(), f"{at}.".encode() + body, "sha256")
    return f"t={at},v1={signed.hex()}"


def _type_of(event: HookEvent, *, left: bool, gone: bool) -> EventType:
    if not left or (event.changed and gone):
        return "retraction"
    return "correction" if event.changed else "edition"


def _kind_of(posts: Sequence[EditionPost]) -> Literal["digest", "breaking", "review"]:
    if any(post.breaking for post in posts):
        return "breaking"
    return "review" if any(post.review for post in posts) else "digest"


def _post(told: ToldPost) -> dict[str, object]:
    return {
        "language": told.language,
        "html": post_html(told),
        "stories": [_story(item) for item in told.items],
    }


def _story(item: DigestItem) -> dict[str, object]:
    return {
        "number": item.story.id,
        "headline": seen(item.headline),
        "language": item.language,
        "update": item.update,
        "sentences": [_sentence(each) for each in item.sentences],
        "sources": [_source(origin) for origin in sources_of(item)],
        "steps": [_story(step) for step in item.steps],
    }


def _sentence(sentence: ToldSentence) -> dict[str, str | None]:
    origin = shown_origin(sentence.article)
    return {"text": seen(sentence.text), **_source(origin)}


def _source(origin: Origin | None) -> dict[str, str | None]:
    """An empty name is the newsroom itself."""
    return {"source": seen(origin.source) if origin else "", "link": origin.link if origin else None}


def _written(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"

"""How a raw text is kept while it waits: as JSON."""

from __future__ import annotations

import json

from digests.models import Published, RawText
from storage.rows import epoch, moment, to_json


def dump_raw(raw: RawText) -> str:
    published = raw.published
    return to_json(
        {
            "text": raw.text,
            "title": raw.title,
            "published": [epoch(published.at), published.precision] if published else None,
            "source": raw.source,
            "link": raw.link,
            "author": raw.author,
            "picture": raw.picture,
        }
    )


def load_raw(text: str) -> RawText:
    kept = json.loads(text)
    published = kept.pop("published")
    return RawText(**kept, published=Published(moment(published[0]), published[1]) if published else None)

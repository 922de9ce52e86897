"""Which article stands at a link, where that is sure without looking."""

from __future__ import annotations

from digests.addresses import address_of, names_an_article
from storage import origins
from storage.database import Reader


async def article_at(db: Reader, link: str | None) -> int | None:
    """None for a page that is no article's own, and where several articles were seen at the link."""
    address = address_of(link)
    if not names_an_article(address):
        return None
    found = await origins.at_address(db, address)
    return found[0] if len(found) == 1 else None

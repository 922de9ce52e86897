"""The addresses of articles' pictures, and which of them stands above an edition."""

from __future__ import annotations

from collections.abc import Sequence

from storage.database import Reader, Transaction
from storage.rows import execute, fetch_all, fetch_value, to_json


async def set_picture(tx: Transaction, article_id: int, picture: str) -> bool:
    """Give an article its picture; False when it had one."""
    changed = await execute(
        tx, "UPDATE articles SET picture = ? WHERE id = ? AND picture IS NULL", picture, article_id
    )
    return bool(changed)


async def stories_pictured(db: Reader, picture: str, most: int) -> int:
    """In how many stories the picture stands, counting the newest `most` articles that have it.

    A picture of several stories is the site's own sign.
    """
    found: int = await fetch_value(
        db,
        "SELECT count(DISTINCT story_id) FROM (SELECT story_id FROM articles WHERE picture = ?"
        " ORDER BY id DESC LIMIT ?)",
        picture,
        most,
    )
    return found


async def of_editions(db: Reader, edition_ids: Sequence[int]) -> dict[int, str]:
    """The picture's address by edition, for those whose destination wants one and that have one.

    It is that of the first report which the edition told of its top story, unless readers do not see that
    report any more, or the picture stands beside other stories too.
    """
    rows = await fetch_all(
        db,
        "SELECT editions.id AS edition_id, articles.picture AS address, min(articles.id) FROM editions"
        " JOIN preferences ON preferences.destination_id = editions.destination_id"
        "  AND (preferences.picture = 'story' OR (preferences.picture = 'week' AND NOT review))"
        " JOIN issue_stories ON issue_stories.issue_id = editions.issue_id AND place = ("
        "  SELECT min(place) FROM issue_stories AS each WHERE each.issue_id = editions.issue_id AND shown)"
        " CROSS JOIN json_each(issue_stories.articles) JOIN articles ON articles.id = value"
        " WHERE editions.id IN (SELECT value FROM json_each(?)) AND articles.picture IS NOT NULL"
        "  AND NOT withheld AND NOT EXISTS (SELECT 1 FROM articles AS other"
        "   WHERE other.picture = articles.picture AND other.story_id <> articles.story_id)"
        " GROUP BY editions.id",
        to_json(list(edition_ids)),
    )
    return {row["edition_id"]: row["address"] for row in rows}

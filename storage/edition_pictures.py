"""The picture above an edition: that of its top story, as long as somebody stands by it."""

from __future__ import annotations

from collections.abc import Sequence

from storage.database import Reader
from storage.rows import fetch_all, to_json


async def of_editions(db: Reader, edition_ids: Sequence[int]) -> dict[int, str]:
    """The address of the picture, for those whose destination wants one and that have one.

    It is that of the first report which the edition told of its top story, unless that was retracted, or the
    picture stands beside other stories too: then it is the site's own sign.
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

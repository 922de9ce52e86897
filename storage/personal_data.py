"""What is stored about a person, table by table: one list for /export and for /forget."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

from storage import edition_contents, message_texts
from storage.database import Reader, Transaction
from storage.rows import execute, fetch_all, moment

NOBODY_ID = 0  # who corrected an article and asked to be forgotten; NULL is the article's own source


@dataclass(frozen=True, slots=True)
class PersonalTable:
    """Rows of a table that are about one person, whose number is `?1` in both statements.

    `shown` selects them for /export under this `name`. `forgotten` removes them for /forget; it is None where
    they go by themselves with the rows of the person's chat.
    """

    name: str
    table: str
    shown: str
    forgotten: str | None = None


# Tables that count what people did, by day or by edition of a group or channel, and keep of nobody that they
# did it. Of a private edition, which is one person's, the number is not kept.
COUNTS = ("story_taps", "post_reactions", "day_counts")

_OWN = "(SELECT id FROM destinations WHERE chat_id = ?1)"

PERSONAL_TABLES = (
    PersonalTable(
        "person",
        "people",
        "SELECT id AS telegram_id, role, name, adds_at_once, awaiting, created_at FROM people WHERE id = ?1",
        "DELETE FROM people WHERE id = ?1",
    ),
    PersonalTable(
        "pastes",
        "pastes",
        "SELECT raw, received_at FROM pastes WHERE person_id = ?1",
        "DELETE FROM pastes WHERE person_id = ?1",
    ),
    PersonalTable(
        "drafts",
        "drafts",
        "SELECT raw, edited, named, story_id AS story, article_id, created_at FROM drafts"
        " WHERE person_id = ?1",
        "DELETE FROM drafts WHERE person_id = ?1",
    ),
    PersonalTable(
        "unsent_messages_to_readers",
        "broadcasts",
        "SELECT text, created_at FROM broadcasts WHERE chat_id = ?1",
        "DELETE FROM broadcasts WHERE chat_id = ?1",
    ),
    PersonalTable(
        "uploads",
        "uploads",
        "SELECT name, result, number, words, received_at FROM uploads WHERE person_id = ?1",
        "DELETE FROM uploads WHERE person_id = ?1",
    ),
    PersonalTable(
        "feed_offers",
        "feed_offers",
        "SELECT url, title, created_at FROM feed_offers WHERE person_id = ?1",
        "DELETE FROM feed_offers WHERE person_id = ?1",
    ),
    PersonalTable(
        "invitations_opened",
        "invitations",
        "SELECT created_at FROM invitations WHERE used_by = ?1",
        "DELETE FROM invitations WHERE used_by = ?1",
    ),
    PersonalTable(
        "ban",
        "banned",
        "SELECT banned_at FROM banned WHERE person_id = ?1",
        "DELETE FROM banned WHERE person_id = ?1",
    ),
    PersonalTable(
        "articles_added",
        "articles",
        "SELECT id AS number, headline, added_at FROM articles WHERE added_by = ?1",
        "UPDATE articles SET added_by = NULL WHERE added_by = ?1",
    ),
    PersonalTable(
        "corrections",
        "revisions",
        "SELECT article_id, kind, part, created_at FROM revisions WHERE person_id = ?1",
        f"UPDATE revisions SET person_id = {NOBODY_ID} WHERE person_id = ?1",
    ),
    PersonalTable(
        "done_as_editor",
        "editor_actions",
        "SELECT kind, article_id AS article, story_id AS story, other_id AS other_story, words, created_at"
        " FROM editor_actions WHERE person_id = ?1 ORDER BY id",
        f"UPDATE editor_actions SET person_id = {NOBODY_ID} WHERE person_id = ?1",
    ),
    PersonalTable(
        "feeds_added",
        "feeds",
        "SELECT url, title, created_at FROM feeds WHERE added_by = ?1",
        "UPDATE feeds SET added_by = NULL WHERE added_by = ?1",
    ),
    PersonalTable(
        "channels_taken_in",
        "channel_sources",
        "SELECT title, chat_id, created_at FROM channel_sources WHERE added_by = ?1",
        f"UPDATE channel_sources SET added_by = {NOBODY_ID} WHERE added_by = ?1",
    ),
    PersonalTable(
        "feeds_of_channels_and_groups",
        "chat_feeds",
        "SELECT title, made_at FROM destinations JOIN chat_feeds ON destination_id = destinations.id"
        " WHERE owner_id = ?1",
        "DELETE FROM chat_feeds WHERE destination_id IN (SELECT id FROM destinations WHERE owner_id = ?1)",
    ),
    PersonalTable(
        "channels_and_groups",
        "destinations",
        "SELECT title, kind, chat_id, thread_id, created_at FROM destinations WHERE owner_id = ?1",
        "UPDATE destinations SET owner_id = NULL WHERE owner_id = ?1",
    ),
    PersonalTable(
        "subscription",
        "subscriptions",
        f"SELECT * FROM subscriptions WHERE destination_id IN {_OWN}",
    ),
    PersonalTable(
        "preferences",
        "preferences",
        f"SELECT * FROM preferences WHERE destination_id IN {_OWN}",
    ),
    PersonalTable(
        "follows",
        "follows",
        "SELECT written AS words, excluded, alert, surge FROM follows"
        " JOIN followed_words ON followed_words.id = words_id"
        f" WHERE destination_id IN {_OWN} ORDER BY follows.id",
    ),
    PersonalTable(
        "stories_followed",
        "followed_stories",
        "SELECT headline, article_id AS article, alert, followed_at, ended_at FROM followed_stories"
        f" WHERE destination_id IN {_OWN} ORDER BY id",
    ),
    PersonalTable(
        "mutes",
        "mutes",
        "SELECT written AS words, excluded, topic, story_id AS story FROM mutes"
        " LEFT JOIN followed_words ON followed_words.id = words_id"
        f" WHERE destination_id IN {_OWN} ORDER BY mutes.id",
    ),
    PersonalTable(
        "alerts_for_the_morning",
        "follow_waits",
        "SELECT article_id AS article, wakes_at FROM follow_waits"
        f" WHERE destination_id IN {_OWN} ORDER BY article_id",
    ),
    PersonalTable(
        "surges_for_the_morning",
        "surge_waits",
        "SELECT article_id AS article, wakes_at FROM surge_waits JOIN surges ON surges.id = surge_id"
        f" WHERE destination_id IN {_OWN} ORDER BY surge_id",
    ),
    PersonalTable(
        "times",
        "schedules",
        "SELECT local_time, weekdays, zone, next_run_at, review FROM schedules"
        f" WHERE destination_id IN {_OWN} ORDER BY local_time",
    ),
    PersonalTable(
        "media_reviews_wanted",
        "review_requests",
        "SELECT topic, words, days, language, by_source, full_texts, kind, local_time, weekdays, zone,"
        f" next_run_at FROM review_requests WHERE destination_id IN {_OWN} ORDER BY id",
    ),
    PersonalTable(
        "media_reviews_sent",
        "documents",
        f"SELECT name, created_at FROM documents WHERE destination_id IN {_OWN} ORDER BY id",
    ),
    PersonalTable(
        "saved_stories",
        "saved_stories",
        "SELECT story_id AS story, saved_at FROM saved_stories"
        f" WHERE destination_id IN {_OWN} ORDER BY saved_at",
    ),
    PersonalTable(
        "seen_in_answers",
        "seen",
        f"SELECT articles, seen_at FROM seen WHERE destination_id IN {_OWN} ORDER BY seen_at",
    ),
    PersonalTable(
        "errors_reported",
        "error_reports",
        "SELECT story_id AS story, reason, created_at, outcome, settled_at FROM error_reports"
        f" WHERE destination_id IN {_OWN} ORDER BY id",
    ),
    PersonalTable(
        "progress_shown",
        "progress_messages",
        "SELECT message_id AS telegram_message_id, kind, ref AS number, created_at FROM progress_messages"
        f" WHERE destination_id IN {_OWN}",
    ),
    PersonalTable(
        "editions",
        "editions",
        "SELECT id AS number, scheduled_at, created_at, told, breaking, review,"
        " (SELECT json_group_array(json_object('story', story_id, 'articles', json(articles),"
        "   'shown', shown)) FROM issue_stories WHERE issue_id = editions.issue_id) AS stories"
        f" FROM editions WHERE destination_id IN {_OWN} ORDER BY id",
    ),
    PersonalTable(
        "drafts_of_editions",
        "proofs",
        "SELECT scheduled_at, stories, dropped, state FROM proofs"
        f" WHERE destination_id IN {_OWN} ORDER BY id",
    ),
    PersonalTable(
        "messages",
        "outbox",
        "SELECT kind, operation, state, created_at, finished_at, sent_as AS telegram_message_id, text"
        " FROM outbox LEFT JOIN messages ON messages.id = message_id"
        f" WHERE destination_id IN {_OWN} ORDER BY outbox.id",
    ),
    PersonalTable(
        "chat",
        "destinations",
        "SELECT language, zone, pause_reason, paused_at, rather_miss, created_at"
        " FROM destinations WHERE chat_id = ?1",
        "DELETE FROM destinations WHERE chat_id = ?1",
    ),
)
_JSON = {
    "articles", "edited", "raw", "topics", "news_languages", "sources", "stories", "dropped", "excluded",
    "named",
}  # fmt: skip


async def export(db: Reader, person_id: int) -> dict[str, list[dict[str, object]]]:
    """All that is stored about a person, by the names of `PERSONAL_TABLES`: times are ISO 8601, lists are
    lists.
    """
    found = {}
    for kept in PERSONAL_TABLES:
        found[kept.name] = [_plain(row) for row in await fetch_all(db, kept.shown, person_id)]
    return found


async def forget(tx: Transaction, person_id: int) -> None:
    """Remove all that is stored about a person, waiting messages too; texts sent to others are kept."""
    of_outbox = await fetch_all(
        tx,
        "SELECT message_id FROM outbox WHERE message_id IS NOT NULL"
        " AND destination_id IN (SELECT id FROM destinations WHERE chat_id = ?)",
        person_id,
    )
    of_editions = await fetch_all(
        tx,
        "SELECT issue_id FROM editions"
        " WHERE destination_id IN (SELECT id FROM destinations WHERE chat_id = ?)",
        person_id,
    )
    for kept in PERSONAL_TABLES:
        if kept.forgotten is not None:
            await execute(tx, kept.forgotten, person_id)
    await message_texts.remove_unused(tx, {row[0] for row in of_outbox})
    await edition_contents.remove_unused(tx, {row[0] for row in of_editions})


def _plain(row: sqlite3.Row) -> dict[str, object]:
    # a Row's own iteration gives values
    return {name: _value(name, row[name]) for name in row.keys()}  # noqa: SIM118


def _value(name: str, kept: object) -> object:
    if name.endswith("_at") and isinstance(kept, int):
        return moment(kept).isoformat()
    return json.loads(kept) if name in _JSON and isinstance(kept, str) else kept

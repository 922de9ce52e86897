"""What /metrics says: what happened and how things stand, each under a name that is written down."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.intake.intake import Intake
from bot.ops.figures import Figures
from digests.models.texts import Published, RawText
from storage import feeds
from storage.database import Database
from storage.rows import execute
from tests.counted import counted
from tests.delivery.test_loop import Post, post_office
from tests.intake.test_intake import BRIDGE, BRIDGE_AGAIN, MUSEUM, NOW
from tests.telegram.conftest import SameProcess

ROOT = Path(__file__).parent.parent.parent
OPERATORS = (ROOT / "docs/operators.md").read_text(encoding="utf-8")
USERS = {
    name: (ROOT / "deploy" / name).read_text(encoding="utf-8")
    for name in ("grafana/newsdigest.json", "prometheus/alerts.yml")
}
METRIC = r"\b(?:newsdigest|process)_[a-z_]+(?=[{\[), +*/<>=\n-])"
MINUTES = timedelta(minutes=1)
RESULTS = ("new", "known", "refused")
TIMED = ("sum", "count")


@dataclass(frozen=True, slots=True)
class Scrape:
    """The value of each series, as Prometheus reads them."""

    values: dict[str, float]

    def of(self, name: str) -> float:
        """By what follows `newsdigest_`: `feeds failing`."""
        return self.values[f"newsdigest_{name}"]


async def text_of(post: Post, database: Path, backups: Path | None = None) -> str:
    worker, clock = SameProcess(), post.telegram.clock
    figures = Figures(post.db, post.loop, worker, clock, database=database, backups=backups)
    return (await figures.text()).decode()


async def scrape(post: Post, database: Path, backups: Path | None = None) -> Scrape:
    families = text_string_to_metric_families(await text_of(post, database, backups))
    samples = [sample for family in families for sample in family.samples]
    return Scrape({" ".join((one.name, *one.labels.values())): one.value for one in samples})


async def test_articles_are_counted_by_who_brought_them_and_timed(db: Database) -> None:
    def so_far() -> list[float]:
        results = [counted("articles_received_total", source="feed", result=each) for each in RESULTS]
        return [*results, *(counted(f"article_delay_seconds_{each}", source="feed") for each in TIMED)]

    intake, before = Intake(db, SameProcess()), so_far()
    late = RawText(BRIDGE, published=Published(NOW - 10 * MINUTES))
    of_a_day = RawText(MUSEUM, published=Published(NOW, "day"))
    await intake.add_all([late, of_a_day, RawText("Коротко.")], NOW, kind="feed")
    await intake.add_all([late], NOW, kind="feed", readd_removed=False)
    assert [now - then for now, then in zip(so_far(), before, strict=True)] == [2, 1, 1, 600, 1]


async def test_what_is_old_says_nothing_of_delays(db: Database) -> None:
    intake, before = Intake(db, SameProcess()), counted("article_delay_seconds_count", source="feed")
    old = RawText(BRIDGE, published=Published(NOW - timedelta(days=9)))
    await intake.add_all([old], NOW, kind="feed")
    assert counted("article_delay_seconds_count", source="feed") == before


async def test_how_things_stand(database_path: Path, tmp_path: Path) -> None:
    copied = NOW.timestamp()
    backup = tmp_path / "newsdigest-2026-03-02.db"
    backup.touch()
    os.utime(backup, (copied, copied))
    async with post_office(database_path) as post:
        post.loop.stop()
        await post.running
        now = post.telegram.clock.now()
        await Intake(post.db, SameProcess()).add_all(list(map(RawText, (BRIDGE, BRIDGE_AGAIN, MUSEUM))), now)
        await post.queue(post.reader(1).id)
        await post.queue(post.reader(2).id)
        async with post.db.transaction() as tx:
            for number in range(3):
                await feeds.add(tx, f"http://{number}/", "", site=None, added_by=None, now=now, interval=900)
            await execute(tx, "UPDATE feeds SET failures = 2 WHERE id = 2")
            await feeds.switch_off(tx, 3)
            await execute(tx, "UPDATE outbox SET not_before = not_before - 90 WHERE id = 2")
            await execute(tx, "UPDATE outbox SET priority = 2 WHERE id = 2")
        found = await scrape(post, database_path, tmp_path)
    assert (found.of("articles_total"), found.of("stories_total"), found.of("editions_total")) == (3, 4, 2)
    assert (found.of("outbox_waiting"), found.of("outbox_in_flight"), found.of("outbox_failed")) == (2, 0, 0)
    assert 90 <= found.of("outbox_oldest_seconds") < 92
    assert [found.of(f"feeds {state}") for state in ("well", "failing", "off")] == [1, 1, 1]
    assert found.of("last_article_timestamp_seconds") == int(now.timestamp())
    assert found.of("last_backup_timestamp_seconds") == copied
    assert found.of("database_bytes") > 100_000
    assert found.of("disk_free_bytes") > 0
    assert found.of("worker_failures_total died") == 0


async def test_nothing_waits_where_all_chats_are_paused(database_path: Path) -> None:
    async with post_office(database_path) as post:
        post.loop.stop()
        await post.running
        await post.queue(post.reader().id)
        async with post.db.transaction() as tx:
            await execute(tx, "UPDATE outbox SET not_before = not_before - 90")
            await execute(tx, "UPDATE destinations SET paused_at = 1, pause_reason = 'blocked'")
        found = await scrape(post, database_path)
    assert (found.of("outbox_waiting"), found.of("outbox_oldest_seconds")) == (1, 0)
    assert (found.of("last_article_timestamp_seconds"), found.of("last_backup_timestamp_seconds")) == (0, 0)


async def names_of_a_scrape(path: Path) -> set[str]:
    async with post_office(path) as post:
        return set(re.findall(r"^# TYPE (\w+) ", await text_of(post, path), re.MULTILINE))


async def test_each_metric_is_named_by_the_conventions(database_path: Path) -> None:
    """A base unit, `_total` at the end of counters and of nothing else, and a help text."""
    async with post_office(database_path) as post:
        text = await text_of(post, database_path)
    for family in text_string_to_metric_families(text):
        names = {sample.name for sample in family.samples}
        assert all(re.fullmatch(r"(newsdigest|process)_[a-z_]+", name) for name in names)
        assert (family.type == "counter") == all(name.endswith("_total") for name in names), names
        assert not re.search(r"_(ms|milliseconds|minutes|hours|days|kilobytes|megabytes)(_|$)", family.name)
        assert family.type != "histogram" or family.name.endswith("_seconds")
        assert family.documentation.endswith((".", "before the first."))


@pytest.mark.parametrize("text", USERS.values(), ids=list(USERS))
async def test_what_dashboard_and_alerts_ask_for_is_there(text: str, database_path: Path) -> None:
    asked = {re.sub(r"_(bucket|sum|count)$", "", name) for name in re.findall(METRIC, text)}
    assert len(asked) > 5
    assert asked <= await names_of_a_scrape(database_path)


async def test_each_metric_is_described_to_operators(database_path: Path) -> None:
    described = set(re.findall(r"^\| `(newsdigest_\w+)", OPERATORS, re.MULTILINE))
    there = await names_of_a_scrape(database_path)
    assert described == {name for name in there if name.startswith("newsdigest_")}


def test_the_dashboard_is_one_that_grafana_loads() -> None:
    board = json.loads(USERS["grafana/newsdigest.json"])
    assert {"title", "uid", "schemaVersion", "panels", "templating", "time", "refresh"} <= board.keys()
    panels = board["panels"]
    assert len({panel["id"] for panel in panels}) == len(panels) > 10
    for panel in panels:
        place = panel["gridPos"]
        assert place["x"] + place["w"] <= 24
        assert panel["title"]
        if panel["type"] != "row":
            assert panel["datasource"]["uid"] == "${datasource}"
            assert all(target["expr"] and target["refId"] for target in panel["targets"])
            assert len({target["refId"] for target in panel["targets"]}) == len(panel["targets"])
    assert no_two_overlap([panel["gridPos"] for panel in panels])


def no_two_overlap(places: list[dict[str, int]]) -> bool:
    cells = [
        (x, y)
        for at in places
        for x in range(at["x"], at["x"] + at["w"])
        for y in range(at["y"], at["y"] + at["h"])
    ]
    return len(cells) == len(set(cells))


def test_each_alert_says_what_to_do() -> None:
    """A group's rules are a list of blocks of equal shape, which need no YAML parser to be checked."""
    head, *rules = re.split(r"^      - alert: ", USERS["prometheus/alerts.yml"], flags=re.MULTILINE)
    assert head.endswith("groups:\n  - name: newsdigest\n    rules:\n")
    assert len(rules) > 8
    shape = (
        r"Newsdigest[A-Za-z]+\n        expr: \S.*\n        for: \d+[smh]\n        labels: "
        r"\{severity: (?:critical|warning)\}\n        annotations:\n"
        r"          summary: \S[^:\n]*\n          description: \S[^:\n]*\n"
    )
    assert [rule for rule in rules if not re.fullmatch(shape, rule)] == []
    assert [rule for rule in rules if rule.count("(") != rule.count(")")] == []

"""Counts and times events with Prometheus' own client; `bot/ops/figures.py` adds the present state.

Labels have few values, all known here: never a chat, person, feed or address.
"""

from __future__ import annotations

from typing import Literal

import prometheus_client
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector

ArrivalKind = Literal["editor", "feed", "channel"]
ArrivalResult = Literal["new", "known", "refused"]
ChoiceResult = Literal["chosen", "not-json", "not-offered", "nothing-to-choose", "known"]
UpdateKind = Literal["message", "press", "other"]

QUICK = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
LAG = (0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 5)
SLOW = (60, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400)

prometheus_client.disable_created_metrics()  # type: ignore[no-untyped-call]
REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)

ARRIVALS = Counter(
    "newsdigest_articles_received_total",
    "Texts that came in, by who brought them and what became of them.",
    ["source", "result"],
    registry=REGISTRY,
)
ARTICLE_DELAY = Histogram(
    "newsdigest_article_delay_seconds",
    "From an article's publication, where its minute is known, until it was stored.",
    ["source"],
    buckets=SLOW,
    registry=REGISTRY,
)
FEED_CHECKS = Counter(
    "newsdigest_feed_checks_total",
    "Feeds that were asked, by what came of it.",
    ["result"],
    registry=REGISTRY,
)
DELIVERIES = Counter(
    "newsdigest_deliveries_total",
    "Attempts to hand a message of the outbox to Telegram, by their outcome.",
    ["outcome"],
    registry=REGISTRY,
)
HOOK_POSTS = Counter(
    "newsdigest_hook_posts_total",
    "Attempts to hand an event to the hook, by their outcome.",
    ["outcome"],
    registry=REGISTRY,
)
ALARMS = Counter(
    "newsdigest_alarms_total",
    "Troubles that an operator must know, each time that they occurred.",
    ["trouble"],
    registry=REGISTRY,
)
UPDATE_TIMES = Histogram(
    "newsdigest_update_handling_seconds",
    "From taking up an update of Telegram until it was answered, waiting for its turn included.",
    ["kind"],
    buckets=QUICK,
    registry=REGISTRY,
)
LAST_UPDATE = Gauge(
    "newsdigest_last_update_timestamp_seconds",
    "When the last update of Telegram was taken up; 0 before the first.",
    registry=REGISTRY,
)
LOOP_LAG = Histogram(
    "newsdigest_event_loop_lag_seconds",
    "How much later than asked for the event loop went on, tried once a second.",
    buckets=LAG,
    registry=REGISTRY,
)
MODEL_CALLS = Counter(
    "newsdigest_model_calls_total",
    "Calls to the model's server, by what for and what came of them.",
    ["purpose", "outcome"],
    registry=REGISTRY,
)
MODEL_CHOICES = Counter(
    "newsdigest_model_choices_total",
    "Stories that waited for the model's choice, by what became of them.",
    ["result"],
    registry=REGISTRY,
)
MODEL_TOKENS = Counter(
    "newsdigest_model_tokens_total",
    "Tokens of questions and answers, as the model's server counts them.",
    ["purpose"],
    registry=REGISTRY,
)
VECTORS = Gauge(
    "newsdigest_vectors",
    "Articles that are found by what they mean.",
    registry=REGISTRY,
)
VECTORS_WAITING = Gauge(
    "newsdigest_vectors_waiting",
    "Articles that wait for a vector.",
    registry=REGISTRY,
)

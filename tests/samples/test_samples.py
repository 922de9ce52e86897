"""What the sample newsroom promises: enough of every kind, fresh, told apart, with the hard cases in it."""

import re
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta

import pytest

from bot.samples.dates import PLACEHOLDER
from bot.samples.newsroom import Sample, load_samples
from digests.models.texts import TOPICS

NOW = datetime(2025, 9, 26, 6, 0, tzinfo=UTC)
SAMPLES = load_samples(NOW)


def by_story() -> dict[str, list[Sample]]:
    stories = defaultdict(list)
    for sample in SAMPLES:
        stories[sample.story].append(sample)
    return stories


def test_there_are_enough_of_each_language() -> None:
    count = Counter(sample.language for sample in SAMPLES)
    assert len(SAMPLES) >= 40
    assert (count["ru"] >= 20, count["kk"] >= 12, count["en"] >= 10) == (True, True, True)


def test_they_come_in_order_within_five_days() -> None:
    times = [sample.at for sample in SAMPLES]
    assert times == sorted(times)
    assert timedelta(days=4) < NOW - times[0] < timedelta(days=5)
    assert times[-1] < NOW


def test_every_topic_has_news() -> None:
    assert {sample.topics[0] for sample in SAMPLES} == set(TOPICS)
    assert {topic for sample in SAMPLES for topic in sample.topics} == set(TOPICS)


def test_several_sources_tell_one_story() -> None:
    sources = [{sample.raw.source for sample in samples} for samples in by_story().values()]
    assert len(sources) >= 15
    assert sum(len(names) in {2, 3} for names in sources) >= 8
    assert len(set().union(*sources) - {None}) == 8


def test_one_story_develops_over_days() -> None:
    times = [sample.at for sample in by_story()["flood"]]
    assert len(times) >= 6
    assert times[-1] - times[0] > timedelta(days=3)


@pytest.mark.parametrize("languages", [{"ru", "kk"}, {"ru", "en"}, {"en", "kk"}, {"kk"}])
def test_stories_are_told_in(languages: set[str]) -> None:
    assert languages in [{sample.language for sample in samples} for samples in by_story().values()]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("weather-atyrau", "weather-qostanai"),
        ("rate-first", "rate-second"),
        ("match-first", "match-second"),
    ],
)
def test_decoys_share_their_words(one: str, other: str) -> None:
    first, second = (_words(by_story()[story][0]) for story in (one, other))
    assert len(first & second) > min(len(first), len(second)) / 3


def test_the_press_release_has_no_headline_and_a_stray_line() -> None:
    release, *_ = (sample for sample in by_story()["museum"] if sample.raw.source is None)
    assert release.raw.title is None
    assert release.raw.text.startswith(" date 2025-09-25 Фото: ")


def test_the_commentary_is_longer_than_a_message_and_starts_slowly() -> None:
    commentary = max(SAMPLES, key=lambda sample: len(sample.raw.text))
    assert len(commentary.raw.text) > 6000
    assert (commentary.story, commentary.raw.title) == ("museum", None)
    assert next(i for i, part in enumerate(commentary.raw.text.split(". ")) if "подписали" in part) == 2


def test_one_was_pasted_from_a_chat_and_one_opens_with_a_quotation() -> None:
    assert any(sample.raw.text.startswith("[25.09.2025, 10:31] ") for sample in SAMPLES)
    assert any(sample.raw.text.startswith("«") for sample in SAMPLES)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: f"{sample.story}-{sample.at:%d-%H%M}")
class TestEach:
    def test_has_the_length_of_an_article(self, sample: Sample) -> None:
        assert len(sample.raw.text) > 600

    def test_is_filled(self, sample: Sample) -> None:
        assert not PLACEHOLDER.search(sample.raw.text)
        assert "{" not in sample.raw.text + (sample.raw.title or "")

    def test_has_a_source_with_a_link_or_was_pasted(self, sample: Sample) -> None:
        link = sample.raw.link or ""
        assert bool(sample.raw.source) == bool(re.fullmatch(r"https://[a-z-]+\.example\.org/[\w/-]+", link))
        assert bool(sample.raw.source) == bool(sample.raw.published)


def test_nothing_is_there_twice() -> None:
    paragraphs = Counter(
        line for sample in SAMPLES for line in sample.raw.text.splitlines() if len(line) > 80
    )
    assert max(paragraphs.values()) == 1
    links = [sample.raw.link for sample in SAMPLES if sample.raw.link]
    assert len(set(links)) == len(links)


def test_they_are_as_fresh_at_any_time() -> None:
    later = load_samples(NOW + timedelta(days=100, hours=13))
    assert [sample.story for sample in later] == [sample.story for sample in SAMPLES]
    assert later[0].at - SAMPLES[0].at == timedelta(days=100, hours=13)


def _words(sample: Sample) -> set[str]:
    return set(re.findall(r"\w+", sample.raw.text.lower()))

"""What the text core makes of the sample newsroom. The floors only rise."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import combinations

import pytest

from bot.samples.newsroom import Sample, load_samples
from digests.analysis import analyse
from digests.composing.story_text import summarise_story
from digests.models.stories import Article, Story
from digests.models.texts import Analysis, Language
from digests.stories.grouping import group_stories
from digests.summaries.references import refers_back
from digests.summaries.standalone import fault

NOW = datetime(2025, 9, 26, 6, 0, tzinfo=UTC)
SAMPLES = load_samples(NOW)
FURNITURE = re.compile(
    r"Читайте также|Подписывайтесь|ҚАЗІР ТАЛҚЫЛАНЫП|Тағы оқыңыз|Фото:|Read also|newsletter|date 20|\[25\.09"
    r"|Мнение автора",
    re.IGNORECASE,
)

FIRST_TOPIC = 0.72
ANY_TOPIC = 0.90
PAIRS_PRECISION = 1.0
PAIRS_RECALL = 0.65


@pytest.fixture(scope="module")
def analyses() -> list[Analysis]:
    return [analyse(sample.raw, now=NOW) for sample in SAMPLES]


def test_languages(analyses: list[Analysis]) -> None:
    assert [found.language for found in analyses] == [sample.language for sample in SAMPLES]


def test_topics(analyses: list[Analysis]) -> None:
    found = [(sample.topics, analysis.topics) for sample, analysis in zip(SAMPLES, analyses, strict=True)]
    assert _share(true[0] in given[:1] for true, given in found) >= FIRST_TOPIC
    assert _share(bool(set(true) & set(given)) for true, given in found) >= ANY_TOPIC


def test_no_topic_is_absurd(analyses: list[Analysis]) -> None:
    found = [(sample.topics, analysis.topics) for sample, analysis in zip(SAMPLES, analyses, strict=True)]
    assert [given for true, given in found if given and not set(given) & set(true)] == []


def test_stories(analyses: list[Analysis]) -> None:
    story = {position: number for number, group in enumerate(group_stories(analyses)) for position in group}
    pairs = [
        (SAMPLES[a].story == SAMPLES[b].story, story[a] == story[b])
        for a, b in combinations(range(len(SAMPLES)), 2)
    ]
    assert _share(true for true, found in pairs if found) >= PAIRS_PRECISION
    assert _share(found for true, found in pairs if true) >= PAIRS_RECALL


def test_no_furniture_is_told(analyses: list[Analysis]) -> None:
    told = [text for found in analyses for text in (found.headline, *(s.text for s in found.summary))]
    assert [text for text in told if FURNITURE.search(text)] == []


def test_a_summary_holds_the_words_of_its_text_in_their_order(analyses: list[Analysis]) -> None:
    for sample, found in zip(SAMPLES, analyses, strict=True):
        for sentence in found.summary:
            assert _is_within(sentence.text, sample.raw.text), sentence.text


def test_the_press_release_is_dated_and_credited(analyses: list[Analysis]) -> None:
    reading = _of("museum", analyses)[0].reading
    assert reading.published is not None
    assert (reading.published.at.date().isoformat(), reading.published.precision) == ("2025-09-25", "day")
    assert reading.credit == "museum.example.org"


def test_the_commentary_tells_who_signed_what(analyses: list[Analysis]) -> None:
    commentary = _of("museum", analyses)[-1]
    assert "подписали соглашение" in " ".join(sentence.text for sentence in commentary.summary)


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_a_developing_story_leads_with_its_newest_report(
    analyses: list[Analysis], language: Language
) -> None:
    story = _story("flood", analyses)
    item = summarise_story(story, (language,))
    newest = [article for article in story.articles if article.language == language][-1]
    assert item is not None
    assert item.headline == newest.headline


def test_what_is_told_can_be_read_alone(analyses: list[Analysis]) -> None:
    for name in sorted({sample.story for sample in SAMPLES}):
        item = summarise_story(_story(name, analyses), ("ru", "kk", "en"))
        assert item is not None
        assert [s.text for s in item.sentences if fault(s.text)] == []
        assert not refers_back(item.headline)


def _story(name: str, analyses: list[Analysis]) -> Story:
    """The story as its reports came in."""
    reports = enumerate(zip(SAMPLES, analyses, strict=True), 1)
    return Story(1, tuple(_article(n, s, found) for n, (s, found) in reports if s.story == name))


def _article(number: int, sample: Sample, found: Analysis) -> Article:
    return Article(
        number, found.headline, found.language, None, sample.at, found.summary, found.topics, found.names
    )


def _of(story: str, analyses: list[Analysis]) -> list[Analysis]:
    return [found for sample, found in zip(SAMPLES, analyses, strict=True) if _is_russian(sample, story)]


def _is_russian(sample: Sample, story: str) -> bool:
    return (sample.story, sample.language) == (story, "ru")


def _is_within(sentence: str, text: str) -> bool:
    words = iter(re.findall(r"\w+", text.casefold()))
    return all(word in words for word in re.findall(r"\w+", sentence.casefold()))


def _share(hits: Iterable[bool]) -> float:
    counted = list(hits)
    return sum(counted) / len(counted) if counted else 0.0

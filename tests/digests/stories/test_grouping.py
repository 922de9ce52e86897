"""Reports of one event meet, those of a like event do not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations, permutations

import pytest

from digests.analysis import analyse
from digests.models.texts import Fingerprint, Published, RawText
from digests.models.vectors import ModelVector
from digests.stories.compared import Rarities
from digests.stories.fingerprints import fingerprint
from digests.stories.grouping import (
    MIN_SAME_EVENT_SCORE,
    ROUNDING,
    SAME_STORY_WINDOW,
    StoryIndex,
    StoryMatch,
    best_match,
    group_stories,
    match_stories,
    same_story,
    story_time,
)
from digests.stories.same_event import MODELS, Comparison, Features, compare, sameness, weights
from digests.stories.term_rarity import RecentTerms
from tests.digests.rows import cells_of

NOW = datetime(2025, 9, 26, tzinfo=UTC)
REPORTS = cells_of("stories.txt")


def printed(report: list[str]) -> Fingerprint:
    return fingerprint(report[2], report[3])


def test_reports_of_one_event_meet_and_no_others_do() -> None:
    analyses = [analyse(RawText(text, title=title), now=NOW) for _, _, title, text in REPORTS]
    names = [[REPORTS[i][0] for i in group] for group in group_stories(analyses)]
    assert sorted(map(set, names), key=str) == sorted(({name} for name in {r[0] for r in REPORTS}), key=str)


@pytest.mark.parametrize(("one", "other"), [p for p in combinations(REPORTS, 2) if p[0][0] == p[1][0]])
def test_reports_of_one_event_share_index_terms(one: list[str], other: list[str]) -> None:
    assert len(set(printed(one).index) & set(printed(other).index)) >= 2


@pytest.mark.parametrize("row", cells_of("same_event.txt"), ids=lambda row: row[1])
def test_whether_two_reports_tell_of_one_event(row: list[str]) -> None:
    verdict, headline, text, other_headline, other_text = row
    one, other = (
        analyse(RawText(words, title=title), now=NOW).fingerprint
        for title, words in ((headline, text), (other_headline, other_text))
    )
    found = same_story(one, other)
    assert found is (verdict == "same")


def test_a_text_without_words_has_no_terms() -> None:
    assert fingerprint("", "").terms == ()


def test_a_fingerprint_says_what_each_term_is() -> None:
    found = printed(REPORTS[1])
    assert {"павло", "байха"} <= set(found.names)
    assert "18" in found.numbers
    assert found.days == (12 + 2 * 31,)
    assert found.script == "cyrillic"
    assert printed(REPORTS[2]).script == "kazakh"


def test_sameness_knows_no_direction() -> None:
    one, other = printed(REPORTS[0]), printed(REPORTS[1])
    assert sameness(one, other) == pytest.approx(sameness(other, one))
    assert same_story(printed(REPORTS[0]), printed(REPORTS[1]))


@pytest.mark.parametrize("model", ["", *MODELS])
def test_two_reports_are_no_more_the_same_than_is_seen_at_once(model: str) -> None:
    vector = ModelVector(model, bytes([100, 27] * 8)) if model else None
    prints = [replace(printed(report), vector=vector) for report in REPORTS]
    pairs = [Comparison(one, other, Rarities()) for one, other in permutations(prints, 2)]
    assert all(pair.sameness <= pair.at_most + ROUNDING for pair in pairs)
    assert any(pair.at_most < MIN_SAME_EVENT_SCORE for pair in pairs)


@pytest.mark.parametrize("model", ["", *MODELS])
def test_a_headline_that_is_held_speaks_for_one_event(model: str) -> None:
    """Which `at_most` takes for granted, of headlines though not of openings."""
    assert Features(*weights(model)).headline_held >= 0


def test_stories_that_cannot_match_take_nothing_from_those_that_do() -> None:
    """Whatever order the candidates come in, the match is that of the story alone."""
    prints = [printed(report) for report in REPORTS]
    for number, found in enumerate(prints):
        others = [pair for pair in enumerate(prints, 1) if pair[0] != number + 1]
        rarities = Rarities()
        odds = {story: sameness(found, other, rarities) for story, other in others}
        best = max(odds, key=odds.__getitem__)
        expected = best if odds[best] >= MIN_SAME_EVENT_SCORE else None
        assert best_match(found, others) == best_match(found, others[::-1]) == expected


def test_the_nearest_story_is_found_among_candidates() -> None:
    candidates = [(7, printed(REPORTS[3])), (5, printed(REPORTS[1])), (5, printed(REPORTS[2]))]
    assert best_match(printed(REPORTS[0]), candidates) == 5
    assert best_match(printed(REPORTS[-1]), candidates) is None
    assert best_match(printed(REPORTS[0]), []) is None


def test_a_story_ends_with_its_window() -> None:
    index = StoryIndex()
    first = index.assign(printed(REPORTS[0]), NOW)
    assert index.assign(printed(REPORTS[1]), NOW + SAME_STORY_WINDOW) == first
    assert index.assign(printed(REPORTS[0]), NOW + 3 * SAME_STORY_WINDOW) != first


def test_memory_ends_with_the_window() -> None:
    index = StoryIndex()
    for day in range(60):
        index.assign(
            fingerprint(f"Событие номер {day} в городе", f"Жители заметили событие {day}."),
            NOW + timedelta(days=day),
        )
    assert len(index) < 12


def test_a_day_without_a_time_parts_no_story() -> None:
    assert story_time(Published(NOW)) == NOW
    assert story_time(Published(NOW, "day")) is None
    assert story_time(None) is None


def test_reports_of_unknown_time_are_forgotten_by_their_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("digests.stories.grouping.MAX_UNDATED_REPORTS", 10)
    index = StoryIndex()
    first = index.assign(printed(REPORTS[0]), None)
    assert index.assign(printed(REPORTS[1]), None) == first
    for number in range(30):
        index.assign(fingerprint(f"Событие номер {number}", f"Жители заметили событие {number}."), None)
    assert len(index) == 10
    assert index.assign(printed(REPORTS[0]), None) != first


def test_a_word_that_every_report_of_the_day_has_joins_none() -> None:
    """«Водоканал» and «Тараз» are rare in the news, but not in what came today."""
    one = fingerprint(
        "В Таразе отключат воду", "Водоканал Тараза отключит воду на Абая: меняют трубы у школы."
    )
    other = fingerprint(
        "В Таразе подорожает вода", "Водоканал Тараза поднял тариф: кубометр воды стоит 92 тенге."
    )
    busy = RecentTerms()
    for _ in range(300):
        busy.add(one.terms)
    assert sameness(one, other, Rarities(busy)) < sameness(one, other) - 1


def test_what_came_long_ago_is_forgotten() -> None:
    recent = RecentTerms()
    recent.add(["тараз"])
    recent.age()
    assert _holding(recent, "тараз") == 1
    recent.age()
    assert (_holding(recent, "тараз"), recent.texts) == (0, 0)


def test_the_same_headline_over_other_news_is_no_news() -> None:
    one = fingerprint("Новость часа", "Мост через Тобол в Костанае открыли для движения.")
    other = fingerprint("Новость часа", "Школу на шестьсот мест сдали в посёлке Заречном.")
    assert not same_story(one, other)


def test_a_batch_counts_its_words_before_it_groups() -> None:
    """So it doesn't matter which of the reports comes first."""
    texts = [RawText(text, title=title) for _, _, title, text in REPORTS]
    there = group_stories([analyse(text, now=NOW) for text in texts])
    back = group_stories([analyse(text, now=NOW) for text in reversed(texts)])
    last = len(texts) - 1
    assert {frozenset(group) for group in there} == {frozenset(last - n for n in group) for group in back}


FIRE = fingerprint(
    None,
    "В Семее вечером загорелся склад муки на улице Дулатова. Тушить его приехали 14 машин, пострадавших нет.",
)
LOSS = fingerprint(
    None,
    "Директор комбината «Дән-Нан» Ержан Касымов оценил ущерб в 96 млн тенге: огонь уничтожил 300 тонн зерна.",
)
BOTH = fingerprint(
    None,
    "Склад муки комбината «Дән-Нан» в Семее на улице Дулатова сгорел вечером, приехали 14 машин. Директор "
    "Ержан Касымов оценил ущерб в 96 млн тенге: огонь уничтожил 300 тонн зерна.",
)


def test_a_report_that_tells_of_two_stories_joins_them() -> None:
    assert match_stories(LOSS, [(1, FIRE)]) is None
    assert match_stories(BOTH, [(1, FIRE), (2, LOSS)]) == StoryMatch(1, (2,))


def test_stories_that_differ_in_day_or_place_are_not_joined() -> None:
    one = fingerprint(
        "Снег в Семее", "В Семее 5 марта выпал снег, автобусы Абая стоят, школы Дулатова закрыты."
    )
    other = fingerprint("Снег в Аягозе", "В Аягозе 9 марта выпал снег: автобусы Абая стоят, школы закрыты.")
    both = fingerprint("Снег", "Снег выпал: автобусы Абая стоят, школы Дулатова закрыты, сообщили в акимате.")
    match = match_stories(both, [(1, one), (2, other)])
    assert match is None or match.joined == ()


def test_addresses_in_a_text_are_none_of_its_words() -> None:
    found = fingerprint("Новость", "ПРАЙМhttps://example.kz/images/8296/logo.png Мост через Тобол открыли.")
    assert "мост" in found.terms
    assert not {"imag", "logo", "png"} & set(found.terms)


CHAIN = (
    "Балхашский завод «Темирлан» уволил директора Аскара Жунусова, сообщил профсоюз Нуржаубая.",
    "Профсоюз Нуржаубая и директор Аскар Жунусов подали в суд: адвокат Лейла Омарова требует миллион.",
    "Адвокат Лейла Омарова требует через суд миллион с авиакомпании, пишет блогер Тимур Ким.",
)


def test_a_chain_whose_ends_share_nothing_is_not_grown() -> None:
    index = StoryIndex()
    first, second, third = (index.assign(fingerprint(None, text), NOW) for text in CHAIN)
    assert first == second != third
    assert best_match(fingerprint(None, CHAIN[2]), [(1, fingerprint(None, CHAIN[1]))]) == 1


REPORT = """
12 мая в Павлодаре аким Ержан Ли и посол Монголии Бат Сухэ подписали договор о прямом рейсе в Улан-Батор.
Самолёты полетят дважды в неделю, билет обойдётся в 60 тысяч тенге.
"""
ESSAY = """
Соседство народов измеряется не километрами, а тем, как часто они ездят друг к другу в гости.
В последние годы мы всё чаще говорим о том, что границы становятся прозрачнее, а расстояния короче.
12 мая посол Монголии Бат Сухэ и аким Ержан Ли подписали в Павлодаре договор о прямом рейсе в Улан-Батор.
Степь всегда соединяла людей, и в этом её главный урок для каждого поколения.
"""


def test_what_tells_the_news_of_a_text_without_headline_counts_as_one() -> None:
    """Not the generality that it opens with."""
    one, other = (analyse(RawText(" ".join(text.split())), now=NOW).fingerprint for text in (REPORT, ESSAY))
    assert other.title != fingerprint(None, " ".join(ESSAY.split())).title
    assert same_story(one, other)


def test_a_very_short_text_has_to_share_more() -> None:
    short = fingerprint("Мост открыт", "Мост через Тобол открыли для движения.")
    longer = fingerprint("Мост открыт", "Мост через Тобол открыли для движения. " * 10)
    assert compare(short, longer, Rarities()).shortness == compare(longer, short, Rarities()).shortness > 1
    assert compare(longer, longer, Rarities()).shortness == 0


def test_openings_are_held_in_one_script_alone() -> None:
    russian, other, kazakh = (printed(REPORTS[n]) for n in (0, 1, 2))
    assert compare(russian, other, Rarities()).openings_held > 0
    assert compare(russian, kazakh, Rarities()).openings_held == 0


@pytest.mark.parametrize(
    ("headline", "body", "filled"),
    [
        ("За сутки сгорело 7 домов", "За сутки 3 мая в степи сгорело 7 домов.", True),
        ("За сутки сгорело 5 домов", "За сутки 4 мая в степи сгорело 5 домов.", True),
        ("За сутки сгорело 5 домов", "За сутки 3 мая в степи сгорело 5 домов.", False),
        ("Нашли чабана", "За сутки 4 мая в степи сгорело 5 домов.", False),
    ],
)
def test_a_form_is_filled_in_again_for_another_count_or_day(headline: str, body: str, filled: bool) -> None:
    form = fingerprint("За сутки сгорело 5 домов", "За сутки 3 мая в степи сгорело 5 домов.")
    assert bool(compare(form, fingerprint(headline, body), Rarities()).filled_in_again) is filled


def _holding(recent: RecentTerms, term: str) -> int:
    return sum(counts.get(term, 0) for counts in recent.counts())

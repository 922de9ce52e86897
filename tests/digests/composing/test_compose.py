"""Digests: what is told, in which language, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import get_args

import pytest

from digests.composing.compose import SHAPES, Composing, compose, summarise_story, whole_story
from digests.composing.lead import lead_of
from digests.composing.news_values import topics_of
from digests.composing.ranking import story_stats
from digests.composing.voices import independent_sources
from digests.models.digest import Digest, Reasons
from digests.models.stories import PLACED_FOR, Article, Origin, Placement, Story
from digests.models.texts import Language, SummarySentence
from digests.models.wishes import Length, ReadingPreferences, ToldStories

NOW = datetime(2025, 9, 26, 9, tzinfo=UTC)


def article(
    number: int, headline: str, *sentences: str, language: Language = "ru", topic: str = "culture"
) -> Article:
    added = NOW - timedelta(hours=3) + timedelta(minutes=number)
    summary = tuple(SummarySentence(text, position) for position, text in enumerate(sentences))
    origins = (Origin(f"source{number}.example", None, added),)
    return Article(number, headline, language, None, added, summary, (topic,), (), origins)


MEETING = article(
    1,
    "Айжан Омарова встретилась с министром культуры Венгрии",
    "Айжан Омарова встретилась с министром культуры Венгрии в Будапеште.",
    "Стороны договорились о стажировках для 40 звукооператоров.",
)
COMMENT = article(
    2,
    "Встреча министров в Будапеште",
    "Айжан Омарова и министр культуры Венгрии договорились о стажировках для 40 звукооператоров.",
    "Накануне в Дебрецене прошёл концерт памяти композитора Тлендиева.",
)
KAZAKH = article(
    3, "Айжан Омарова Будапештте кездесу өткізді", "Тараптар тағылымдама туралы келісті.", language="kk"
)
STORY = Story(9, (MEETING, COMMENT))


def texts(story: Story, **kwargs: int | set[int]) -> list[str]:
    item = summarise_story(story, ("ru",), **kwargs)  # type: ignore[arg-type]  # each has its own type
    return [sentence.text for sentence in item.sentences] if item else []


def test_the_headline_is_not_repeated_and_others_add_what_is_new() -> None:
    item = summarise_story(STORY, ("ru",), limit=3)
    assert item is not None
    assert item.headline == MEETING.headline
    assert [(s.article.id, s.text) for s in item.sentences] == [
        (1, MEETING.summary[1].text),
        (2, COMMENT.summary[1].text),
    ]
    assert not item.update


def test_a_story_is_told_in_the_first_language_that_it_has() -> None:
    story = Story(1, (MEETING, KAZAKH))
    for languages, told in ((("kk", "ru"), "kk"), (("ru", "kk"), "ru"), (("en",), "ru")):
        item = summarise_story(story, languages)  # type: ignore[arg-type]
        assert item is not None
        assert item.language == told


def test_an_update_tells_only_what_newer_articles_add() -> None:
    item = summarise_story(STORY, ("ru",), known={1})
    assert item is not None
    assert item.update
    assert [sentence.text for sentence in item.sentences] == [COMMENT.summary[1].text]
    assert summarise_story(STORY, ("ru",), known={1, 2}) is None
    assert summarise_story(Story(1, (MEETING, replace(MEETING, id=5))), ("ru",), known={1}) is None


def test_numbers_that_changed_are_new() -> None:
    first = article(1, "Наводнение в Аягозе", "Подтоплены 46 домов.")
    second = article(2, "Наводнение в Аягозе", "Подтоплены 83 дома, эвакуированы 540 человек.")
    assert texts(Story(1, (first, second)), known={1}) == ["Подтоплены 83 дома, эвакуированы 540 человек."]


def test_no_sentence_comes_without_what_it_refers_to() -> None:
    found = article(
        1, "Мост открыт", "Мост открыли в Павлодаре.", "Он соединил два берега.", "Его строили три года."
    )
    late = replace(found, summary=(found.summary[0], SummarySentence("Это стоило 18 млрд тенге.", 5)))
    assert texts(Story(1, (found,)), limit=3)[1] == "Он соединил два берега."
    assert texts(Story(1, (late,)), limit=3) == ["Мост открыли в Павлодаре."]


def test_the_whole_story_holds_what_each_source_adds() -> None:
    item = whole_story(STORY, ("ru",))
    assert item is not None
    assert {sentence.article.id for sentence in item.sentences} == {1, 2}


def test_a_story_without_articles_is_nothing() -> None:
    assert summarise_story(Story(1, ()), ("ru",)) is None


def test_topics_and_languages_choose_stories() -> None:
    stories = [
        STORY,
        Story(2, (article(4, "Матч", "Тарлан победил Сункар.", topic="sport"),)),
        Story(3, (KAZAKH,)),
    ]
    digest = compose(stories, ReadingPreferences(frozenset({"sport"})), ToldStories(), now=NOW)
    assert [item.story.id for item in digest.items] == [2]
    kazakh = compose(stories, ReadingPreferences(languages=("kk",)), ToldStories(), now=NOW)
    assert [item.story.id for item in kazakh.items] == [3]
    assert len(compose(stories, ReadingPreferences(), ToldStories(), now=NOW).items) == 3


def test_any_article_may_bring_the_topic() -> None:
    story = Story(1, (MEETING, replace(COMMENT, topics=("world",))))
    assert compose([story], ReadingPreferences(frozenset({"world"})), ToldStories(), now=NOW).items
    assert topics_of(story) == ("culture", "world")


def test_what_was_told_stays_out_unless_it_developed() -> None:
    assert not compose([STORY], ReadingPreferences(), ToldStories(frozenset({1, 2})), now=NOW).items
    developed = compose([STORY], ReadingPreferences(), ToldStories(frozenset({1})), now=NOW).items
    assert [item.update for item in developed] == [True]


def test_independent_sources_and_freshness_weigh() -> None:
    lone = Story(5, (article(20, "Пожар на складе", "На складе случился пожар."),))
    old = Story(6, (replace(lone.articles[0], id=21, added=NOW - timedelta(days=3)),))
    digest = compose([old, lone, STORY], ReadingPreferences(), ToldStories(), now=NOW)
    assert [item.story.id for item in digest.items] == [9, 5, 6]


def test_an_editors_word_outweighs_all_else_while_it_holds() -> None:
    loud = Story(1, tuple(article(n, f"Паводок {n}", f"Вода пришла {n}.") for n in range(1, 9)))
    quiet = Story(2, (article(20, "Клад", "В Таразе нашли клад.", topic="science"),))
    placed = NOW - timedelta(hours=1)
    for stories in (
        [loud, replace(quiet, placement=Placement(True, placed))],
        [replace(loud, placement=Placement(False, placed)), quiet],
    ):
        assert [item.story.id for item in digest_of(stories).items] == [2, 1]
        later = digest_of(stories, placed + PLACED_FOR)
        assert [item.story.id for item in later.items] == [1, 2]


def digest_of(stories: list[Story], now: datetime = NOW) -> Digest:
    return compose(stories, ReadingPreferences(), ToldStories(), now=now)


def test_a_story_in_the_readers_language_weighs_more() -> None:
    russian = Story(1, (article(6, "Мост открыт", "Мост открыли."),))
    kazakh = Story(2, (article(5, "Көпір ашылды", "Көпір ашылды.", language="kk"),))
    for languages, order in ((("kk", "ru"), [2, 1]), (("ru", "kk"), [1, 2])):
        digest = compose([russian, kazakh], ReadingPreferences(languages=languages), ToldStories(), now=NOW)  # type: ignore[arg-type]
        assert [item.story.id for item in digest.items] == order


def test_the_reasons_of_a_rank_are_kept() -> None:
    (item,) = compose(
        [STORY], ReadingPreferences(frozenset({"culture", "sport"})), ToldStories(), now=NOW
    ).items
    assert item.reasons == Reasons(2, ("culture",))
    (anything,) = compose([STORY], ReadingPreferences(), ToldStories(), now=NOW).items
    assert anything.reasons == Reasons(2)


def test_a_reprint_is_no_second_voice() -> None:
    reprint = replace(MEETING, id=7, origins=(Origin("reprint.example", None, NOW),))
    assert independent_sources(Story(1, (MEETING, reprint)).articles) == 1
    assert independent_sources(STORY.articles) == 2


def test_a_digest_has_three_main_stories_four_in_brief_and_the_rest() -> None:
    stories = [Story(n, (article(n, f"Новость {n}", f"Событие {n} случилось."),)) for n in range(1, 11)]
    digest = compose(stories, ReadingPreferences(), ToldStories(), now=NOW)
    assert [len(digest.main), len(digest.brief), len(digest.rest)] == [3, 4, 3]
    assert digest.article_count == 10


@pytest.mark.parametrize("length", get_args(Length))
def test_a_reader_chooses_how_much_a_digest_tells(length: Length) -> None:
    texts = ["Паром спустили.", "Он стоит 96 млн.", "Длина моста 300 м.", "Строили его 4 года.", "Автор Ли."]
    stories = [Story(n, (article(n, f"Новость {n}", *texts),)) for n in range(1, 15)]
    digest, shape = (
        compose(stories, ReadingPreferences(length=length), ToldStories(), now=NOW),
        SHAPES[length],
    )
    assert [len(digest.main), len(digest.brief)] == [shape.main, shape.brief]
    assert len(digest.main[0].sentences) == shape.top
    assert {len(item.sentences) for item in digest.main[1:]} == {shape.sentences}


def test_a_story_with_one_sentence_has_the_one_that_tells_most() -> None:
    """Not the first of those that the top story would have."""
    ranked = tuple(
        SummarySentence(text, place, rank)
        for place, (text, rank) in enumerate([("Мост длиной 300 м.", 1), ("Открыл его аким Ли 19 мая.", 0)])
    )
    stories = [Story(n, (replace(article(n, f"Новость {n}"), summary=ranked),)) for n in range(1, 4)]
    digest = compose(stories, ReadingPreferences(), ToldStories(), now=NOW)
    told = [[sentence.text for sentence in item.sentences] for item in digest.main]
    assert told == [
        ["Мост длиной 300 м.", "Открыл его аким Ли 19 мая."],
        *[["Открыл его аким Ли 19 мая."]] * 2,
    ]


def at(hours: int, number: int, headline: str, *sentences: str, language: Language = "ru") -> Article:
    """An article added `hours` ago."""
    return replace(
        article(number, headline, *sentences, language=language), added=NOW - timedelta(hours=hours)
    )


DAM = at(40, 1, "Плотину прорвало в Аягозе", "Вода подтопила 46 домов.")
HERDERS = at(20, 2, "В Аягозе ищут чабанов", "После прорыва плотины в Аягозе ищут чабанов.")
RETURN = at(
    1, 3, "Жители Аягоза вернулись домой", "Вода ушла.", "Вернулись 318 человек, которых вывезли из Аягоза."
)


def test_a_developing_story_leads_with_its_latest_state() -> None:
    item = summarise_story(Story(1, (DAM, HERDERS, RETURN)), ("ru",))
    assert item is not None
    assert item.headline == RETURN.headline
    late = at(1, 4, "Прорвало плотину в Аягозе", "Вода подтопила 46 домов.")
    told = summarise_story(Story(1, (HERDERS, DAM, late)), ("ru",))
    assert told is not None
    assert told.headline != HERDERS.headline


def test_what_is_long_past_is_told_in_the_whole_story_alone() -> None:
    story = Story(1, (DAM, RETURN))
    assert texts(story) == [s.text for s in RETURN.summary]
    whole = whole_story(story, ("ru",))
    assert whole is not None
    assert DAM.summary[0].text in [s.text for s in whole.sentences]


def test_the_sentences_of_most_news_are_told_in_text_order() -> None:
    found = article(1, "Договор", "Память хранят люди.", "Музей Актау подписал договор.", "Он стоит 96 млн.")
    ranks = (2, 0, 1)
    ranked = tuple(replace(s, rank=rank) for s, rank in zip(found.summary, ranks, strict=True))
    assert texts(Story(1, (replace(found, summary=ranked),))) == [s.text for s in found.summary[1:]]


def test_of_equals_the_report_that_opens_with_its_news_leads() -> None:
    report = article(1, "Мост открыт", "Мост через Иртыш открыли в Павлодаре.")
    essay = article(2, "Мост открыт", "Время летит быстро.", "Мост через Иртыш открыли в Павлодаре.")
    first, second = essay.summary
    essay = replace(essay, summary=(replace(first, rank=1), second))
    assert lead_of([report, essay]) is report


def test_another_source_is_heard_only_when_it_adds_to_the_news() -> None:
    musing = article(1, "Мост открыт", "Время летит быстро, и всё вокруг меняется на глазах.")
    bridge = article(
        2, "Мост открыт", "Мост через Иртыш открыли в Павлодаре.", "Он обошёлся в 18 млрд тенге."
    )
    assert texts(Story(1, (musing, bridge))) == [s.text for s in bridge.summary]


def test_another_language_adds_figures_to_what_was_told() -> None:
    told = at(3, 1, "Плотину прорвало", "Вода подтопила 46 домов.")
    same = at(2, 2, "Бөгет бұзылды", "Су 46 үйге кірді.", language="kk")
    more = at(1, 3, "Бөгет бұзылды", "Су 46 үйге кірді.", "Ауылдан 212 адам көшірілді.", language="kk")
    assert summarise_story(Story(1, (told, same)), ("kk",), known={1}) is None
    update = summarise_story(Story(1, (told, more)), ("kk",), known={1})
    assert update is not None
    assert [sentence.text for sentence in update.sentences] == ["Ауылдан 212 адам көшірілді."]


def test_wishes_that_share_their_work_get_what_each_would_get_alone() -> None:
    stories = [STORY, Story(10, (KAZAKH,))]
    wishes = [
        ReadingPreferences(frozenset({"culture"}), ("ru",)),
        ReadingPreferences(frozenset(), ("kk", "ru")),
        ReadingPreferences(frozenset({"sport"})),
    ]
    told = [ToldStories(), ToldStories(frozenset({1})), ToldStories(frozenset({1, 2}))]
    composing = Composing(NOW, stories)
    for wish, known in product(wishes, told):
        assert composing.digest(stories, wish, known) == compose(stories, wish, known, now=NOW)


def test_what_is_followed_comes_first_whatever_its_topic() -> None:
    topics = ("culture", "economy", "sport")
    found = [Story(n, (article(n, f"Новость {n}", topic=topic),)) for n, topic in enumerate(topics, 1)]
    wish = ReadingPreferences(topics=frozenset({"economy", "culture"}), followed=frozenset({found[2].id}))
    ordered = [item.story.id for item in compose(found, wish, ToldStories(), now=NOW).items]
    assert ordered[0] == found[2].id
    assert len(ordered) == 3
    unfollowed = replace(wish, followed=frozenset())
    assert len(compose(found, unfollowed, ToldStories(), now=NOW).items) == 2
    other = replace(wish, languages=("kk",))
    assert compose(found, other, ToldStories(), now=NOW).items == ()


def test_another_topic_passes_only_what_weighs_about_as_much() -> None:
    def told(number: int, topic: str, sources: int) -> Story:
        one = article(number, f"Новость {number}", f"Событие {number} случилось.", topic=topic)
        return Story(number, tuple(_from(one, n) for n in range(sources)))

    def _from(one: Article, n: int) -> Article:
        words = tuple(replace(s, text=f"{s.text} {n}") for s in one.summary)
        return replace(one, id=one.id + n, summary=words, origins=(Origin(f"s{n}.example", None, NOW),))

    near = [told(100, "culture", 7), told(200, "culture", 6), told(300, "science", 5)]
    far = [told(100, "culture", 7), told(200, "culture", 6), told(300, "science", 1)]
    for stories, order in ((near, [100, 300, 200]), (far, [100, 200, 300])):
        found = compose(stories, ReadingPreferences(), ToldStories(), now=NOW)
        assert [item.story.id for item in found.items] == order


def test_within_the_days_of_a_digest_nothing_gets_old() -> None:
    two_days = timedelta(days=2)
    old = Story(7, tuple(replace(each, added=NOW - two_days) for each in STORY.articles))
    new = Story(8, (article(8, "Новость дня", "Событие дня случилось."),))
    digest = compose([new, old], ReadingPreferences(), ToldStories(), now=NOW)
    assert [item.story.id for item in digest.items] == [7, 8]


def test_what_only_touches_the_topic_comes_after_what_is_of_it() -> None:
    def told(number: int, topics: tuple[str, ...], source: str) -> Article:
        one = article(number, f"Новость {number}", f"Событие {number} случилось.")
        return replace(one, topics=topics, origins=(Origin(source, None, NOW),))

    touched = Story(
        1, tuple(told(n, ("incidents", "sport")[: 2 - n % 2], f"{n}.example") for n in (11, 12, 13))
    )
    of_it = Story(2, (told(21, ("sport",), "21.example"), told(22, ("sport",), "22.example")))
    for topics, order in ((("sport",), [2, 1]), ((), [1, 2]), (("incidents", "sport"), [1, 2])):
        wish = ReadingPreferences(topics=frozenset(topics))
        found = compose([touched, of_it], wish, ToldStories(), now=NOW)
        assert [item.story.id for item in found.items] == order


def test_an_editors_own_topic_counts_wherever_it_stands_in_the_list() -> None:
    first, last = (
        Story(n, (replace(article(n, f"Новость {n}", f"Событие {n} случилось."), topics=topics),))
        for n, topics in ((1, ("t1",)), (2, ("culture", "world", "t1")))
    )
    both = [story_stats(each, now=NOW) for each in (first, last)]
    assert [each.fits["t1"] for each in both] == [1, 1]


def test_what_only_hidden_sources_tell_is_counted_unless_it_was_told_or_is_of_no_interest() -> None:
    def told_by(number: int, source: str, topic: str = "culture") -> Story:
        one = article(number, f"Новость {number}", f"Событие {number} случилось.", topic=topic)
        return Story(number, (replace(one, origins=(Origin(source, None, NOW),)),))

    both = Story(4, (*told_by(4, "a.example").articles, *told_by(5, "b.example").articles))
    stories = [told_by(1, "a.example"), told_by(2, "a.example", "sport"), told_by(3, "a.example"), both]
    wish = ReadingPreferences(topics=frozenset({"culture"}), hidden=frozenset({"a.example"}))
    digest = compose(stories, wish, ToldStories(frozenset({3})), now=NOW)
    assert ([item.story.id for item in digest.items], digest.kept_back) == ([4], (1,))
    shown = compose(stories, replace(wish, hidden=frozenset()), ToldStories(), now=NOW)
    assert shown.kept_back == ()

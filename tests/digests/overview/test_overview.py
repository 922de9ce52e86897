"""What happened with a subject: the weightiest told once, in order of time, in the reader's language."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from digests.models.overviews import Overview
from digests.models.stories import Article, Origin, Story
from digests.models.texts import Language, SummarySentence
from digests.overview.developments import steps_of
from digests.overview.overview import Subject, overview
from digests.overview.threads import threads_of

NOW = datetime(2025, 9, 26, 9, tzinfo=UTC)
WEEK = NOW - timedelta(days=7)
CULTURE, INCIDENTS = Subject("culture"), Subject("incidents")


def report(
    number: int,
    days_ago: float,
    headline: str,
    *sentences: str,
    language: Language = "ru",
    topics: tuple[str, ...] = ("incidents",),
    names: tuple[str, ...] = (),
    first: int = 0,
) -> Article:
    added = NOW - timedelta(days=days_ago)
    summary = tuple(SummarySentence(text, position) for position, text in enumerate(sentences, first))
    origins = (Origin(f"source{number}.example", f"https://source{number}.example/1", added),)
    return Article(number, headline, language, None, added, summary, topics, names, origins)


DAM = report(
    1,
    4,
    "В Кокозеке прорвало плотину",
    "В селе Кокозек Тарского района прорвало плотину, подтоплены 40 домов.",
    "На месте работают 60 спасателей.",
    names=("Кокозек", "Марат Садыков"),
)
DAM_AGAIN = report(
    2,
    3.9,
    "Плотину в Кокозеке прорвало",
    "Плотину в Кокозеке прорвало, подтоплены 40 домов.",
    names=("Кокозек",),
)
SEARCH = report(
    3,
    2,
    "После прорыва плотины ищут двух рыбаков",
    "Спасатели ищут двух рыбаков, которых унесло водой у Кокозека после прорыва плотины.",
    "Сегодня к поискам присоединились жители села.",
    names=("Кокозек", "Садыков"),
)
FOUND = report(
    4,
    1,
    "Рыбаков, пропавших у Кокозека, нашли живыми",
    "Двух рыбаков, пропавших у Кокозека, нашли на островке живыми.",
    names=("Марат Садыков",),
)
FIRE = report(5, 0.5, "На рынке в Семее потушили пожар", "Пожар на рынке в Семее потушили за два часа.")
FLOOD = (Story(1, (DAM, DAM_AGAIN)), Story(2, (SEARCH,)), Story(3, (FOUND,)))


def told(found: Overview) -> list[list[int]]:
    """The numbers of the articles whose sentences each passage tells."""
    return [[fact.article.id for fact in passage.facts] for passage in found.passages]


def steps(*articles: Article) -> list[int]:
    """The reports that are steps of a story's development."""
    (thread,) = threads_of([Story(1, articles)], ("ru",), since=WEEK)
    return [step.article.id for _, step in steps_of(thread, ())]


def about(
    *stories: Story,
    subject: Subject = INCIDENTS,
    languages: tuple[Language, ...] = ("ru", "kk", "en"),
    since: datetime = WEEK,
) -> Overview:
    return overview(stories, subject, languages, since=since, now=NOW)


def test_what_developed_is_told_in_order_of_time_across_its_stories() -> None:
    found = about(*reversed(FLOOD), Story(4, (FIRE,)))
    assert told(found) == [[1, 3, 4], [5]]
    assert [step.story_id for step in found.passages[0].stories] == [1, 2, 3]
    assert [step.article.id for step in found.timeline] == [1, 3, 4, 5]
    assert (found.story_count, found.article_count) == (4, 5)


def test_a_reprint_is_no_step_and_nothing_is_said_twice() -> None:
    found = about(Story(1, (DAM, DAM_AGAIN)))
    assert told(found) == [[2, 1]]
    assert found.passages[0].facts[1].text == "На месте работают 60 спасателей."
    assert found.timeline == ()


def test_reports_within_hours_and_comments_on_old_news_are_no_steps() -> None:
    soon = report(6, 3.9, "Из Кокозека вывезли 90 человек", "Из Кокозека вывезли 90 человек.")
    later = report(6, 2, "Из Кокозека вывезли 90 человек", "Из Кокозека вывезли 90 человек.")
    comment = report(6, 2, "Как в Кокозеке прорвало плотину", "Плотину у Кокозека строили в 1950 году.")
    assert [len(steps(DAM, other)) for other in (soon, comment, later)] == [1, 1, 2]


def test_parallel_events_are_not_one_development() -> None:
    one = report(7, 2, "Буря в Атырау", "В Атырау ветер сорвал крышу школы.", names=("Атырау",))
    other = report(8, 1, "Буря в Костанае", "В Костанае ветер сорвал крышу школы.", names=("Костанай",))
    assert len(about(Story(7, (one,)), Story(8, (other,))).passages) == 2


def test_only_the_period_is_told() -> None:
    grown = Story(1, (DAM, replace(SEARCH, id=9)))
    assert told(about(grown, since=NOW - timedelta(days=3))) == [[9, 9]]


def test_from_three_to_six_sentences_of_the_weightiest() -> None:
    towns = ["Актау", "Семее", "Таразе", "Уральске", "Балхаше", "Риддере"]
    built = ["мост", "цех", "парк", "театр"]
    stories = [
        Story(n, (report(n, 1, f"Стройка {n}", *(f"Открыли {what} в {town}." for what in built)),))
        for n, town in enumerate(towns, 1)
    ]
    (article,) = stories[3].articles
    more = tuple(
        replace(
            article,
            id=40 + n,
            summary=(SummarySentence(f"Уральск: {thing}.", 0),),
            origins=(replace(article.origins[0], source=f"other{n}.example"),),
        )
        for n, thing in enumerate(("завод продан", "порт закрыт", "рынок снесли"))
    )
    stories[3] = Story(4, (article, *more))
    found = about(*stories)
    assert found.passages[0].stories[0].story_id == 4
    assert 3 <= sum(map(len, told(found))) <= 6
    assert len(found.passages) == 4


def test_a_story_is_told_in_the_readers_language_and_others_come_after() -> None:
    kazakh = report(11, 0.2, "Көкөзекте бөгет бұзылды", "Көкөзек ауылында бөгет бұзылды.", language="kk")
    both = Story(1, (DAM, kazakh))
    assert told(about(both)) == [[1, 1]]
    assert told(about(both, languages=("kk", "ru", "en"))) == [[11]]
    foreign = Story(5, (replace(FIRE, language="en"),))
    assert [p.language for p in about(foreign, Story(1, (DAM,))).passages] == ["ru", "en"]


def test_a_story_that_touches_on_the_topic_is_told_only_when_there_is_no_other() -> None:
    touching = replace(FIRE, topics=("economy", "society", "incidents"))
    assert told(about(Story(5, (touching,)), Story(1, (DAM,)))) == [[1, 1]]
    assert told(about(Story(5, (touching,)))) == [[5]]


def test_words_are_told_in_order_of_time_with_the_sentence_that_has_them() -> None:
    concert = report(
        12,
        3,
        "В Астане прошёл концерт",
        "В Астане прошёл концерт оркестра.",
        "Зал был полон.",
        "Вспоминали Нургису Тлендиева.",
    )
    street = report(13, 1, "Улицу назвали именем Тлендиева", "Улицу в Таразе назвали именем Тлендиева.")
    found = about(Story(13, (street,)), Story(12, (concert,)), subject=Subject(words="Тлендиев"))
    texts = [fact.text for passage in found.passages for fact in passage.facts]
    assert texts[0] == "В Астане прошёл концерт оркестра."
    assert "Вспоминали Нургису Тлендиева." in texts[:2]
    assert texts[-1] == "Улицу в Таразе назвали именем Тлендиева."


def test_who_is_only_named_in_passing_waits_for_a_day_with_less_news() -> None:
    towns = ("Актау", "Семее", "Таразе")
    stories = [
        Story(n, (report(n, 1, f"Сауле Ким спела в {town}", f"Сауле Ким спела в {town}."),))
        for n, town in enumerate(towns, 20)
    ]
    passing = report(30, 1, "Открыт театр", "В Риддере открыли театр.", "Среди гостей была Сауле Ким.")
    singer = Subject(words="Сауле Ким")
    assert [30, 30] not in told(about(*stories, Story(30, (passing,)), subject=singer))
    assert [30, 30] in told(about(stories[0], Story(30, (passing,)), subject=singer))


def test_a_commentary_does_not_lead() -> None:
    comment = report(31, 2, "В Кокозеке прорвало плотину", "О ней давно говорили.", "Ей 75 лет.", first=4)
    (passage,) = about(Story(1, (DAM, comment))).passages
    assert passage.facts[0].text == DAM.summary[0].text


def test_a_summary_without_the_beginning_is_led_by_its_headline() -> None:
    rest = report(14, 1, "Музей в Таразе получил 300 картин", "Среди них работы 1920-х годов.", first=3)
    (passage,) = about(Story(14, (rest,))).passages
    assert passage.facts[0].text == "Музей в Таразе получил 300 картин"


def test_a_relative_day_needs_its_date() -> None:
    facts = about(Story(2, (SEARCH,))).passages[0].facts
    assert [fact.needs_date for fact in facts] == [False, True]
    dated = report(15, 1, "Открытие", "Сегодня, 25 сентября, открыли мост.")
    assert not about(Story(15, (dated,))).passages[0].facts[0].needs_date


def test_who_is_in_it() -> None:
    assert about(*FLOOD).names == ("Марат Садыков", "Кокозек")
    assert about(*FLOOD, subject=Subject(words="Садыкова")).names == ("Кокозек",)


def test_nothing_is_nothing() -> None:
    assert about() == Overview()
    assert about(Story(1, ())) == Overview()

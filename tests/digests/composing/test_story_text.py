"""A story of several reports: the event, then what adds to it, what several sources bear out first."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from digests.composing.story_text import summarise_story
from digests.models.stories import Article, Origin, Story
from digests.models.texts import Language, SummarySentence

NOON = datetime(2025, 9, 26, 12, tzinfo=UTC)
BRIDGE = "Мост через Иртыш в Павлодаре закрыли для грузовиков"
CRACKS = "Мост закрыли из-за трещин в двух опорных балках."
TOLL = "Проезд по объездной дороге обойдётся перевозчику в 4 500 тенге."
FERRY = "Для лёгких машин пустят паром от пристани Ак-Шоли."


def report(
    number: int, headline: str, *sentences: str, hours: float = 0, language: Language = "ru"
) -> Article:
    at = NOON + timedelta(hours=hours, minutes=number)
    summary = tuple(SummarySentence(text, place, place) for place, text in enumerate(sentences))
    origin = Origin(f"source{number}.example", None, at)
    return Article(number, headline, language, None, at, summary, origins=(origin,))


def headline(*reports: Article) -> str:
    item = summarise_story(Story(1, reports), ("ru", "kk", "en"))
    assert item is not None
    return item.headline


def told(*reports: Article, limit: int = 2) -> list[str]:
    item = summarise_story(Story(1, reports), ("ru", "kk", "en"), limit=limit)
    return [sentence.text for sentence in item.sentences] if item else []


def test_the_headline_is_not_told_again_in_other_words() -> None:
    again = "В Павлодаре для грузовиков закрыли мост через Иртыш."
    assert {*told(report(1, BRIDGE, again, CRACKS), report(2, BRIDGE, again, TOLL))} == {CRACKS, TOLL}
    assert told(report(1, BRIDGE, again), report(2, BRIDGE, again)) == []


def test_a_sentence_is_not_told_again_with_who_says_so() -> None:
    said = "В двух опорных балках нашли трещины, рассказал начальник управления дорог Кайрат Смагулов."
    assert told(report(1, BRIDGE, CRACKS, FERRY), report(2, BRIDGE, said, FERRY)) == [CRACKS, FERRY]


def test_what_several_sources_tell_comes_before_what_one_does() -> None:
    alike = "За проезд по объездной дороге перевозчик отдаст 4 500 тенге."
    reports = (report(1, BRIDGE, FERRY, TOLL), report(2, BRIDGE, alike))
    assert told(*reports, limit=1)[0] in {TOLL, alike}


def test_a_cause_comes_before_a_detail() -> None:
    assert told(report(1, BRIDGE, "Перила моста красили в мае.", FERRY, CRACKS), limit=1) == [CRACKS]


def test_who_is_meant_by_a_bare_surname_is_known_where_it_can_be() -> None:
    bare = "Смагулов нашёл в двух опорных балках 14 трещин."
    named = replace(report(1, BRIDGE, bare, FERRY), names=("Кайрат Смагулов", "Павлодар"))
    assert told(named, limit=1) == [FERRY]
    assert told(replace(named, names=("Павлодар",)), limit=1) == [bare]


def test_sentences_are_about_as_new_as_the_headline() -> None:
    late = report(
        2, "Мост через Иртыш в Павлодаре открыли для грузовиков", "Балки заменили за 45 суток.", hours=9
    )
    assert told(report(1, BRIDGE, CRACKS), late) == ["Балки заменили за 45 суток."]


def test_the_latest_state_leads() -> None:
    burning = report(1, "Склад в Таразе загорелся ночью", "Огонь охватил 3 тысячи квадратных метров.")
    fighting = report(2, "Пожарные тушат склад в Таразе", "На месте работают 40 машин.", hours=1)
    over = report(3, "Пожар на складе в Таразе потушили", "Его тушили девять часов.", hours=3)
    assert headline(burning, fighting, over) == over.headline
    assert "На месте работают 40 машин." not in told(
        burning, report(4, "Пожарные тушат склад", "Склад горит."), over
    )


def test_a_side_of_the_news_does_not_lead_because_it_is_the_latest() -> None:
    elected = [report(n, f"Алия Бекова избрана главой союза {word}", hours=-n) for n, word in
               enumerate(("пекарей", "пекарей страны", "пекарей вновь"), 1)]  # fmt: skip
    beginning = report(4, "Пекари выбирают главу союза", "Голосование продлится день.", hours=-14)
    side = report(5, "Ержан Асанов из Тараза едва не возглавил пекарей", hours=1)
    assert headline(beginning, *elected, side) != side.headline


def test_questions_and_lists_lead_only_alone() -> None:
    question = report(2, "Почему закрыли мост через Иртыш в Павлодаре", CRACKS)
    assert headline(report(1, BRIDGE, CRACKS), question, report(3, question.headline, TOLL)) == BRIDGE
    assert headline(question) == question.headline


def test_of_counts_that_grow_only_the_newest_is_told() -> None:
    first = report(1, "Взрыв произошёл на складе в Таразе", "При взрыве погибли 12 человек.")
    later = report(2, "Взрыв произошёл на складе в Таразе", "При взрыве погибли 15 человек.", hours=3)
    assert told(first, later) == ["При взрыве погибли 15 человек."]


def test_a_name_and_its_initials_are_one() -> None:
    spelled = "Международный валютный фонд сообщил, что даст Монголии 200 млн долларов."
    loan = report(1, "МВФ даст Монголии 200 млн долларов", spelled, "Деньги пойдут на ремонт больниц.")
    assert told(loan) == ["Деньги пойдут на ремонт больниц."]


def test_courtesies_are_told_of_no_meeting() -> None:
    polite = "Стороны обсудили вопросы дальнейшего сотрудничества."
    meeting = report(1, "Аким Ли принял посла Монголии", polite, "В мае откроют прямой рейс в Улан-Батор.")
    assert told(meeting) == ["В мае откроют прямой рейс в Улан-Батор."]
    assert told(report(1, "Аким Ли принял посла Монголии", polite)) == []


def test_what_another_language_told_is_no_news() -> None:
    """Both name the same places and numbers; "540" was in no earlier report."""
    first = report(1, "Плотина прорвалась у Аягоза", "Вода подтопила у Аягоза и Байбулака 46 домов.")
    again = report(
        2,
        "Аягозда бөгет бұзылды",
        "Су басып, Аягоз бен Байбұлақ маңында 46 үй зардап шекті.",
        hours=2,
        language="kk",
    )
    more = report(3, "Аягозда ел көшірілді", "Ауылдан барлығы 540 адам көшірілді.", hours=3, language="kk")
    early = report(4, "Аягозда су көтерілді", "Өзен деңгейі бір метрге көтерілді.", hours=-1, language="kk")
    news = summarise_story(Story(1, (early, first, again, more)), ("kk",), known={1, 4})
    assert news is not None
    assert [sentence.article.id for sentence in news.sentences] == [3]


def test_an_update_is_headed_by_its_news_and_does_not_repeat_it() -> None:
    first = report(1, BRIDGE, CRACKS)
    opened = report(
        2, "Мост через Иртыш в Павлодаре открыли на полтора месяца раньше", "Мост открыли.", TOLL, hours=20
    )
    news = summarise_story(Story(1, (first, opened)), ("ru",), known={1})
    assert news is not None
    assert (news.headline, [sentence.text for sentence in news.sentences]) == (opened.headline, [TOLL])


def test_a_report_leads_a_commentary() -> None:
    """Whose headline was made of the third sentence, and is shorter."""
    opened = "Аким Ли и посол Монголии открыли в Павлодаре мост через Иртыш"
    news = report(1, f"{opened} длиной 1240 метров", f"{opened} длиной 1240 метров.", TOLL)
    musing = report(
        2, opened, "Реки соединяют людей.", "Время летит.", f"{opened}, и это прекрасно.", hours=1
    )
    ranked = tuple(replace(each, rank=rank) for each, rank in zip(musing.summary, (2, 1, 0), strict=True))
    assert headline(news, replace(musing, summary=ranked)) == news.headline


def test_pounds_and_kilograms_are_no_two_counts() -> None:
    lifted = report(1, "Силач побил рекорд мира", "He lifted 1,104 pounds at his gym.", language="en")
    again = report(2, "Strongman beats a record", "The lift of 501kg at his gym was filmed.", language="en")
    item = summarise_story(Story(1, (lifted, again)), ("en",))
    assert item is not None
    assert not any(sentence.beside for sentence in item.sentences)

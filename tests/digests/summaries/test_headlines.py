"""Headlines are words of one sentence, short and whole."""

from __future__ import annotations

from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.models.texts import Language, ParsedText
from digests.summaries.clauses import MAX_WHOLE
from digests.summaries.headlines import from_sentence, make_headline
from digests.summaries.statements import is_statement
from tests.digests.marked import pairs_of


@pytest.mark.parametrize(("sentence", "headline"), pairs_of("headlines.txt"))
def test_a_sentence_becomes_a_headline(sentence: str, headline: str) -> None:
    language, text = sentence.split(": ", 1)
    assert from_sentence(text, cast("Language", language)) == headline


def test_a_given_title_stays() -> None:
    assert make_headline(ParsedText("Мост  открыт", "Что угодно."), ["Что угодно."]) == "Мост открыт"


def test_the_first_sentence_that_is_a_statement_wins() -> None:
    sentences = ["С начала года по восточному маршруту", "Новый мост через Иртыш открыли в Павлодаре."]
    assert (
        make_headline(ParsedText(None, " ".join(sentences)), sentences)
        == "Новый мост через Иртыш открыли в Павлодаре"
    )


def test_what_announces_a_clause_is_no_statement() -> None:
    assert is_statement("Завод построит новый цех", "ru")
    assert not is_statement("Директор завода Нурлан Абишев считает", "ru")
    assert not is_statement("Работающие в области предприятия", "ru")


def test_a_clause_or_an_announcement_is_no_statement() -> None:
    assert not is_statement("Despite the storm over his comments", "en")
    assert is_statement("Despite the storm, the port stays open", "en")
    assert not is_statement("Президент подписал следующие законы", "ru")
    assert not is_statement("Мемориал лётчикам в Новой Долине", "ru")


def test_a_headline_refers_to_nothing_before_it() -> None:
    sentences = ["Об этом заявила министр культуры Айжан Омарова.", "Музей откроют осенью в Семее."]
    assert make_headline(ParsedText(None, " ".join(sentences)), sentences) == "Музей откроют осенью в Семее"


def test_a_kazakh_headline_ends_with_its_predicate() -> None:
    long = (
        "Облыс әкімі Нұрлан Әбішев жер сілкінісі болған аудандарға барып, зілзала салдарынан бүлінген "
        "мектептер мен ауруханаларды, сондай-ақ су басқан ауылдардағы үйлерді көріп шықты"
    )
    short = "Семейде жаңа мектеп ашылды."
    assert make_headline(ParsedText(None, f"{long}. {short}"), [f"{long}.", short], "kk") == long[12:]
    longer = long.replace(
        "мектептер мен",
        "мектептер мен балабақшаларды, көне мұражайларды, сондай-ақ облыс орталығындағы үш қалалық",
    )
    assert make_headline(ParsedText(None, f"{longer}. {short}"), [f"{longer}.", short], "kk") == short[:-1]


@pytest.mark.parametrize(
    "lead",
    [
        " ".join(
            (
                "Разведчики северного отряда пограничной службы в горном районе Абайской области разработали",
                "способ поиска пропавших без вести путников и пастухов с помощью лёгких самолётов",
            )
        ),
        "Крупный пожар в исправительной колонии в Семее",
        "Компания «Дала» начала продажи процессоров нового десятого поколения",
        "Курс это мать всех новостей Семея",
    ],
)
def test_the_lead_heads_a_report_before_its_details(lead: str) -> None:
    detail = "Огнём охвачено 400 квадратных метров."
    assert make_headline(ParsedText(None, f"{lead}. {detail}"), [f"{lead}.", detail]) == lead


def test_a_headline_is_no_bare_speech() -> None:
    speech = "«Мы ждали этого дня четыре года и теперь очень рады за город»."
    news = "Новый мост через Иртыш открыли в Павлодаре."
    assert make_headline(ParsedText(None, f"{speech} {news}"), [speech, news]) == news[:-1]


def test_a_text_without_words_has_a_headline_all_the_same() -> None:
    assert make_headline(ParsedText(None, "!!!"), []) == "!!!"
    assert make_headline(ParsedText(None, ""), []) == "—"


@given(st.text(alphabet="Министр и в «Астане» подписал, что — (12) договор. ", max_size=400))
def test_a_headline_is_never_long_nor_dangling(sentence: str) -> None:
    headline = from_sentence(sentence)
    assert len(headline) <= MAX_WHOLE
    assert not headline.endswith((",", ":", "—", "(", "«", " и", " в", " что"))


def test_half_of_a_pair_an_apposition_or_a_relative_clause_is_no_statement() -> None:
    assert not is_statement("Встреча стала не просто переговорами", "ru")
    assert not is_statement("Визит выглядит не как формальность", "ru")
    assert is_statement("Встреча стала не просто переговорами, а шагом к договору", "ru")
    assert not is_statement("Новый сбор, который предложили депутаты", "ru")
    assert not is_statement("Следственный комитет в рамках дел", "ru")
    assert not is_statement("Врач заявил, что тесты", "ru")
    assert not is_statement("Если курс останется на уровне прошлых недель", "ru")
    assert not is_statement("Ann Park, a farmer from the north", "en")
    assert is_statement("Ann Park, a farmer from the north, has won the prize", "en")


def test_a_question_makes_no_headline_where_there_is_a_statement() -> None:
    sentences = [
        "Have you ever wondered why the desert hums?",
        "It hums. Hollows in dry soil make the sound.",
    ]
    assert not make_headline(ParsedText(None, " ".join(sentences)), sentences, "en").startswith("Have")


@pytest.mark.parametrize(
    "leaning",
    [
        "31-летний британец провёл за клуб 37 матчей в трёх турнирах за четыре сезона.",
        "Форвард продолжит карьеру в северном клубе по договору на три года.",
        "В эфире она призналась, что переезжает в Семей в мае 2026 года.",
        "Какую роль новый мост сыграет для торговли области, рассказал аким Нурлан Абишев.",
        "Как встречают новый мост в Семее и в Павлодаре — в материале «Степи».",
        "Почему новый мост нужен Семею больше, чем вокзал.",
        "Работники музея связали эту находку с древним городом.",
        "Инцидент произошёл на трассе под Семеем вечером 12 мая.",
        "Абишев также рассказал о ремонте моста через Иртыш.",
    ],
)
def test_a_headline_says_of_whom_it_tells(leaning: str) -> None:
    named = "Марат Беков вернулся в «Степь» после лечения."
    assert make_headline(ParsedText(None, f"{named} {leaning}"), [leaning, named]) == named[:-1]


@pytest.mark.parametrize(
    "leaning",
    [
        "Оқиға таңертең Семей қаласының орталығында болған.",
        "Үш дереккөз бұл нұсқаны Нұрлан Әбішев қолдағанын айтты.",
        "Қала әкімдігі жаңа стадион туралы бұрын хабарлаған еді.",
        "Синоптиктер Семейде ауа райы қандай болатынын айтты.",
    ],
)
def test_a_kazakh_headline_leans_on_nothing(leaning: str) -> None:
    named = "Семейде екі автобус соқтығысып, үш адам жараланды."
    assert make_headline(ParsedText(None, f"{leaning} {named}"), [leaning, named], "kk") == named[:-1]


def test_what_is_of_this_season_or_has_a_name_may_head_a_report() -> None:
    for said in (
        "Жители Семея посадят этой весной триста тополей.",
        "Проект «Степь» подарил Семею триста тополей.",
    ):
        other = "Тополя растут быстро и живут до ста лет."
        assert make_headline(ParsedText(None, f"{said} {other}"), [said, other]) == said[:-1]


def test_a_thing_that_only_an_earlier_sentence_names_heads_nothing() -> None:
    leaning = "The drug is made in Aktobe and was the first to be allowed at all."
    named = "Doctors in Semey may give the new drug of Steppe Pharma to all."
    assert make_headline(ParsedText(None, f"{named} {leaning}"), [leaning, named], "en") == named[:-1]
    known = "The government allowed the new drug of Steppe Pharma on Monday."
    assert make_headline(ParsedText(None, f"{known} {named}"), [known, named], "en") == known[:-1]


def test_an_announcement_gives_way_to_what_is_told() -> None:
    sentences = ["Врачи рассказали, как отличить грипп.", "Больница в Семее закрыта до 12 мая."]
    assert make_headline(ParsedText(None, " ".join(sentences)), sentences) == sentences[1][:-1]
    assert make_headline(ParsedText(None, sentences[0]), sentences[:1]) == sentences[0][:-1]


def test_an_english_clause_tells_what_was_said_and_done() -> None:
    assert not is_statement("The next day the head of the clinic, Dr. Ann Park said", "en")
    assert is_statement("The port will raise its prices by half, the head of the port said", "en")
    assert not is_statement("Based on the rules of the port and the weather report at hand", "en")
    assert not is_statement("A climber who survived two nights stuck on Khan Tengri", "en")
    assert is_statement("A climber who survived two nights on Khan Tengri was found in Almaty", "en")
    assert is_statement("A car that had been hidden away for forty years just sold for a million", "en")


def test_names_and_gerunds_are_no_predicates() -> None:
    assert not is_statement("Михаил Беков, который болеет за «Степь»", "ru")
    assert not is_statement("Операторы БПЛА, обнаружив пехоту в лесу", "ru")
    assert not is_statement("Staying focused on the chess title race", "en")
    assert not is_statement("The northern tour of the ballet, which was put off", "en")
    assert not is_statement("Judge Joseph Park said Steppe Cargo", "en")
    assert not is_statement("Выпуск программы «Степь», показ которой был намечен на субботу", "ru")
    assert is_statement("В старом посёлке до сих пор нет света", "ru")
    assert is_statement("Марат Беков умер в Семее в мае", "ru")
    assert is_statement("Singer Ann Park accepts the prize", "en")


def test_a_whole_clause_of_a_later_sentence_wins_over_one_cut_inside() -> None:
    long = (
        "По мнению собеседников газеты, близких к переговорам о будущем угольных разрезов северных областей "
        "вокруг старых городов и новых посёлков, правительство"
    )
    short = "Разрезы Экибастуза передадут городу в мае 2026 года."
    assert make_headline(ParsedText(None, f"{long} {short}"), [long, short]) == short[:-1]


def test_names_adverbials_and_people_are_no_predicates() -> None:
    assert not is_statement("Judge R Gary Klein of the United States District Court", "en")
    assert not is_statement("In a long thread first reported on by Cafe Mom", "en")
    assert not is_statement(
        "President Ann Park, lauding Ghanaian workers for their work over the years", "en"
    )
    assert not is_statement("University of Queensland researchers along with colleagues", "en")
    assert not is_statement("Исследователи из Испанской академии языков", "ru")
    assert not is_statement("Илон Маск, всемирно известный бизнесмен из Семея", "ru")
    assert not is_statement("Мыши, в кишечнике которых было много бактерий", "ru")
    assert not is_statement("Steppewell, manufactured by Almaty Sciences", "en")
    assert not is_statement("Disney has revealed that Ann Park, Lion King star Marat Bekov", "en")
    assert not is_statement("The gymnast cemented her place as not only one of the best", "en")
    assert is_statement("The club said that it would play not only here but abroad", "en")
    assert is_statement("Northern United offers a new deal", "en")
    assert not is_statement("Семинары с начала года по сёлам", "ru")

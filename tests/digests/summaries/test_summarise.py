"""Summaries are made of source sentences that carry news and can be read alone."""

from __future__ import annotations

from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.models.texts import Language, ParsedText
from digests.summaries.references import refers_back
from digests.summaries.standalone import fault, inside_speech, is_row
from digests.summaries.summarise import summarise
from digests.text.sentences import split_sentences
from digests.text.stemming import tokenise
from tests.digests.marked import pairs_of
from tests.digests.rows import cells_of

BRIDGE = (
    "В Павлодаре 12 марта открыли мост через Иртыш. Он соединил две части города. Мост строили три года. "
    "«Мы ждали его долго!» Почему так долго? Проект обошёлся в 18 млрд тенге, сообщил аким Асаин Байханов."
)


def told(text: str, limit: int, language: Language = "ru") -> list[str]:
    return [sentence.text for sentence in summarise(ParsedText(None, text), limit, language=language)]


@pytest.mark.parametrize(("article", "expected"), pairs_of("summaries.txt"))
def test_what_happened_is_told_and_generalities_are_not(article: str, expected: str) -> None:
    language, text = article.split(" ", 1)
    summary = " ".join(told(text, 2, cast("Language", language)))
    for words in (part.strip() for part in expected.split(";")):
        assert (words.removeprefix("-") in summary) == (words[0] != "-"), summary


def test_sentences_stand_in_text_order_with_their_positions() -> None:
    summary = summarise(ParsedText(None, BRIDGE), 3, language="ru")
    positions = [sentence.position for sentence in summary]
    assert positions == sorted(positions)
    source = split_sentences(BRIDGE)
    assert all(sentence.text.rstrip(".")[:20] in source[sentence.position] for sentence in summary)


def test_all_sentences_come_when_there_are_fewer() -> None:
    assert len(told("Мост открыли. Школу закрыли.", 3)) == 2
    assert told("", 3) == []


def test_questions_and_calls_come_last() -> None:
    assert not any(text.endswith(("?", "!»", "!")) for text in told(BRIDGE, 3))


def test_a_reference_comes_with_what_it_refers_to() -> None:
    summary = summarise(ParsedText(None, BRIDGE), 2, language="ru")
    assert [sentence.position for sentence in summary if refers_back(sentence.text)] in ([], [1])
    assert 0 in [sentence.position for sentence in summary]


def test_a_summary_repeats_itself_little() -> None:
    text = "Аким открыл школу в Семее на 300 мест. " * 2 + "Строительство стоило 2 млрд тенге и длилось год."
    assert told(text, 2)[1].startswith("Строительство")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Мост открыли в среду.", False),
        ("Когда откроют мост?", True),
        ("Приходите все!", True),
        ("«Мост откроют в среду, и все будут рады ему».", True),
        ("«Мост откроют", True),
        ("— Мы рады.", True),
        ("«Тарлан» обыграл «Сункар» в Караганде.", False),
        ("Об этом рассказала на встрече с жителями руководитель управления Нурия Касенова.", True),
        ("Об этом говорится в приказе министра.", True),
        ("Об этом сообщил аким, но сроков не назвал.", False),
        ("Бұл туралы «Қазгидромет» синоптиктері ескертті.", True),
        ("Бұл туралы қала әкімінің орынбасары Сәуле Ермекова баяндады.", True),
        ("О задержании сообщила городская прокуратура.", True),
        ("В субботу об этом со ссылкой на источники писали газеты.", True),
        ("Это следует из данных комитета по статистике.", True),
        ("О задержании сообщили, но имени не назвали.", False),
        ("This was announced by the city council on Monday.", True),
        ("«Откроем», — сказал аким области Нурлан Абишев на встрече с жителями села.", False),
    ],
)
def test_faults(text: str, wrong: bool) -> None:
    assert bool(fault(text)) == wrong


@pytest.mark.parametrize(
    "text",
    [
        "Он также приехал.",
        "Это важно.",
        "В этом доме тихо.",
        "Бұл туралы айтылды.",
        "They left.",
        "По его словам, всё готово.",
        "Ещё три сдадут.",
    ],
)
def test_references_are_known(text: str) -> None:
    assert refers_back(text)
    assert not refers_back("Аким приехал в село.")


@given(st.text(max_size=300), st.integers(1, 5))
def test_any_text_is_summarised_by_its_own_words(text: str, limit: int) -> None:
    summary = summarise(ParsedText(None, text), limit)
    assert len(summary) <= limit
    assert {word for s in summary for word in tokenise(s.text.lower())} <= set(tokenise(text.lower()))


def test_a_sentence_that_stands_twice_is_told_once() -> None:
    assert told("В Семее открыли школу на 300 мест.\nВ Семее открыли школу на 300 мест.", 3) == [
        "В Семее открыли школу на 300 мест."
    ]


def test_what_leads_up_to_the_news_without_a_number_or_a_name_gives_way() -> None:
    text = (
        "Осень в этом году выдалась тёплой. В Семее 14 мая открыли мост через Иртыш длиной 900 метров. "
        "Работы стоили 18 млрд тенге, рассказал аким Нурлан Уранхаев."
    )
    assert [sentence.position for sentence in summarise(ParsedText(None, text), 2, language="ru")] == [1, 2]


@pytest.mark.parametrize(("kind", "sentence"), cells_of("standalone.txt"))
def test_what_keeps_a_sentence_from_standing_alone(kind: str, sentence: str) -> None:
    assert refers_back(sentence) == (kind == "leans")
    assert is_row(sentence) == (kind == "row")
    assert (fault(sentence) > 0) == (kind in ("row", "weak", "fragment", "link"))


def test_half_of_a_quotation_in_single_quotes_is_none() -> None:
    assert fault("On his page he explained: ‘Great news.") == 1
    assert fault("‘Shocked and disappointed’") == 1
    assert not fault("‘We can’t stop now,’ said mayor Alia Bekova, who’s in her third year.")
    assert not fault("The council’s members said they’d vote in May.")
    assert not fault("The port will close next week, according to Semey‘s mayor.")


@pytest.mark.parametrize(
    ("sentences", "spoken"),
    [
        (
            ["«Мы начали весной.", "Работа шла быстро.", "Закончим в мае», — сказал аким."],
            [False, True, True],
        ),
        (
            ['"Мы начали весной.', "Работа шла быстро.", 'Закончим в мае", — сказал аким.'],
            [False, True, True],
        ),
        (["“We began in May.", "Work went fast.", "We are done,” she said."], [False, True, True]),
        (["Завод «Степь» открыли.", "Он новый.", "«Даль» закрыли."], [False, False, False]),
        (["«Никогда не закрыто.", *["Идёт рассказ."] * 20, "Конец»."], [False] * 22),
    ],
    ids=["guillemets", "straight", "English", "names", "never closed"],
)
def test_speech_that_began_in_an_earlier_sentence_is_known(sentences: list[str], spoken: list[bool]) -> None:
    assert inside_speech(sentences) == spoken


def test_what_somebody_went_on_saying_is_not_told_without_them() -> None:
    text = (
        "Аким Нурлан Абишев открыл в Семее мост через Иртыш длиной 1240 метров. «Строили его четыре года. "
        "Стоимость выросла до 18 млрд тенге. В мае 2026 года откроем и второй мост», — сказал он. "
        "По мосту поедут автобусы двух маршрутов."
    )
    assert not any("Стоимость" in sentence for sentence in told(text, 2))


def test_what_cannot_be_read_alone_is_left_out_where_there_is_more() -> None:
    text = "Аким открыл в Семее мост длиной 900 метров. Об этом сообщила пресс-служба. Семей, область Абай."
    assert told(text, 3) == ["Аким открыл в Семее мост длиной 900 метров."]
    assert told("Об этом сообщила пресс-служба.", 3) == ["Об этом сообщила пресс-служба."]


def test_what_leans_on_a_sentence_that_is_not_told_is_not_told() -> None:
    text = (
        "Аким Нурлан Абишев открыл в Семее мост длиной 900 метров. Почему так долго? "
        "Это никого не удивило. Работы стоили 18 млрд тенге."
    )
    assert "Это никого не удивило." not in told(text, 3)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Семейде жаңа мектеп ашылды. Оған 4 млрд теңге бөлінді. Сондай-ақ қаладағы екі қабатты үйде", "kk"),
        ("Семейде жаңа мектеп ашылды. Оған 4 млрд теңге бөлінді. Жоба туралы кейбір мәлі", "kk"),
        ("В Семее открыли школу на 300 мест. На неё ушло 4 млрд тенге. Аким области рассказал о", "ru"),
        ("Семейде жаңа мектеп ашылды. Оған 4 млрд теңге бөлінді. Екі жыл бойы жал", "kk"),
        ("Семейде жаңа мектеп ашылды. Оған 4 млрд теңге бөлінді. Бұл әр мұғалімнің қажырлы еңбек", "kk"),
        ("A school opened in Semey on Monday. It cost 4 billion tenge. The mayor of the town has", "en"),
    ],
)
def test_a_last_sentence_that_was_cut_off_is_not_told(text: str, language: str) -> None:
    assert len(told(text, 3, cast("Language", language))) == 2


def test_a_speech_that_the_end_of_the_text_cut_off_is_known() -> None:
    text = (
        "Президент открыл в Семее мост длиной 900 метров. «Мы строили его три года. "
        "Мост Бекова соединит 12 посёлков. Вчера в Семее я встретил строителей из"
    )
    assert told(text, 3) == ["Президент открыл в Семее мост длиной 900 метров."]


def test_a_list_comes_with_what_announces_it() -> None:
    text = "Минобороны: \n«За ночь сбиты 15 беспилотников над тремя областями»."
    assert len(told(text, 3)) == 2
    text = "Решения Абишева: \n— мост в Семее откроют в мае;\n— школу на 300 мест построят к осени;\n— всё."
    assert told(text, 3)[1:] == ["— мост в Семее откроют в мае;", "— школу на 300 мест построят к осени;"]


def test_a_name_that_opens_a_sentence_is_known_by_the_rest_of_the_text() -> None:
    text = (
        "Семейде көше жарнамасының жаңа ережелері талқыланып жатыр. Жобаны сәулет басқармасы әзірлеген. "
        "Өзгерістер қаланы жайлы ету үшін керек. Олар Семей көшелерінің бәріне қатысты."
    )
    assert 0 in [each.position for each in summarise(ParsedText(None, text), 2, language="kk")]

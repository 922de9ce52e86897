"""A story told by what a model chose: of the sources' own sentences, with offered cuts, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.composing.compose import compose, visible_to
from digests.composing.offer import MOST_CHOSEN, NotOfferedError, Offer, chosen_of, offer_of
from digests.composing.picked import checksum
from digests.composing.rebuild import ArticleText, choices, rebuild
from digests.composing.story_text import WHOLE_STORY, summarise_story, whole_story
from digests.models.digest import DigestItem
from digests.models.stories import Article, ModelChoice, PickedSentence, Story
from digests.models.texts import Language, SummarySentence
from digests.models.wishes import ReadingPreferences, ToldStories
from digests.summaries.cuts import cuts_of, without
from tests.digests.composing.test_story_text import BRIDGE, CRACKS, FERRY, NOON, TOLL, report

LONG = "Сегодня аким области Асаин Байханов приехал на мост и вместе с инженерами осмотрел опоры."
HE = "Он назвал ремонт срочным."
CLOSED = "Павлодар закрыл мост через Иртыш для грузовых машин"
REPORTS = (
    report(1, BRIDGE, CRACKS, FERRY, LONG, HE),
    report(2, CLOSED, TOLL),
)
STORY = Story(1, REPORTS)


def offer(story: Story = STORY) -> Offer:
    found = offer_of(story, "ru")
    assert found is not None
    return found


def numbers(*texts: str, story: Story = STORY) -> list[tuple[int, list[int]]]:
    """Of whole sentences as they are offered."""
    offered = [one.text for one in offer(story).sentences]
    return [(offered.index(text) + 1, []) for text in texts]


def choose(*texts: str, headline: int = 1, story: Story = STORY) -> Story:
    chosen = chosen_of(offer(story), headline, numbers(*texts, story=story))
    return replace(story, choices=(chosen,))


def told(story: Story, limit: int = 4, **more: frozenset[int]) -> list[str]:
    item = summarise_story(story, ("ru",), limit=limit, **more)
    return [sentence.text for sentence in item.sentences] if item else []


def test_sentences_come_in_the_order_that_was_chosen() -> None:
    assert told(choose(TOLL, FERRY, CRACKS)) == [TOLL, FERRY, CRACKS]
    assert told(choose(CRACKS, TOLL, FERRY)) == [CRACKS, TOLL, FERRY]
    assert told(choose(TOLL, FERRY, CRACKS), limit=1) == [TOLL]


def test_a_headline_is_chosen_among_those_that_may_lead() -> None:
    for number, article in enumerate(offer().headlines, 1):
        item = summarise_story(choose(CRACKS, headline=number), ("ru",))
        assert item is not None
        assert item.headline == article.headline
    assert {article.headline for article in offer().headlines} == {BRIDGE, CLOSED}


def test_the_whole_story_is_told_whole() -> None:
    """What was chosen comes first, then what it left out."""
    item = whole_story(choose(TOLL, FERRY), ("ru",))
    assert item is not None
    found = [sentence.text for sentence in item.sentences]
    assert found[:2] == [TOLL, FERRY]
    assert set(found) == set(told(STORY, limit=WHOLE_STORY))


def test_what_leans_on_another_sentence_needs_it() -> None:
    assert HE not in told(choose(HE, CRACKS))
    assert HE not in told(choose(LONG, CRACKS, HE))
    assert told(choose(LONG, HE)) == [LONG, HE]


def test_nothing_is_told_twice() -> None:
    again = "В двух опорных балках нашли трещины, рассказал начальник управления дорог Кайрат Смагулов."
    story = Story(1, (*REPORTS, report(3, BRIDGE, again)))
    assert told(choose(CRACKS, again, story=story)) == [CRACKS]


def test_a_choice_holds_for_the_reports_that_it_was_made_of() -> None:
    chosen = choose(TOLL).choices
    grown = Story(1, (*REPORTS, report(3, BRIDGE, "Ремонт моста закончат к маю.")))
    corrected = Story(1, (REPORTS[0], report(2, CLOSED, TOLL.replace("4 500", "5 400"))))
    withdrawn = Story(1, REPORTS[:1])
    for story in (grown, corrected, withdrawn):
        assert told(replace(story, choices=chosen)) == told(story)


def test_a_state_that_was_overtaken_is_not_offered() -> None:
    burns = report(1, "Склад горит в Атырау", "Склад у порта горит с утра.", "Склад построили в 2001 году.")
    roof = "Сгорело 400 квадратных метров крыши.", "Пострадал один сторож, его увезли в больницу."
    out = report(2, "Пожар на складе в Атырау потушен", *roof, hours=5)
    found = offer(Story(1, (burns, out)))
    assert [article.headline for article in found.headlines] == [out.headline]
    assert {*roof} == {one.text for one in found.sentences} - {"Склад построили в 2001 году."}


def test_an_update_tells_what_is_new_of_what_was_chosen() -> None:
    known = frozenset({1})
    assert told(choose(CRACKS, TOLL), known=known) == [TOLL]
    assert told(choose(CRACKS), known=known) == told(STORY, known=known)


def test_who_wants_none_is_told_what_the_bot_chooses() -> None:
    story, wish = choose(TOLL, FERRY, headline=2), ReadingPreferences(extracted=True, length="long")
    plain = compose([STORY], wish, ToldStories(), now=NOON).main[0]
    assert compose([story], wish, ToldStories(), now=NOON).main[0] == plain
    assert visible_to(story, wish) == STORY
    chosen = compose([story], replace(wish, extracted=False), ToldStories(), now=NOON).main[0]
    assert [sentence.text for sentence in chosen.sentences] == [TOLL, FERRY]


def test_who_hides_a_source_is_told_without_it() -> None:
    story = choose(TOLL, FERRY)
    wish = ReadingPreferences(hidden=frozenset({"source2.example"}))
    seen = visible_to(story, wish)
    assert seen is not None
    assert TOLL not in told(seen)


def with_cut() -> Story:
    at = next(place for place, one in enumerate(offer().sentences) if one.text == LONG)
    assert offer().sentences[at].cuts
    return replace(STORY, choices=(chosen_of(offer(), 1, [(at + 1, [1])]),))


def test_a_cut_takes_away_what_the_rules_offer() -> None:
    (found,) = told(with_cut())
    number, gone = cuts_of(LONG, "ru")[0]
    assert found == without(LONG, [number], "ru")
    assert len(found) < len(LONG)
    assert gone in LONG


def test_a_digest_with_a_cut_is_made_again_as_it_was() -> None:
    made = compose([with_cut()], ReadingPreferences(length="long"), ToldStories(), now=NOON)
    kept = choices(made, ToldStories(), 9)
    texts = {article.id: ArticleText(article) for article in REPORTS}
    again = rebuild(kept, texts, read=True).digest
    assert again.main[0].sentences == made.main[0].sentences
    assert choices(again, ToldStories(), 9) == kept


NONSENSE: list[tuple[int, list[tuple[int, list[int]]]]] = [
    (0, [(1, [])]),
    (99, [(1, [])]),
    (-1, [(1, [])]),
    (1, []),
    (1, [(0, [])]),
    (1, [(-1, [])]),
    (1, [(99, [])]),
    (1, [(1, []), (1, [])]),
    (1, [(1, [9])]),
    (1, [(1, [-1])]),
    (1, [(number, []) for number in range(1, MOST_CHOSEN + 2)]),
]


@pytest.mark.parametrize(("headline", "sentences"), NONSENSE)
def test_what_was_not_offered_cannot_be_chosen(headline: int, sentences: list[tuple[int, list[int]]]) -> None:
    with pytest.raises(NotOfferedError):
        chosen_of(offer(), headline, sentences)


def test_of_one_sentence_there_is_nothing_to_choose() -> None:
    assert offer_of(Story(1, (report(1, BRIDGE, CRACKS),)), "ru") is None
    assert offer_of(STORY, "kk") is None
    assert offer_of(Story(1, ()), "ru") is None


SMALL = st.integers(-2, 9)
PICKS = st.builds(
    PickedSentence, SMALL, SMALL, st.lists(SMALL, max_size=4).map(tuple), st.integers(0, 2**32 - 1)
)


def allowed(articles: tuple[Article, ...]) -> set[str]:
    """Each sentence, whole or with cuts that it offers."""
    found = set()
    for each in [sentence.text for article in articles for sentence in article.summary]:
        for chosen in ((), (0,), (1,), (2,), (3,), (0, 2), (0, 3), (2, 3), (0, 2, 3)):
            found.add(without(each, chosen, "ru") or each)
    return found


ALLOWED = allowed(REPORTS)


@settings(max_examples=60)
@given(st.lists(PICKS, max_size=8), SMALL, st.integers(0, 13), st.frozensets(st.integers(1, 2), max_size=1))
def test_whatever_is_kept_as_a_choice_only_sources_words_are_told(
    picks: list[PickedSentence], headline: int, limit: int, known: frozenset[int]
) -> None:
    """Also where another program, or a broken file, wrote it."""
    ours = tuple(replace(each, checksum=checksum(text_of(each))) for each in picks)
    for sentences in (tuple(picks), ours):
        choice = ModelChoice("ru", offer().version, headline, sentences)
        item = summarise_story(replace(STORY, choices=(choice,)), ("ru",), limit=limit, known=known)
        assert item is None or is_of_sources(item)


def text_of(pick: PickedSentence) -> str:
    found = [
        sentence.text
        for article in REPORTS
        for sentence in article.summary
        if (article.id, sentence.position) == (pick.article, pick.position)
    ]
    return without(found[0], pick.cuts, "ru") or "" if found else ""


def is_of_sources(item: DigestItem) -> bool:
    return item.headline in {BRIDGE, CLOSED} and {told.text for told in item.sentences} <= ALLOWED


CUTS = [
    ("Мост закрыли из-за трещин, если верить дорожникам, и откроют его к маю этого года.", "если"),
    ("Выплаты получат все пострадавшие жители области, но не раньше мая этого года.", "но не раньше"),
    ("Школы области закроют на неделю из-за морозов, если температура опустится ниже тридцати.", "если"),
    ("The port of Aktau will close for a week because of the wind, unless the storm weakens.", "unless"),
    ("Клуб назвал лучших бойцов турнира, которые так и не завоевали титул чемпиона мира.", "которые"),
    ("Область выделит кредиты фермерам и рыбакам, пострадавшим от весеннего паводка.", "пострадавшим"),
    ("Учёные ждали конца эпидемии в городе 7 августа, затем дату перенесли на 4 августа.", "затем"),
    ("Ранее специалисты центра предполагали, что эпидемия закончится в начале августа.", "Ранее"),
    ("11 марта учёные из Алматы сообщили о вспышке болезни среди сайгаков в степи.", "11 марта"),
    ("В столице днём ожидается до 24 градусов тепла, ночью – до 12 градусов тепла.", "12"),
    ("Как ни просят артистку поклонники в сети, новую песню она споёт только осенью.", "песню"),
    ("В саду собралась толпа гостей со всего города, несмотря на введённый карантин.", "несмотря"),
    ("Врачи города 2 мая рассказали журналистам о том, по каким признакам узнают болезнь.", "признакам"),
    ("Президент планирует помиловать сына по двум уголовным делам, утверждает телеканал NBC.", "NBC"),
    (
        "The company is in talks with a football team to sponsor its shirt, its director told us.",
        "told",
    ),
    ("Молодая художница из Алматы, мечтая о славе, решилась продать картину за рубеж.", "решилась"),
    ("Ей сказали, что на неё готовится дело, но если она уступит, обвинения снимут.", "снимут"),
    ("Top officials of the bank, including its governor, met the chiefs of private banks.", "met"),
    ("Завод не загрязняет воздух города, заявил министр экологии Ерлан Нысанбаев.", "заявил министр"),
]


@pytest.mark.parametrize(("sentence", "kept"), CUTS)
def test_no_cut_takes_away_what_it_hangs_on(sentence: str, kept: str) -> None:
    language: Language = "en" if sentence.isascii() else "ru"
    assert [gone for _, gone in cuts_of(sentence, language) if kept in gone] == []


def test_no_cut_joins_two_statements() -> None:
    """A free deletion makes "Касымбек встретился с инвесторами" of it."""
    met = (
        "Аким Женис Касымбек встретился с послом Франции, а министр Марат Карабаев встретился с инвесторами."
    )
    for number, gone in cuts_of(met, "ru"):
        left = without(met, [number], "ru")
        assert left is not None
        assert "Касымбек встретился с инвесторами" not in left
        assert gone in met


def test_a_sentence_of_a_summary_may_be_of_any_length() -> None:
    endless = SummarySentence("а " * 1_400 + ".", 0)
    assert cuts_of(endless.text, "ru") == ()

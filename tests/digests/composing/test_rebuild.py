"""Digests made again from what was chosen: what a correction or a withdrawal changes, and what it leaves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from digests.composing.compose import summarise_story, with_steps
from digests.composing.rebuild import ArticleText, choices, rebuild
from digests.models.digest import Digest, DigestItem
from digests.models.stories import Article, Story
from digests.models.texts import SummarySentence
from digests.models.wishes import ToldStories
from tests.digests.composing.test_compose import COMMENT, MEETING, NOW, article

FIRST, SECOND, THIRD, FOURTH = (
    "В Атырау открыли мост через Урал длиной 700 метров.",
    "Строительство обошлось городу в 14 миллиардов тенге.",
    "По мосту пустили автобусы до левого берега.",
    "Набережную благоустроят к осени следующего года.",
)
BODY = f"{FIRST} {SECOND} {THIRD} {FOURTH}"
BRIDGE = article(1, "Новая переправа соединила берега", FIRST, SECOND, THIRD, FOURTH)
OTHER = article(2, "Автобусы поехали по мосту", "Автобусы №5 и №9 ходят по мосту каждые 12 минут.")


def told(item: DigestItem | None) -> Digest:
    assert item is not None
    return Digest((item,))


def made_again(
    digest: Digest, *texts: ArticleText, known: frozenset[int] = frozenset(), read: bool = True
) -> Digest:
    chosen = choices(digest, ToldStories(known), 30)
    return rebuild(chosen, {text.article.id: text for text in texts}, read=read).digest


def sentences(digest: Digest) -> list[str]:
    return [sentence.text for item in digest.main for sentence in item.sentences]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (BODY, [FIRST, SECOND]),
        (f"Вчера в городе шёл дождь. {BODY}", [FIRST, SECOND]),
        (BODY.replace("14 миллиардов", "15 миллиардов"), [FIRST, SECOND.replace("14", "15")]),
        (f"Вчера шёл дождь. {BODY.replace('700', '720')}", [FIRST.replace("700", "720"), SECOND]),
        (f"{FIRST} {THIRD} {FOURTH}", [FIRST]),
        (f"{FIRST} Мэр поблагодарил строителей. {THIRD} {FOURTH}", [FIRST]),
        (f"{SECOND} {FIRST} {THIRD} {FOURTH}", [FIRST, SECOND]),
        (f"{FIRST.replace('700', '720')} {SECOND.replace('14', '15')} {THIRD}",
         [FIRST.replace("700", "720"), SECOND.replace("14", "15")]),
    ],
)  # fmt: skip
def test_a_corrected_article_keeps_the_sentences_that_were_chosen(body: str, expected: list[str]) -> None:
    """Whatever the article's summary has become."""
    digest = told(summarise_story(Story(9, (BRIDGE,)), ("ru",), limit=2))
    revised = replace(BRIDGE, summary=(SummarySentence(FOURTH, 3),))
    assert sentences(made_again(digest, ArticleText(revised, body, (BODY,)))) == expected


def test_a_sentence_is_followed_through_several_corrections() -> None:
    digest = told(summarise_story(Story(9, (BRIDGE,)), ("ru",), limit=2))
    text = ArticleText(BRIDGE, BODY.replace("700", "730"), (BODY.replace("700", "720"), BODY))
    revised = replace(text, article=replace(BRIDGE, summary=()))
    assert sentences(made_again(digest, revised)) == [FIRST.replace("700", "730"), SECOND]


def test_an_article_that_became_another_is_told_by_its_new_summary() -> None:
    digest = told(summarise_story(Story(9, (BRIDGE,)), ("ru",), limit=2))
    words = "Переправу через Урал временно закрыли из-за паводка."
    revised = replace(BRIDGE, headline="Переправа закрыта", summary=(SummarySentence(words, 0),))
    again = made_again(digest, ArticleText(revised, words, (BODY,)))
    assert (again.main[0].headline, sentences(again)) == ("Переправа закрыта", [words])


def test_what_is_left_of_a_story_tells_it() -> None:
    bridge = replace(BRIDGE, headline="По мосту через Урал поехали автобусы", summary=BRIDGE.summary[:2])
    digest = told(summarise_story(Story(9, (bridge, OTHER)), ("ru",), limit=3))
    was = digest.main[0]
    lead, other = (bridge, OTHER) if was.headline == bridge.headline else (OTHER, bridge)
    assert {told.article for told in was.sentences} == {lead, other}
    without_addition = made_again(digest, ArticleText(lead))
    assert without_addition.main[0].headline == lead.headline
    assert sentences(without_addition) == [told.text for told in was.sentences if told.article == lead]
    without_lead = made_again(digest, ArticleText(other))
    assert without_lead.main[0].headline == other.headline
    assert {sentence.article for sentence in without_lead.main[0].sentences} == {other}


@pytest.mark.parametrize("read", [True, False])
def test_an_update_of_which_only_what_was_known_is_left_is_withdrawn(*, read: bool) -> None:
    known = frozenset({1})
    digest = told(summarise_story(Story(9, (BRIDGE, OTHER)), ("ru",), known=known))
    again = made_again(digest, ArticleText(BRIDGE), known=known, read=read)
    assert [item.withdrawn for item in again.items] == ([True] if read else [])


def test_a_message_that_was_read_counts_as_it_did() -> None:
    items = [
        summarise_story(Story(n, (replace(each, id=n),)), ("ru",)) for n, each in ((1, BRIDGE), (2, OTHER))
    ]
    digest = Digest(tuple(item for item in items if item), unlisted_stories=3, unlisted_articles=4)
    left = ArticleText(replace(BRIDGE, id=1))
    counts = [
        (made_again(digest, left, read=read).story_count, made_again(digest, left, read=read).article_count)
        for read in (True, False)
    ]
    assert counts == [(5, 6), (4, 5)]


def test_a_number_beside_another_goes_when_the_correction_settles_it() -> None:
    one, other = MEETING, _with_another_number(COMMENT)
    item = summarise_story(Story(9, (one, other)), ("ru",), limit=3)
    assert item is not None
    assert [s.beside for s in item.sentences].count(True) == 1
    body = " ".join(s.text for s in other.summary)
    settled = replace(other, summary=COMMENT.summary)
    text = ArticleText(settled, body.replace("60", "40"), (body,))
    again = made_again(Digest((item,)), ArticleText(one), text)
    assert [s.beside for s in again.main[0].sentences] == [False] * len(again.main[0].sentences)
    assert "60" not in " ".join(sentences(again))


def _with_another_number(each: Article) -> Article:
    summary = tuple(replace(s, text=s.text.replace("40", "60")) for s in each.summary)
    return replace(each, summary=summary, added=NOW)


ROAD = article(3, "Дорогу к мосту отремонтируют", "На ремонт дороги к мосту выделили 2 миллиарда тенге.")


def affair() -> Digest:
    stories = (Story(9, (BRIDGE,)), Story(10, (OTHER,)), Story(11, (ROAD,)))
    head, *steps = (summarise_story(story, ("ru",)) for story in stories)
    assert head is not None
    return Digest((with_steps(head, [step for step in steps if step]),))


@pytest.mark.parametrize("read", [True, False])
def test_an_item_is_made_again_with_its_steps(*, read: bool) -> None:
    digest = affair()
    left = [ArticleText(each) for each in (BRIDGE, OTHER, ROAD)]
    assert made_again(digest, *left, read=read) == digest
    assert (digest.story_count, digest.article_count) == (1, 3)


def test_a_withdrawn_step_leaves_its_place_where_it_was_read() -> None:
    for read, expected in ((True, [(10, True), (11, False)]), (False, [(11, False)])):
        again = made_again(affair(), ArticleText(BRIDGE), ArticleText(ROAD), read=read)
        (item,) = again.main
        assert [(step.story.id, step.withdrawn) for step in item.steps] == expected
        assert again.article_count == (3 if read else 2)


def test_a_step_takes_the_place_of_a_withdrawn_item() -> None:
    for read, left in ((True, [9, 11]), (False, [11])):
        (item,) = made_again(affair(), ArticleText(OTHER), ArticleText(ROAD), read=read).main
        assert (item.headline, item.sentences[0].article) == (OTHER.headline, OTHER)
        assert [step.story.id for step in item.steps] == left


def test_an_item_is_withdrawn_with_its_last_step() -> None:
    assert [item.withdrawn for item in made_again(affair()).items] == [True]
    assert made_again(affair(), read=False).items == ()

"""Nothing that a person wrote as visible text is lost, invented or shown twice, whatever its markup."""

from __future__ import annotations

from collections import Counter
from html import escape

from hypothesis import given, settings
from hypothesis import strategies as st

from digests.formats.pages.article import read_page
from digests.text.html_text import plain_text

SUBJECTS = ("Аким города", "Министр", "The mayor", "Қала әкімі", "Пресс-служба", "Дж. Кэмерон")
VERBS = ("сообщил о мосте", "открыл музей & театр", "said that 5 < 7", "жаңа мектеп ашты", "купил «Волгу»")
TAILS = (
    "в понедельник утром",
    "after two years of work",
    "бүгін таңертең",
    "за 12,5 млрд тенге",
    "впервые",
)
HIDDEN = ("<script>var lost = 'secret';</script>", "<style>.secret{}</style>", "<!-- secret -->")
INLINE = ("{}", "<b>{}</b>", "<span>{}</span>", "<em><strong>{}</strong></em>")
LINK = "<a href='/x'>{}</a>"  # a whole sentence of it belongs to a list of others
BLOCKS = ("<p>{}</p>", "<div><p>{}</p></div>", "<blockquote><p>{}</p></blockquote>", "<ul><li>{}</li></ul>")


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """A sentence that no other is like: its number tells it apart."""
    parts = (draw(st.sampled_from(words)) for words in (SUBJECTS, VERBS, TAILS))
    return " ".join(parts)


@st.composite
def pages(
    draw: st.DrawFn, blocks: tuple[str, ...], inlines: tuple[str, ...] = INLINE
) -> tuple[list[str], str]:
    """Sentences, and markup that shows them in this order."""
    told = [
        f"{sentence} {number}."
        for number, sentence in enumerate(draw(st.lists(sentences(), min_size=4, max_size=9)))
    ]
    shown = []
    for sentence in told:
        inline, block = draw(st.sampled_from(inlines)), draw(st.sampled_from(blocks))
        shown.append(block.format(inline.format(escape(sentence, quote=False))))
        shown.append(draw(st.sampled_from(("", "\n", *HIDDEN))))
    return told, "".join(shown)


@given(pages((*BLOCKS, "<table><tr><td>{}</td></tr></table>", "{}<br>", "<h3>{}</h3>"), (*INLINE, LINK)))
@settings(max_examples=80, deadline=None)
def test_markup_shows_its_sentences_once_and_in_order(page: tuple[list[str], str]) -> None:
    told, markup = page
    assert plain_text(markup).split("\n") == told


@given(pages(BLOCKS))
@settings(max_examples=40, deadline=None)
def test_a_page_shows_the_sentences_of_its_article_once(page: tuple[list[str], str]) -> None:
    told, markup = page
    read = read_page(f"<html><head><title>Мост</title></head><body><article>{markup}</article></body></html>")
    words = [word for word in read.text.split() if word != "-"]  # which is how lists are marked
    assert Counter(words) == Counter(" ".join(told).split())
    assert [sentence for sentence in told if " ".join(words).count(sentence) != 1] == []

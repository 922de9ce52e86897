"""What is seen of a Word document: with its changes accepted, each text box once, nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.formats.office.documents import read_docx
from tests.digests.formats.office.docx_file import docx, docx_of
from tests.digests.marked import pairs_of
from tests.digests.rows import cells_of

RUN = "<r><t>{}</t></r>"
SEEN = [
    "<p>" + RUN + "</p>",
    "<p><ins>" + RUN + "</ins></p>",
    "<p><moveTo>" + RUN + "</moveTo></p>",
    "<p><hyperlink>" + RUN + "</hyperlink></p>",
    "<p><sdt><sdtContent>" + RUN + "</sdtContent></sdt></p>",
    "<sdt><sdtContent><p>" + RUN + "</p></sdtContent></sdt>",
    "<tbl><tr><tc><p>" + RUN + "</p></tc></tr></tbl>",
    "<p><r><pict><txbxContent><p>" + RUN + "</p></txbxContent></pict></r></p>",
    "<p><r><AlternateContent><Choice><txbxContent><p>"
    + RUN
    + "</p></txbxContent></Choice><Fallback><txbxContent><p>"
    + RUN
    + "</p></txbxContent></Fallback></AlternateContent></r></p>",
]
UNSEEN = [
    "<p><del>" + RUN + "</del></p>",
    "<p><moveFrom>" + RUN + "</moveFrom></p>",
    "<p><r><rPr><vanish/></rPr><t>{}</t></r></p>",
    "<p><r><instrText>{}</instrText></r></p>",
    "<tbl><tr><trPr><del/></trPr><tc><p>" + RUN + "</p></tc></tr></tbl>",
]


@pytest.mark.parametrize(("body", "seen"), pairs_of("docx_bodies.txt"))
def test_what_a_reader_of_the_document_sees(body: str, seen: str) -> None:
    assert read_docx(docx_of(body)).text == seen.replace("¦", "\n")


def test_footnotes_stand_below_the_text_and_running_heads_nowhere() -> None:
    note = '<footnote id="2"><p>' + RUN.format("По данным акимата.") + "</p></footnote>"
    body = "<p>" + RUN.format("Мост открыли.") + "</p>"
    assert read_docx(docx_of(body, notes=note)).text == "Мост открыли.\nПо данным акимата."


@pytest.mark.parametrize(("title", "text", "expected"), cells_of("document_titles.txt"))
def test_the_title_property_counts_when_it_is_a_headline_of_the_text(
    title: str, text: str, expected: str
) -> None:
    read = read_docx(docx(*text.split("¦"), title=title))
    assert read.title == (None if expected == "-" else expected)


_pieces = st.lists(st.tuples(st.booleans(), st.integers(0, len(SEEN) - 1)), min_size=1, max_size=12)


@settings(max_examples=60, deadline=None)
@given(_pieces)
def test_nothing_visible_is_lost_invented_or_told_twice(pieces: list[tuple[bool, int]]) -> None:
    body, expected = "", []
    for number, (seen, kind) in enumerate(pieces):
        forms = SEEN if seen else UNSEEN
        body += forms[kind % len(forms)].replace("{}", f"слово{number}")
        expected += [f"слово{number}"] if seen else []
    assert read_docx(docx_of(body)).text.split() == expected


def test_forms_within_forms_are_read_in_good_time() -> None:
    """Sixty alternatives, each inside the one before it."""
    depth = 60
    opened, closed = "<AlternateContent><Choice>", "</Choice><Fallback/></AlternateContent>"
    body = "<p><r>" + opened * depth + "<t>Мост</t>" + closed * depth + "</r></p>"
    assert read_docx(docx_of(body)).text == "Мост"

"""Markup of strangers to text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.text.html_text import plain_text

PIECES = (
    "<", ">", "<!", "<![", "<!--", "-->", "]]>", "</", "<p>", "<a href=", '"', "'", "&", "&#", "&#xD800;",
    "<?", "<script>", "</script>", "<![CDATA[", "<!DOCTYPE", "\0", "\ud800", "/", " ", "<form>", "слово",
)  # fmt: skip


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("plain & text", "plain & text"),
        ("<p>a<p>b<br>c", "a\nb\nc"),
        ("x &lt;b&gt; &amp;lt; y", "x <b> &lt; y"),
        ("Прибыль <5% за год", "Прибыль <5% за год"),
        ("a&nbsp;b&hellip;", "a b…"),
        ("<script>a<b</script>X<style>y</style>Z", "XZ"),
        ("<nav>a</nav>b<figure><img><figcaption>c</figcaption></figure>d", "b\nd"),
        ("<html><head><title>t</title></head><body>B</body></html>", "B"),
        ("<form><p>Text", "Text"),  # never closed
        ("<![CDATA[<p>wrapped twice</p>]]>", "wrapped twice"),
        ("<![if !mso]>Hello<![endif]> <![&amp", "Hello"),
        ("", ""),
        ("a<iframe src=x>No frames here</iframe>b<video>No films</video>c", "abc"),
        ("<iframe src=x/>a<script/>b<title/>c", "abc"),
        ("<iframe src=x>a", "a"),  # never closed
        ("<![CDATA[<p>wrapped twice</p>]]&gt;", "wrapped twice"),
        ("<img src=x onerror=alert(1)>", ""),
    ],
)
def test_what_a_browser_would_show(markup: str, text: str) -> None:
    assert plain_text(markup) == text


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_never_fails(markup: str) -> None:
    plain_text(markup).encode()


@pytest.mark.parametrize(
    "piece",
    [
        "<a ",
        "<iframe>",
        "<iframe ",
        "<script/",
        "<x/",
        "<p",
        '<a b="c" ',
        "<!--",
        "<div>",
        "<b>",
        "<table><tr><td>",
    ],
)
def test_broken_markup_is_read_in_one_pass(piece: str) -> None:
    """A parser that begins anew at each sign would take hours."""
    plain_text(piece * 100_000)

"""Lines that are no sentence of their text: a link to another article, a caption, a subheading, and where a
text was cut off.
"""

from __future__ import annotations

from collections.abc import Sequence

from digests.text.sentences import split_paragraphs, split_sentences

MIN_STOPPED, STOPPED_SHARE = 2, 0.6  # of the other lines, so that a line without a stop stands out
MIN_BEFORE_CUT = 3  # sentences or lines before one that was cut off: enough without it
_ENDS = (".", "!", "?", "…", ":", ";", ",")
_CLOSERS = "»”\"')’]* "
_POINTS = ("—", "–", "-", "•", "·", "*")  # of a list


def loose_lines(body: str, *, titled: bool) -> frozenset[str]:
    """The lines without a full stop, where most others have one; of an article also its end without one.

    The first line may be a standfirst, and the last one of a post without a title often lacks its stop. What
    follows a colon or opens with a dash is a point of a list.
    """
    lines = split_paragraphs(body)
    return _among_stopped(lines, titled=titled) | (_cut_off(lines) if titled else frozenset())


def _cut_off(lines: Sequence[str]) -> frozenset[str]:
    """The last sentence of a last line that does not end."""
    if not lines or lines[-1].rstrip(_CLOSERS).endswith(_ENDS):
        return frozenset()
    *before, last = split_sentences(lines[-1])
    return frozenset(
        [last] if len(before) >= MIN_BEFORE_CUT or (before and len(lines) > MIN_BEFORE_CUT) else []
    )


def _among_stopped(lines: Sequence[str], *, titled: bool) -> frozenset[str]:
    stopped = [line.rstrip(_CLOSERS).endswith(_ENDS) for line in lines]
    if sum(stopped) < max(MIN_STOPPED, STOPPED_SHARE * (len(lines) - 1)):
        return frozenset()
    asked = range(1, len(lines) if titled else len(lines) - 1)
    return frozenset(lines[at] for at in asked if not stopped[at] and _is_loose(lines[at], lines[at - 1]))


def _is_loose(line: str, before: str) -> bool:
    in_list = line.startswith(_POINTS) or before.endswith(":")
    return not in_list and len(split_sentences(line)) == 1

"""Publishers in Kazakhstan: two lists of feeds, which anybody may correct."""

from __future__ import annotations

from functools import cache
from importlib import resources

from digests.formats.opml import Outline, read_opml
from digests.models.texts import PublishersLanguage


@cache
def publishers(language: PublishersLanguage) -> tuple[Outline, ...]:
    """The list for a language, in the order of its file. Addresses may have changed since."""
    content = resources.files("digests.data").joinpath(f"publishers.{language}.opml").read_bytes()
    found = read_opml(content)
    if found is None:
        raise ValueError(f"the publishers in {language} are no OPML")
    return found

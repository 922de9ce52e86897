"""Publishers of Kazakhstan, in two lists of feeds that anybody may correct."""

from __future__ import annotations

from functools import cache
from importlib import resources

from digests.formats.opml import Outline, read_opml
from digests.models.texts import PublishersLanguage


@cache
def publishers(language: PublishersLanguage) -> tuple[Outline, ...]:
    """The list of a language, in the order of its file. An address may have changed since it was written."""
    content = resources.files("digests.data").joinpath(f"publishers.{language}.opml").read_bytes()
    found = read_opml(content)
    if found is None:
        raise ValueError(f"the publishers in {language} are no OPML")
    return found

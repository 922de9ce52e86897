"""Rule files of `digests/data`: one rule a line, `#` comments, `[section]` headings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from importlib.resources import files
from types import MappingProxyType


@cache
def rule_lines(name: str) -> tuple[tuple[str, str], ...]:
    """The rules of a file as (section, rule); the section is empty before the first heading."""
    text = (files("digests") / "data" / name).read_text(encoding="utf-8")
    return tuple(_parse(text))


@cache
def words_by_section(name: str) -> Mapping[str, frozenset[str]]:
    """The words of a rule file, casefolded, by section; a line may hold several."""
    sections: dict[str, set[str]] = {}
    for section, rule in rule_lines(name):
        sections.setdefault(section, set()).update(rule.casefold().split())
    return MappingProxyType({section: frozenset(words) for section, words in sections.items()})


def version_of(names: Iterable[str], *packages: str) -> str:
    """Another one whenever one of these files of `digests` or these installed packages is another."""
    folder = files("digests")
    made_of = b"".join((folder / name).read_bytes() for name in names)
    versions = " ".join(map(version, packages))
    return blake2b(made_of + versions.encode(), digest_size=8).hexdigest()


def _parse(text: str) -> Iterator[tuple[str, str]]:
    section = ""
    for line in text.splitlines():
        rule = line.strip()
        if rule.startswith("[") and rule.endswith("]"):
            section = rule[1:-1]
        elif rule and not rule.startswith("#"):
            yield section, rule

"""Runs the test pages and feeds of other readers of news, beside those readers' own answers.

    python bench/suites.py FOLDER [SUITE …] [--every N] [--json FILE]
    python bench/suites.py --smoke

FOLDER holds checked-out repositories under names that end as these do: mozilla/readability,
adbar/trafilatura, adbar/htmldate, kurtmckee/feedparser, miniflux/v2; what is not there is passed over.
A SUITE is one of readability, trafilatura, htmldate, feedparser, miniflux. `--every N` takes each Nth case.

The peer is the repository's own library in this environment, given the same bytes. Readability writes its
expected texts itself, and miniflux is no Python: there the peers are trafilatura and feedparser. Words are
compared without their order, titles by their letters and digits; a day is right when it is the one that the
suite names, in any zone of the minute that we read.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from suite_feeds import feedparser_cases, miniflux_cases
from suite_pages import htmldate_cases, readability_cases, trafilatura_cases, write_sample

SUITES: dict[str, tuple[str, Callable[[Path], Iterator[dict[str, tuple[float, float, float]]]]]] = {
    "readability": ("*readability", readability_cases),
    "trafilatura": ("*trafilatura", trafilatura_cases),
    "htmldate": ("*htmldate", htmldate_cases),
    "feedparser": ("*feedparser", feedparser_cases),
    "miniflux": ("*v2", miniflux_cases),
}


@dataclass(slots=True)
class Tally:
    """Of how much how much was right: ours, and the peer's."""

    ours: float = 0
    peers: float = 0
    of: float = 0

    def add(self, ours: float, peers: float, of: float) -> None:
        self.ours, self.peers, self.of = self.ours + ours, self.peers + peers, self.of + of


@dataclass(slots=True)
class Figures:
    """The tallies of a suite by name."""

    named: dict[str, Tally] = field(default_factory=dict)

    def add(self, case: dict[str, tuple[float, float, float]]) -> None:
        for name, (ours, peers, of) in case.items():
            self.named.setdefault(name, Tally()).add(ours, peers, of)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("suites", nargs="*", help=", ".join(SUITES))
    parser.add_argument("--every", type=int, default=1, metavar="N")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument(
        "--smoke", action="store_true", help="a few cases of our own, written as the suites are"
    )
    given = parser.parse_args()
    if given.smoke:
        with tempfile.TemporaryDirectory() as folder:
            write_sample(Path(folder))
            return run(Path(folder), list(SUITES), 1, None)
    if given.folder is None:
        parser.error("say where the repositories are, or --smoke")
    return run(given.folder, given.suites or list(SUITES), given.every, given.json)


def run(folder: Path, suites: list[str], every: int, target: Path | None) -> int:
    shown: dict[str, dict[str, list[float]]] = {}
    for suite in suites:
        pattern, cases = SUITES[suite]
        home = next(iter(sorted(folder.glob(pattern))), None)
        if home is None:
            print(f"{suite:12} is not in {folder}")
            continue
        figures = Figures()
        for number, case in enumerate(cases(home)):
            if number % every == 0:
                figures.add(case)
        shown[suite] = {name: [one.ours, one.peers, one.of] for name, one in figures.named.items()}
        for name, one in figures.named.items():
            print(f"{suite:12} {name:34} ours {share(one.ours, one.of)} peer {share(one.peers, one.of)}")
    if target:
        target.write_text(json.dumps(shown, indent=1), encoding="utf-8")
    return 0


def share(right: float, of: float) -> str:
    return f"{right:8.1f} of {of:6.0f} = {100 * right / of:5.1f} %" if of else f"{'none':24}"


if __name__ == "__main__":
    sys.exit(main())

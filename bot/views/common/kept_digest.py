"""What was chosen for a digest, stored beside its message as compact JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from bot.i18n import speak
from bot.views.common.context import HeaderFooter, RenderContext
from digests.models.digest import ChosenDigest, ChosenSentence, ChosenStory
from digests.models.texts import Language

if TYPE_CHECKING:
    from storage.destinations import ChatKind

_CODE = (
    ("bot", "i18n.py"),
    ("bot", "views/common/context.py"),
    ("bot", "views/common/html.py"),
    ("bot", "views/common/items.py"),
    ("bot", "views/common/sources.py"),
    ("bot", "views/reader/digest.py"),
    ("digests", "composing/rebuild.py"),
    ("digests", "data/connectives.txt"),
    ("digests", "data/units.txt"),
    ("digests", "summaries/cuts.py"),
    ("digests", "summaries/shortening.py"),
    ("digests", "text/sentences.py"),
)
# Of a story that is told without sentences, for the first time, without steps, not seen before or followed.
_NONE: tuple[Any, ...] = ([], [], 0, [], 0, 0)
_TEXTS = ("common.ftl", "digest.ftl")


@dataclass(frozen=True, slots=True)
class KeptDigest:
    """What was chosen, for whom it was put into words, and by which `wording_version` of the code."""

    chosen: ChosenDigest
    moment: datetime
    language: Language
    zone: str
    kind: ChatKind
    frame: HeaderFooter
    version: str

    @property
    def is_current(self) -> bool:
        """Whether the present code puts it into the same words."""
        return self.version == wording_version(self.language)

    def context(self, bot_username: str) -> RenderContext:
        return RenderContext(
            speak(self.language), self.moment, self.zone, bot_username, self.kind, self.frame
        )


def keep(chosen: ChosenDigest, look: RenderContext) -> KeptDigest:
    """The choice, marked with the present wording version."""
    language = look.say.language
    return KeptDigest(chosen, look.now, language, look.zone, look.kind, look.frame, wording_version(language))


@cache
def wording_version(language: Language) -> str:
    """Changes whenever digests may be worded differently: with the code, the texts or the names of dates."""
    parts = [files(package) / name for package, name in _CODE]
    parts += [files("bot") / "locales" / language / name for name in _TEXTS]
    made_of = b"".join(part.read_bytes() for part in parts) + version("babel").encode()
    return blake2b(made_of, digest_size=4).hexdigest()


def dump_kept(kept: KeptDigest) -> str:
    """As the table `messages` stores it."""
    chosen = kept.chosen
    values = [
        [[_from_story(story) for story in part] for part in (chosen.main, chosen.brief, chosen.rest)],
        _without_zeros([chosen.unlisted_stories, chosen.unlisted_articles, chosen.days, *chosen.kept_back]),
        int(kept.moment.timestamp()),
        [kept.language, kept.zone, kept.kind, kept.frame.heading, kept.frame.signature],
        kept.version,
    ]
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def load_kept(text: str) -> KeptDigest:
    parts, numbers, moment, (language, zone, kind, heading, signature), code = json.loads(text)
    main, brief, rest = (tuple(map(_to_story, part)) for part in parts)
    found: list[int] = numbers + [0] * (3 - len(numbers))
    stories, articles, days, *kept_back = found
    return KeptDigest(
        ChosenDigest(main, brief, rest, stories, articles, days, tuple(kept_back)),
        datetime.fromtimestamp(moment, UTC),
        language,
        zone,
        kind,
        HeaderFooter(heading, signature),
        code,
    )


def _from_story(story: ChosenStory) -> list[Any]:
    """Values that most stories lack come last and are left out; with one origin, only the article's number is
    kept.
    """
    values: list[Any] = [
        story.story_id,
        story.headline,
        story.language,
        [number if origins == 1 else [number, origins] for number, origins in story.articles],
        [
            _without_zeros([s.article, s.position, s.checksum, int(s.beside), list(s.cuts)])
            for s in story.sentences
        ],
        list(story.known),
        int(story.update),
        [_from_story(step) for step in story.steps],
        int(story.seen),
        int(story.followed),
    ]
    return _without_zeros(values)


def _to_sentence(
    article: int, position: int = 0, checksum: int = 0, beside: int = 0, cuts: Sequence[int] = ()
) -> ChosenSentence:
    return ChosenSentence(article, position, checksum, bool(beside), tuple(cuts))


def _without_zeros(values: list[Any]) -> list[Any]:
    """Leaves out zeros and empty lists at the end."""
    while values and not values[-1]:
        values.pop()
    return values


def _to_story(values: list[Any]) -> ChosenStory:
    story_id, headline, language, articles, *optional = values
    sentences, known, update, steps, seen, followed = [*optional, *_NONE[len(optional) :]]
    return ChosenStory(
        story_id,
        headline,
        language,
        tuple((each, 1) if isinstance(each, int) else (each[0], each[1]) for each in articles),
        tuple(known),
        tuple(_to_sentence(*sentence) for sentence in sentences),
        bool(update),
        tuple(map(_to_story, steps)),
        bool(seen),
        bool(followed),
    )

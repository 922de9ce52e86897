"""What a button carries: a version, an action and its arguments; made and parsed here alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import ClassVar, Final, Literal

VERSION = "1"
MAX_BYTES = 64

_NUMBER = r"[0-9]{1,12}"
_LANGUAGE = r"kk|ru|en"
_FLOW = r"[ws]|[0-9]{1,9}"
_CHAT = r"[0-9]{1,9}"
_SWITCH = r"[01]"
_ANSWER = r"[0-9]{1,3}\.[0-9]{1,9}"
_TOPIC = r"[a-z_]{1,20}|t[0-9]{1,9}"
_OWN_TOPIC = r"t[0-9]{1,9}"
_SUBJECT = rf"{_TOPIC}|[0-9]{{1,9}}"
_PAGE = r"[0-9]{1,3}"
_PLACE = rf"q[0-9]{{1,9}}\.{_PAGE}|[vh]{_PAGE}|p{_NUMBER}"
_SHOWN = rf"e|-|[af]{_NUMBER}|{_ANSWER}|(?:{_SUBJECT})\.{_ANSWER}|{_PLACE}"
_ZONE = r"[A-Za-z0-9_+/-]{1,40}"


class Action(StrEnum):
    LANGUAGES = "langs"
    LANGUAGE = "lang"
    NEWS_LANGUAGES = "newslangs"
    NEWS_LANGUAGE = "newslang"
    ALL_LANGUAGES = "alllangs"
    TOPICS = "topics"
    TOPIC = "topic"
    ALL_TOPICS = "alltopics"
    TIMES = "times"
    TIME = "time"
    DAYS = "days"
    WEEKDAYS = "weekdays"
    OTHER_TIME = "othertime"
    ZONES = "zones"
    ZONE = "zone"
    UNSUBSCRIBE = "unsub"
    FINISH = "finish"
    SETTINGS = "settings"
    TUNE = "tune"
    AT_ONCE = "atonce"
    PAUSE = "pause"
    RESUME = "resume"
    DIGEST = "digest"
    SUBJECTS = "subjects"
    OVERVIEW = "overview"
    SHOWN = "shown"
    MORE = "more"
    STORY = "story"
    SAVE = "save"
    SEARCH = "search"
    ADD = "add"
    DROP = "drop"
    ARTICLES = "articles"
    ARTICLE = "article"
    ASK_RETRACT = "retract?"
    RETRACT = "retract"
    RESTORE = "restore"
    EDIT = "edit"
    EDIT_STORY = "editstory"
    REVISION = "revision"
    TAKE_BACK = "takeback"
    FEEDS = "feeds"
    FEED = "feed"
    FEED_ADD = "feedadd"
    FEED_OFFER = "feedoffer"
    FEED_CHECK = "feedcheck"
    FEED_PAGES = "feedpages"
    FEED_OFF = "feedoff"
    FEED_ASK_REMOVE = "feedremove?"
    FEED_REMOVE = "feedremove"
    FEEDS_EXPORT = "feedsexport"
    CHANNELS = "channels"
    CHANNEL_ADD = "channeladd"
    CHANNEL_REMOVE = "channelremove"
    HIDE = "hide"
    HIDE_SOURCE = "hidesource"
    SPLIT = "split"
    ASK_SPLIT = "split?"
    SPLIT_OFF = "splitoff"
    MERGE = "merge"
    ASK_MERGE = "merge?"
    JOIN = "join"
    UNMERGE = "unmerge"
    CHATS = "chats"
    CONNECT = "connect"
    CLAIM = "claim"
    CHAT = "chat"
    CHOICE = "choice"
    CHOOSE = "choose"
    POST_LANGUAGE = "postlang"
    WORDS = "words"
    CLEAR_WORDS = "nowords"
    SOURCES = "sources"
    SOURCE = "source"
    SOURCE_RULE = "sourcerule"
    PROOF = "proof"
    PROOF_ITEMS = "proofitems"
    PROOF_DO = "proofdo"
    PROOF_DROP = "proofdrop"
    ASK_DISCONNECT = "disconnect?"
    DISCONNECT = "disconnect"
    OWN_TOPICS = "owntopics"
    OWN_TOPIC = "owntopic"
    NEW_TOPIC = "newtopic"
    NAME_TOPIC = "nametopic"
    SAME_NAME = "samename"
    TOPIC_WORDS = "topicwords"
    ASK_DROP_TOPIC = "droptopic?"
    DROP_TOPIC = "droptopic"
    PRIVACY = "privacy"
    EXPORT = "export"
    ASK_FORGET = "forget?"
    FORGET = "forget"
    FOLLOWS = "follows"
    FOLLOW = "follow"
    FOLLOW_NEW = "follownew"
    FOLLOW_ALERT = "followalert"
    UNFOLLOW = "unfollow"
    FOLLOW_NAME = "followname"
    FOLLOW_SUBJECT = "followsubject"
    ADMIN = "admin"
    STATS = "stats"
    HEALTH = "health"
    EDITORS = "editors"
    INVITE = "invite"
    ASK_DISMISS = "dismiss?"
    DISMISS = "dismiss"
    BANNED = "banned"
    UNBAN = "unban"
    FAILURES = "failures"
    SEND_AGAIN = "again"
    SEND_ALL_AGAIN = "allagain"


_ARGUMENTS: dict[Action, tuple[str, ...]] = {
    Action.LANGUAGES: (_FLOW,),
    Action.LANGUAGE: (_LANGUAGE, _FLOW),
    Action.NEWS_LANGUAGES: (_FLOW,),
    Action.NEWS_LANGUAGE: (_LANGUAGE, _SWITCH, _FLOW),
    Action.ALL_LANGUAGES: (_FLOW,),
    Action.TOPICS: (_FLOW,),
    Action.TOPIC: (_TOPIC, _SWITCH, _FLOW),
    Action.ALL_TOPICS: (_FLOW,),
    Action.TIMES: (_FLOW,),
    Action.TIME: (r"[0-2][0-9][0-5][0-9]", _SWITCH, _FLOW),
    Action.DAYS: (_FLOW,),
    Action.WEEKDAYS: (r"[0-9]{1,3}", _FLOW),
    Action.OTHER_TIME: (_FLOW,),
    Action.ZONES: (_FLOW,),
    Action.ZONE: (_ZONE, _FLOW),
    Action.UNSUBSCRIBE: (_FLOW,),
    Action.PAUSE: (_FLOW,),
    Action.RESUME: (_FLOW,),
    Action.AT_ONCE: (_SWITCH,),
    Action.DIGEST: (r"[0-9]{1,3}",),
    Action.SUBJECTS: (r"[0-9]{1,3}",),
    Action.OVERVIEW: (_SUBJECT, r"[0-9]{1,3}"),
    Action.SHOWN: (_SHOWN,),
    Action.MORE: (_SHOWN, r"[0-9]{1,3}"),
    Action.STORY: (_NUMBER, r"[0-9]{1,3}", _SHOWN),
    Action.SAVE: (_NUMBER, _SWITCH, _PAGE, _SHOWN),
    Action.ADD: (_NUMBER,),
    Action.DROP: (_NUMBER,),
    Action.ARTICLES: (_NUMBER,),
    Action.ARTICLE: (_NUMBER,),
    Action.ASK_RETRACT: (_NUMBER,),
    Action.RETRACT: (_NUMBER,),
    Action.RESTORE: (_NUMBER,),
    Action.EDIT: (_NUMBER,),
    Action.EDIT_STORY: (_NUMBER,),
    Action.REVISION: (_NUMBER,),
    Action.TAKE_BACK: (_NUMBER,),
    Action.FEEDS: (_NUMBER,),
    Action.FEED: (_NUMBER,),
    Action.FEED_OFFER: (_NUMBER,),
    Action.FEED_CHECK: (_NUMBER,),
    Action.FEED_PAGES: (_NUMBER, _SWITCH),
    Action.FEED_OFF: (_NUMBER,),
    Action.FEED_ASK_REMOVE: (_NUMBER,),
    Action.FEED_REMOVE: (_NUMBER,),
    Action.CHANNEL_REMOVE: (r"-?[0-9]{1,16}",),
    Action.HIDE: (_NUMBER, _SHOWN),
    Action.HIDE_SOURCE: (_NUMBER, _SWITCH, _NUMBER, _SHOWN),
    Action.SPLIT: (_NUMBER, _PAGE, _SHOWN),
    Action.ASK_SPLIT: (_NUMBER, _SHOWN),
    Action.SPLIT_OFF: (_NUMBER, _SHOWN),
    Action.MERGE: (_NUMBER, _PAGE, _SHOWN),
    Action.ASK_MERGE: (_NUMBER, _NUMBER, _SHOWN),
    Action.JOIN: (_NUMBER, _NUMBER, _SHOWN),
    Action.UNMERGE: (_NUMBER, _SHOWN),
    Action.CLAIM: (_CHAT,),
    Action.CHAT: (_CHAT,),
    Action.CHOICE: (r"[a-z]{1,12}", _FLOW),
    Action.CHOOSE: (r"[a-z]{1,12}", r"[a-z0-9-]{1,12}", _FLOW),
    Action.POST_LANGUAGE: (_LANGUAGE, _SWITCH, _CHAT),
    Action.WORDS: (r"heading|signature", _CHAT),
    Action.CLEAR_WORDS: (r"heading|signature", _CHAT),
    Action.SOURCES: (r"[0-9]{1,3}", _FLOW),
    Action.SOURCE: (_NUMBER, _SWITCH, r"[0-9]{1,3}", _FLOW),
    Action.SOURCE_RULE: (r"hide|only", _FLOW),
    Action.PROOF: (_NUMBER,),
    Action.PROOF_ITEMS: (_NUMBER,),
    Action.PROOF_DO: (r"publish|skip|restore", _NUMBER),
    Action.PROOF_DROP: (_NUMBER, _NUMBER),
    Action.ASK_DISCONNECT: (_CHAT,),
    Action.DISCONNECT: (_CHAT,),
    Action.OWN_TOPIC: (_OWN_TOPIC,),
    Action.NAME_TOPIC: (_OWN_TOPIC, _LANGUAGE),
    Action.SAME_NAME: (_OWN_TOPIC, _LANGUAGE),
    Action.TOPIC_WORDS: (_OWN_TOPIC,),
    Action.ASK_DROP_TOPIC: (_OWN_TOPIC,),
    Action.DROP_TOPIC: (_OWN_TOPIC,),
    Action.FOLLOW: (_NUMBER,),
    Action.FOLLOW_ALERT: (_NUMBER, _SWITCH),
    Action.UNFOLLOW: (_NUMBER,),
    Action.FOLLOW_NAME: (_NUMBER, _NUMBER, _SWITCH, _SHOWN),
    Action.FOLLOW_SUBJECT: (_NUMBER,),
    Action.FAILURES: (_NUMBER,),
    Action.INVITE: (r"reader|editor",),
    Action.ASK_DISMISS: (_NUMBER,),
    Action.DISMISS: (_NUMBER,),
    Action.UNBAN: (_NUMBER,),
    Action.SEND_AGAIN: (_NUMBER,),
}


class Flow(str):
    """Where a menu belongs: the first minute, which leads on, a person's own settings, which lead back,
    or the settings of a group or channel, by its destination's number."""

    __slots__ = ()
    WELCOME: ClassVar[Flow]
    SETTINGS: ClassVar[Flow]

    @property
    def chat(self) -> int | None:
        return int(self) if self.isdecimal() else None


Flow.WELCOME = Flow("w")
Flow.SETTINGS = Flow("s")


@dataclass(frozen=True, slots=True)
class Press:
    """A button that somebody pressed, its arguments in the form that its action asks for."""

    action: Action
    arguments: tuple[str, ...]

    @property
    def flow(self) -> Flow:
        """The last argument, where the action belongs to a menu."""
        wanted = _ARGUMENTS.get(self.action, ())
        return Flow(self.arguments[-1]) if wanted and wanted[-1] in (_FLOW, _CHAT) else Flow.SETTINGS


@dataclass(frozen=True, slots=True)
class Answer:
    """Which `/digest` a message shows, so that its buttons lead to the same one."""

    hours: int
    until: datetime

    @classmethod
    def at(cls, period: timedelta, now: datetime) -> Answer:
        """Until the end of this minute, for that is what a button carries."""
        full = datetime.fromtimestamp(-int(-now.timestamp() // 60) * 60, UTC)
        return cls(int(period.total_seconds()) // 3600, full)

    @property
    def period(self) -> timedelta:
        return timedelta(hours=self.hours)


@dataclass(frozen=True, slots=True)
class Overviewed:
    """Which `/topic` a message shows: a topic's id or the number of words, and its period."""

    key: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Opened:
    """The article from whose screen a story was opened."""

    article_id: int


@dataclass(frozen=True, slots=True)
class Following:
    """The follow from whose screen a story was opened."""

    number: int


@dataclass(frozen=True, slots=True)
class FoundOn:
    """A page, from 0, of what was found for the words of this number."""

    number: int
    page: int


@dataclass(frozen=True, slots=True)
class SavedOn:
    """A page of the saved stories."""

    page: int


@dataclass(frozen=True, slots=True)
class PastOn:
    """A page of past editions."""

    page: int


@dataclass(frozen=True, slots=True)
class PastEdition:
    """An edition opened from the list of past ones."""

    edition_id: int


def data(action: Action, *arguments: str | int) -> str:
    """Raises ValueError for what `parse` would not take back."""
    made = ":".join((VERSION, action, *map(str, arguments)))
    if len(made.encode()) > MAX_BYTES or parse(made) is None:
        raise ValueError(f"no callback data: {made!r}")
    return made


def parse(received: str) -> Press | None:
    """None for data of another version, of no known action, or with arguments that do not belong to it."""
    version, *rest = received.split(":")
    if version != VERSION or not rest or rest[0] not in Action.__members__.values():
        return None
    action = Action(rest[0])
    wanted = _ARGUMENTS.get(action, ())
    given = tuple(rest[1:])
    good = len(wanted) == len(given) and all(map(re.fullmatch, wanted, given))
    return Press(action, given) if good else None


EDITION: Final = "e"
Place = FoundOn | SavedOn | PastOn | PastEdition
Shown = Answer | Overviewed | Opened | Following | Place | Literal["e"] | None
"""What a message showed: a digest or an overview as an answer, the edition behind the message,
an article, a follow, what was found, a list to come back to, or nothing."""


def dump_shown(shown: Shown) -> str:
    if isinstance(shown, Place):
        return _dump_place(shown)
    if isinstance(shown, Opened):
        return f"a{shown.article_id}"
    if isinstance(shown, Following):
        return f"f{shown.number}"
    if isinstance(shown, Overviewed):
        return f"{shown.key}.{dump_shown(shown.answer)}"
    if isinstance(shown, Answer):
        return f"{shown.hours}.{int(shown.until.timestamp()) // 60}"
    return shown or "-"


def load_shown(dumped: str) -> Shown:
    if dumped in (EDITION, "-"):
        return EDITION if dumped == EDITION else None
    if dumped[1:].isdecimal() and dumped[0] in "af":
        number = int(dumped[1:])
        return Opened(number) if dumped[0] == "a" else Following(number)
    if re.fullmatch(_PLACE, dumped):
        return _load_place(dumped[0], [int(number) for number in dumped[1:].split(".")])
    *key, hours, minutes = dumped.split(".")
    answer = Answer(int(hours), datetime.fromtimestamp(int(minutes) * 60, UTC))
    return Overviewed(key[0], answer) if key else answer


def _dump_place(shown: Place) -> str:
    match shown:
        case FoundOn():
            return f"q{shown.number}.{shown.page}"
        case SavedOn():
            return f"v{shown.page}"
        case PastOn():
            return f"h{shown.page}"
        case PastEdition():
            return f"p{shown.edition_id}"


def _load_place(kind: str, numbers: list[int]) -> Place:
    if kind == "q":
        return FoundOn(*numbers)
    places: dict[str, type[SavedOn | PastOn | PastEdition]] = {"v": SavedOn, "h": PastOn, "p": PastEdition}
    return places[kind](*numbers)

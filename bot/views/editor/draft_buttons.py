"""What the buttons of a text that is not added yet carry. A name and the order of its fields never change."""

from __future__ import annotations

from dataclasses import dataclass

from bot.views.common.buttons import BUTTONS, ButtonData
from bot.views.common.codec import Number
from bot.views.common.origin import TopicId


@BUTTONS.named("add")
@dataclass(frozen=True, slots=True)
class AddDraft(ButtonData):
    draft: Number


@BUTTONS.named("addarchive")
@dataclass(frozen=True, slots=True)
class ArchiveDraft(ButtonData):
    """Makes the draft an article that enters no edition."""

    draft: Number


@BUTTONS.named("hold")
@dataclass(frozen=True, slots=True)
class HoldDraft(ButtonData):
    """Makes the draft an article that no reader sees before `until`, in seconds since 1970."""

    draft: Number
    until: Number


@BUTTONS.named("holddraft?")
@dataclass(frozen=True, slots=True)
class AskDraftHold(ButtonData):
    """Asks until when the draft is to be held."""

    draft: Number


@BUTTONS.named("drop")
@dataclass(frozen=True, slots=True)
class DropDraft(ButtonData):
    draft: Number


@BUTTONS.named("draft")
@dataclass(frozen=True, slots=True)
class OpenArticleDraft(ButtonData):
    draft: Number


@BUTTONS.named("draftheadline")
@dataclass(frozen=True, slots=True)
class AskDraftHeadline(ButtonData):
    draft: Number


@BUTTONS.named("drafttopics")
@dataclass(frozen=True, slots=True)
class OpenTopicsOfDraft(ButtonData):
    draft: Number


@BUTTONS.named("drafttopic")
@dataclass(frozen=True, slots=True)
class SwitchTopicOfDraft(ButtonData):
    draft: Number
    topic: TopicId
    on: bool


@BUTTONS.named("draftdate")
@dataclass(frozen=True, slots=True)
class AskDraftDate(ButtonData):
    draft: Number


@BUTTONS.named("draftsource")
@dataclass(frozen=True, slots=True)
class AskDraftSource(ButtonData):
    draft: Number


@BUTTONS.named("draftsentences")
@dataclass(frozen=True, slots=True)
class OpenSentencesOfDraft(ButtonData):
    draft: Number


@BUTTONS.named("draftsentence")
@dataclass(frozen=True, slots=True)
class SwitchSentenceOfDraft(ButtonData):
    """As `SwitchSentence`, for a draft."""

    draft: Number
    position: Number
    on: bool


@BUTTONS.named("draftstory")
@dataclass(frozen=True, slots=True)
class OpenStoryOfDraft(ButtonData):
    draft: Number


@BUTTONS.named("draftjoins")
@dataclass(frozen=True, slots=True)
class ChooseStoryOfDraft(ButtonData):
    """The story that the draft will belong to; 0 for one of its own."""

    draft: Number
    story: Number


@BUTTONS.named("draftfree")
@dataclass(frozen=True, slots=True)
class FreeStoryOfDraft(ButtonData):
    """Lets the draft's text decide which story it belongs to."""

    draft: Number


@BUTTONS.named("addall")
@dataclass(frozen=True, slots=True)
class AddAll(ButtonData):
    batch: Number


@BUTTONS.named("addallnew")
@dataclass(frozen=True, slots=True)
class AddAllNew(ButtonData):
    """Adds all drafts and archives the old ones, also those that have been added."""

    batch: Number


@BUTTONS.named("dropall")
@dataclass(frozen=True, slots=True)
class DropAll(ButtonData):
    batch: Number


@BUTTONS.named("undoall")
@dataclass(frozen=True, slots=True)
class UndoAll(ButtonData):
    batch: Number

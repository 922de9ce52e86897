"""Buttons on messages of before go on doing what they did."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.views.common.buttons import (
    BUTTONS,
    ButtonData,
    OpenSettings,
    OpenTimes,
    OpenTopics,
    OpenZones,
    Pause,
    Resume,
    SettingsOwner,
    owner_of,
)
from bot.views.common.origin import EDITION, DigestPeriod, FromMore, FromPreview
from bot.views.reader import buttons
from bot.views.reader.answer_buttons import (
    FollowSubject,
    HideStorySource,
    OpenLess,
    SubscribeTopic,
    SwitchFollowName,
    SwitchFollowStory,
    SwitchMuteName,
    SwitchMuteStory,
    SwitchMuteTopic,
)
from bot.views.reader.buttons import (
    AddTimes,
    AskFollow,
    AskForget,
    AskMute,
    AskOwnLine,
    AskTime,
    ChooseAllNewsLanguages,
    ChooseAllTopics,
    ChooseDays,
    ChooseLanguage,
    ChooseSourceRule,
    ChooseValue,
    ChooseZone,
    ClearOwnLine,
    ExportOwnData,
    FinishWelcome,
    Forget,
    LeaveOutTopic,
    MuteWords,
    OpenChoice,
    OpenDays,
    OpenFollow,
    OpenFollows,
    OpenLanguages,
    OpenMute,
    OpenNewsLanguages,
    OpenPrivacy,
    OpenSettingsBelow,
    OpenSources,
    OpenStoryFollow,
    RunCommand,
    SwitchAddsAtOnce,
    SwitchFollowAlert,
    SwitchFollowSurge,
    SwitchNewsLanguage,
    SwitchPostLanguage,
    SwitchSource,
    SwitchStoryAlert,
    SwitchTime,
    SwitchTopic,
    SwitchTopicSurge,
    Unfollow,
    UnfollowStory,
    Unmute,
    Unsubscribe,
)

WELCOME, OWN, CHAT = SettingsOwner.WELCOME, SettingsOwner.SETTINGS, SettingsOwner("7")
DAY = DigestPeriod(24, datetime.fromtimestamp(29384756 * 60, UTC))
MONTH = DigestPeriod(720, datetime.fromtimestamp(999999999 * 60, UTC))

WRITTEN = [
    ("1:langs:w", OpenLanguages(WELCOME)),
    ("1:lang:kk:w", ChooseLanguage("kk", WELCOME)),
    ("1:lang:en:s", ChooseLanguage("en", OWN)),
    ("1:newslangs:7", OpenNewsLanguages(CHAT)),
    ("1:newslang:ru:1:s", SwitchNewsLanguage("ru", True, OWN)),
    ("1:alllangs:999999999", ChooseAllNewsLanguages(SettingsOwner("999999999"))),
    ("1:topics:s", OpenTopics(OWN)),
    ("1:topic:culture:1:w", SwitchTopic("culture", True, WELCOME)),
    ("1:topic:t12:0:7", SwitchTopic("t12", False, CHAT)),
    ("1:topicsurge:1:s", SwitchTopicSurge(True, OWN)),
    ("1:topicsurge:0:7", SwitchTopicSurge(False, CHAT)),
    ("1:alltopics:s", ChooseAllTopics(OWN)),
    ("1:notopic:sport", LeaveOutTopic("sport")),
    ("1:addtimes:09001845:31", AddTimes(("09:00", "18:45"), 31)),
    ("1:run:digest:0", RunCommand("digest", 0)),
    ("1:finish", FinishWelcome()),
    ("1:settings", OpenSettings()),
    ("1:tune", OpenSettingsBelow()),
    ("1:atonce:1", SwitchAddsAtOnce(True)),
    ("1:pause:s", Pause(OWN)),
    ("1:resume:7", Resume(CHAT)),
    ("1:times:w", OpenTimes(WELCOME)),
    ("1:time:0900:1:w", SwitchTime("09:00", True, WELCOME)),
    ("1:othertime:7", AskTime(CHAT)),
    ("1:days:s", OpenDays(OWN)),
    ("1:weekdays:31:s", ChooseDays(31, OWN)),
    ("1:unsub:7", Unsubscribe(CHAT)),
    ("1:zones:s", OpenZones(OWN)),
    ("1:zone:Asia/Almaty:s", ChooseZone("Asia/Almaty", OWN)),
    ("1:hide:42:-", OpenLess(42, None)),
    ("1:hidesource:3:0:42:24.29384756", HideStorySource(3, False, 42, DAY)),
    ("1:choice:length:s", OpenChoice("length", OWN)),
    ("1:choose:breaking:8-22:7", ChooseValue("breaking", "8-22", CHAT)),
    ("1:choose:silent:1:s", ChooseValue("silent", "1", OWN)),
    ("1:postlang:ru:1:7", SwitchPostLanguage("ru", True, CHAT)),
    ("1:words:heading:7", AskOwnLine("heading", CHAT)),
    ("1:nowords:signature:7", ClearOwnLine("signature", CHAT)),
    ("1:sources:0:s", OpenSources(0, OWN)),
    ("1:source:3:1:999:7", SwitchSource(3, True, 999, CHAT)),
    ("1:sourcerule:only:s", ChooseSourceRule("only", OWN)),
    ("1:privacy", OpenPrivacy()),
    ("1:export", ExportOwnData()),
    ("1:forget?", AskForget()),
    ("1:forget", Forget()),
    ("1:follows", OpenFollows()),
    ("1:follow:5", OpenFollow(5)),
    ("1:follownew", AskFollow()),
    ("1:followalert:5:1", SwitchFollowAlert(5, True)),
    ("1:followsurge:5:1", SwitchFollowSurge(5, True)),
    ("1:unfollow:5", Unfollow(5)),
    ("1:followname:42:99:0:e", SwitchFollowName(42, 99, False, EDITION)),
    (
        "1:followname:999999999999:4294967295:1:m999.w720.999999999",
        SwitchFollowName(999_999_999_999, 2**32 - 1, True, FromMore(FromPreview(MONTH), 999)),
    ),
    ("1:storyfollow:5", OpenStoryFollow(5)),
    ("1:storyalert:5:1", SwitchStoryAlert(5, True)),
    ("1:unfollowstory:5", UnfollowStory(5)),
    (
        "1:followstory:999999999999:1:m999.w720.999999999",
        SwitchFollowStory(999_999_999_999, True, FromMore(FromPreview(MONTH), 999)),
    ),
    ("1:mute:5", OpenMute(5)),
    ("1:mutenew", AskMute()),
    ("1:mutewords:17", MuteWords(17)),
    ("1:unmute:5", Unmute(5)),
    ("1:mutetopic:sport:1:42:e", SwitchMuteTopic("sport", True, 42, EDITION)),
    ("1:mutestory:42:1:e", SwitchMuteStory(42, True, EDITION)),
    (
        "1:mutename:999999999999:4294967295:1:m999.w720.999999999",
        SwitchMuteName(999_999_999_999, 2**32 - 1, True, FromMore(FromPreview(MONTH), 999)),
    ),
    ("1:followsubject:17", FollowSubject(17)),
    ("1:subscribe:culture", SubscribeTopic("culture")),
]


@pytest.mark.parametrize(("written", "data"), WRITTEN)
def test_a_button_is_written_and_read_as_ever(written: str, data: ButtonData) -> None:
    assert BUTTONS.decode(written) == data
    assert BUTTONS.encode(data) == written


def test_every_button_of_a_reader_is_in_the_list() -> None:
    known = {
        name for name, kind in vars(buttons).items() if getattr(kind, "__module__", "") == buttons.__name__
    }
    assert known - {type(data).__name__ for _, data in WRITTEN} == set()


@pytest.mark.parametrize("forged", ["1:words:heading:s", "1:nowords:signature:w", "1:postlang:ru:1:s"])
def test_what_belongs_to_a_chat_never_means_a_persons_own_settings(forged: str) -> None:
    assert BUTTONS.decode(forged) is None


def test_a_button_says_whose_settings_it_changes() -> None:
    assert owner_of(BUTTONS.decode("1:topic:culture:1:7")).chat == 7
    assert owner_of(BUTTONS.decode("1:topic:culture:1:w")).chat is None
    assert owner_of(BUTTONS.decode("1:settings")) == OWN

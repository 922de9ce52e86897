"""Buttons on messages of earlier versions still say the same."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.views.common import buttons as common
from bot.views.common.buttons import BUTTONS, ButtonData
from bot.views.common.origin import EDITION, DigestPeriod, FromArticle, FromMore, FromSearch, FromTopic
from bot.views.editor import buttons as editor
from bot.views.editor import draft_buttons as drafts
from bot.views.editor import feed_buttons as feeds

DAY = DigestPeriod(24, datetime.fromtimestamp(24_384_756 * 60, UTC))
WEEK = DigestPeriod(168, datetime.fromtimestamp(24_384_756 * 60, UTC))

WRITTEN: dict[str, ButtonData] = {
    "1:add:12": drafts.AddDraft(12),
    "1:addarchive:12": drafts.ArchiveDraft(12),
    "1:drop:12": drafts.DropDraft(12),
    "1:addall:70": drafts.AddAll(70),
    "1:addallnew:70": drafts.AddAllNew(70),
    "1:dropall:70": drafts.DropAll(70),
    "1:undoall:70": drafts.UndoAll(70),
    "1:articles:0": editor.OpenArticles(),
    "1:articles:999999999999": editor.OpenArticles(999_999_999_999),
    "1:article:12": common.OpenArticle(12),
    "1:retract?:12": editor.AskRetract(12),
    "1:retractstory:5": editor.ChooseRetracted(5),
    "1:rejectreports:5": editor.RejectReports(5),
    "1:retract:12": editor.Retract(12),
    "1:restore:12": editor.Restore(12),
    "1:archive:12:1": editor.Archive(12, on=True),
    "1:archive:12:0": editor.Archive(12, on=False),
    "1:hold:12:1790000000": drafts.HoldDraft(12, 1790000000),
    "1:holddraft?:12": drafts.AskDraftHold(12),
    "1:hold?:12": editor.AskHold(12),
    "1:letgo:12": editor.LetGo(12),
    "1:edit:12": common.EditArticle(12),
    "1:editstory:5": common.EditStory(5),
    "1:takeback:3": editor.TakeBack(3),
    "1:feeds:8": common.OpenFeeds(8),
    "1:headline:12": editor.AskHeadline(12),
    "1:draft:4": drafts.OpenArticleDraft(4),
    "1:draftheadline:4": drafts.AskDraftHeadline(4),
    "1:drafttopics:4": drafts.OpenTopicsOfDraft(4),
    "1:drafttopic:4:sport:0": drafts.SwitchTopicOfDraft(4, "sport", on=False),
    "1:draftdate:4": drafts.AskDraftDate(4),
    "1:draftsource:4": drafts.AskDraftSource(4),
    "1:draftsentences:4": drafts.OpenSentencesOfDraft(4),
    "1:draftsentence:4:3:1": drafts.SwitchSentenceOfDraft(4, 3, on=True),
    "1:draftstory:4": drafts.OpenStoryOfDraft(4),
    "1:draftjoins:4:5": drafts.ChooseStoryOfDraft(4, 5),
    "1:draftfree:4": drafts.FreeStoryOfDraft(4),
    "1:sourcesof:12": editor.OpenSourcesOf(12),
    "1:sourceof:12:1": editor.AskSource(12, 1),
    "1:storyof:12": editor.OpenStoryOf(12),
    "1:moveto:12:5:6:40": editor.MoveArticle(12, 5, 6, 40),
    "1:date:12": editor.AskDate(12),
    "1:sentences:12": editor.OpenSentences(12),
    "1:sentence:12:3:1:40": editor.SwitchSentence(12, 3, on=True, seen=40),
    "1:log:12:0": editor.OpenLog(12),
    "1:log:0:2": editor.OpenLog(page=2),
    "1:topicsof:12": editor.OpenTopicsOf(12),
    "1:topicof:12:sport:1:40": editor.SwitchTopicOf(12, "sport", on=True, seen=40),
    "1:feed:2": feeds.OpenFeed(2),
    "1:feedadd": feeds.AskFeed(),
    "1:feedoffer:4": feeds.AddOfferedFeed(4),
    "1:publishers:kk": feeds.OpenPublishers("kk"),
    "1:publisher:ru:3": feeds.ConnectPublisher("ru", 3),
    "1:publishersall:kk": feeds.ConnectPublishers("kk"),
    "1:feedcheck:2": feeds.CheckFeed(2),
    "1:feedpages:2:1": feeds.SwitchFullPages(2, on=True),
    "1:feedpages:2:0": feeds.SwitchFullPages(2, on=False),
    "1:feedoff:2": feeds.SwitchFeedOff(2),
    "1:feedremove?:2": feeds.AskRemoveFeed(2),
    "1:feedremove:2": feeds.RemoveFeed(2),
    "1:feedsexport": feeds.ExportFeeds(),
    "1:channels": feeds.OpenSourceChannels(),
    "1:channeladd": feeds.PickSourceChannel(),
    "1:channelremove:-1001234567890": feeds.RemoveSourceChannel(-1_001_234_567_890),
    "1:split:5:1:24.24384756": common.SplitStory(5, 1, DAY),
    "1:split?:12:e": editor.AskSplit(12, EDITION),
    "1:splitoff:12:-": editor.SplitOff(12, None),
    "1:merge:5:0:a12": common.MergeStory(5, 0, FromArticle(12)),
    "1:merge?:5:6:q7.2": editor.AskMerge(5, 6, FromSearch(7, 2)),
    "1:join:5:6:m1.e": editor.MergeStories(5, 6, FromMore(EDITION, 1)),
    "1:place:5:first:24.24384756": common.PlaceStory(5, "first", DAY),
    "1:place:5:free:e": common.PlaceStory(5, "free", EDITION),
    "1:model:5:1:e": common.SetModelAside(5, aside=True, shown=EDITION),
    "1:unmerge:6:t4.168.24384756": common.UnmergeStories(6, FromTopic("t4", WEEK)),
    "1:owntopics": common.OpenOwnTopics(),
    "1:owntopic:t4": editor.OpenOwnTopic("t4"),
    "1:newtopic": editor.AskNewTopic(),
    "1:nametopic:t4:kk": editor.AskTopicName("t4", "kk"),
    "1:samename:t4:en": editor.KeepTopicName("t4", "en"),
    "1:topicwords:t4": editor.AskTopicWords("t4"),
    "1:droptopic?:t4": editor.AskDropTopic("t4"),
    "1:droptopic:t4": editor.DropTopic("t4"),
    "1:preview:168": editor.OpenPreview(168),
}


@pytest.mark.parametrize(("text", "does"), WRITTEN.items())
def test_a_button_is_written_and_read_as_ever(text: str, does: ButtonData) -> None:
    assert BUTTONS.decode(text) == does
    assert BUTTONS.encode(does) == text


def test_no_button_of_editors_is_left_out() -> None:
    defined = {
        kind
        for module in (editor, drafts, feeds)
        for kind in vars(module).values()
        if isinstance(kind, type) and kind.__module__ == module.__name__
    }
    assert defined <= {type(does) for does in WRITTEN.values()}


@pytest.mark.parametrize(
    "forged",
    [
        "1:article", "1:article:x", "1:article:-1", "1:article:9999999999999", "1:article:١٢",
        "1:feedpages:2:2", "1:feedadd:1", "1:owntopic:culture", "1:nametopic:t4:de", "1:join:5:6",
        "1:split:5:1:24.", "1:channelremove:x", "1:article:1\n",
    ],
)  # fmt: skip
def test_forged_data_means_nothing(forged: str) -> None:
    assert BUTTONS.decode(forged) is None


def test_the_longest_fits() -> None:
    origin = FromTopic("t999999999", DigestPeriod(720, datetime.fromtimestamp(999_999_999 * 60, UTC)))
    assert len(BUTTONS.encode(editor.AskMerge(999_999_999_999, 999_999_999_999, origin))) <= 64

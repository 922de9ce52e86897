"""What buttons on old messages carry leads where it led."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.views.common.buttons import BUTTONS, AskSearch, ButtonData, OpenDigest, OpenShown
from bot.views.common.origin import (
    EDITION,
    DigestPeriod,
    FromArticle,
    FromEdition,
    FromFollow,
    FromHistory,
    FromMore,
    FromPreview,
    FromSaved,
    FromSearch,
    FromTopic,
    Origin,
)
from bot.views.reader.answer_buttons import (
    AskReport,
    OpenOverview,
    OpenStory,
    OpenSubjects,
    ReportError,
    SaveStory,
    ShowMore,
)

DAY = DigestPeriod(24, datetime(2025, 11, 14, 1, 56, tzinfo=UTC))
MONTH = DigestPeriod(720, DAY.until)
ORIGINS: dict[str, Origin] = {
    "-": None,
    "e": EDITION,
    "24.29384756": DAY,
    "720.29384756": MONTH,
    "w24.29384756": FromPreview(DAY),
    "culture.24.29384756": FromTopic("culture", DAY),
    "t4.24.29384756": FromTopic("t4", DAY),
    "17.24.29384756": FromTopic("17", DAY),
    "a12": FromArticle(12),
    "f3": FromFollow(3),
    "q7.2": FromSearch(7, 2),
    "v1": FromSaved(1),
    "h0": FromHistory(0),
    "p9": FromEdition(9),
    "m1.e": FromMore(EDITION, 1),
    "m0.24.29384756": FromMore(DAY, 0),
    "m2.w24.29384756": FromMore(FromPreview(DAY), 2),
    "m3.p9": FromMore(FromEdition(9), 3),
}
TEXTS: dict[str, ButtonData] = {
    "1:digest:24": OpenDigest(24),
    "1:search": AskSearch(),
    "1:more:e:2": ShowMore(EDITION, 2),
    "1:more:24.29384756:2": ShowMore(DAY, 2),
    "1:more:w24.29384756:2": ShowMore(FromPreview(DAY), 2),
    "1:more:p9:2": ShowMore(FromEdition(9), 2),
    "1:story:42:0:24.29384756": OpenStory(42, 0, DAY),
    "1:story:42:3:-": OpenStory(42, 3, None),
    "1:save:42:1:0:q7.2": SaveStory(42, True, 0, FromSearch(7, 2)),
    "1:save:42:0:2:e": SaveStory(42, False, 2, EDITION),
    "1:report?:42:e": AskReport(42, EDITION),
    "1:report:42:facts:-": ReportError(42, "facts", None),
    "1:subjects:168": OpenSubjects(168),
    "1:overview:culture:24": OpenOverview("culture", 24),
    "1:overview:t4:24": OpenOverview("t4", 24),
    "1:overview:17:720": OpenOverview("17", 720),
    **{f"1:shown:{written}": OpenShown(origin) for written, origin in ORIGINS.items()},
}


@pytest.mark.parametrize("text", TEXTS)
def test_a_button_is_written_and_read_as_ever(text: str) -> None:
    assert BUTTONS.decode(text) == TEXTS[text]
    assert BUTTONS.encode(TEXTS[text]) == text


@pytest.mark.parametrize(
    "forged",
    ["1:story:42:0:24.", "1:story:42:0:m1.v2", "1:shown:q7", "1:shown:", "1:overview:куль:24", "1:more:e"],
)
def test_what_no_button_carries_means_nothing(forged: str) -> None:
    assert BUTTONS.decode(forged) is None

"""What several files came to, in one message."""

from __future__ import annotations

import pytest

from bot.i18n import INTERFACE_LANGUAGES, speak
from bot.views.common.html import Html, fits
from bot.views.editor.uploads import ARTICLE_STATES, UploadedFile, UploadState, batch
from digests.models import Language


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
@pytest.mark.parametrize("count", [1, 9, 200])
def test_it_fits_whatever_comes(language: Language, count: int) -> None:
    long = "<Очень> длинное & «имя» " * 20
    kinds: tuple[UploadState, ...] = (*ARTICLE_STATES, "feeds", "refused")
    files = [UploadedFile(f"{long}{n}", state, n, f"{n % 9} {long}") for n in range(count) for state in kinds]
    shown = batch(1, files, True, speak(language))
    assert fits(Html(shown.text))
    assert shown.buttons
    assert str(count) in shown.text

"""What several files came to, in one message."""

from __future__ import annotations

import pytest

from bot.i18n import INTERFACE_LANGUAGES, speak
from bot.views.common.html import Html, fits
from bot.views.editor.uploads import ARTICLE_RESULTS, batch
from digests.models.texts import Language
from storage.uploads import Upload, UploadResult
from tests.storage.conftest import NOW


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
@pytest.mark.parametrize("count", [1, 9, 200])
def test_it_fits_whatever_comes(language: Language, count: int) -> None:
    long = "<Очень> длинное & «имя» " * 20
    results: tuple[UploadResult, ...] = (*ARTICLE_RESULTS, "feeds", "refused")
    files = [
        Upload(7, n, 1, NOW, f"{long}{n}", result, number=n, words=f"{n % 9} {long}")
        for n in range(count)
        for result in results
    ]
    shown = batch(files, True, speak(language))
    assert fits(Html(shown.text))
    assert shown.buttons
    assert str(count) in shown.text

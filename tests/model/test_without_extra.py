"""Where the package of the extra is missing, one sentence says what to install."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from bot.fatal_errors import FATAL_ERRORS, MissingExtraError, sentence_of
from bot.model.client import ModelClient


@pytest.mark.skipif(find_spec("openai") is not None, reason="the extra is installed")
def test_it_says_what_to_install() -> None:
    with pytest.raises(MissingExtraError) as caught:
        ModelClient("http://127.0.0.1:1/v1", None)
    assert isinstance(caught.value, FATAL_ERRORS)
    assert "install newsdigest[llm]" in sentence_of(caught.value)

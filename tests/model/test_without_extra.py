"""Where the package of the extra is missing, one sentence says what to install."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.fatal_errors import FATAL_ERRORS, MissingExtraError, sentence_of
from bot.model.client import ModelClient
from bot.run import run_bot
from bot.settings import Settings


@pytest.mark.skipif(find_spec("openai") is not None, reason="the extra is installed")
def test_it_says_what_to_install() -> None:
    with pytest.raises(MissingExtraError) as caught:
        ModelClient("http://127.0.0.1:1/v1", None)
    assert isinstance(caught.value, FATAL_ERRORS)
    assert "requirements/llm.txt" in sentence_of(caught.value)


@pytest.mark.skipif(find_spec("openai") is not None, reason="the extra is installed")
@pytest.mark.parametrize("setting", ["llm_model", "embedding_model"])
def test_a_bot_that_needs_it_does_not_begin(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], setting: str
) -> None:
    token, server = SecretStr("42:TEST"), "http://127.0.0.1:1/v1"
    settings = Settings(bot_token=token, llm_base_url=server, database_path=tmp_path / "news.db")
    settings = settings.model_copy(update={setting: "gemma3"})
    assert run_bot(settings) == 2
    assert "requirements/llm.txt" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []

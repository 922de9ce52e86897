"""aiogram's models are not built as it is imported, and each can be built when it is used."""

from __future__ import annotations

import pytest
from aiogram import types
from pydantic import BaseModel, ValidationError

RARE = (types.PassportData, types.StarTransactions, types.InlineQueryResultVenue, types.GiveawayWinners)


def test_what_is_rare_is_not_built() -> None:
    assert not any(kind.__pydantic_complete__ for kind in RARE)


@pytest.mark.parametrize(
    "kind", [types.ChatFullInfo, types.PollAnswer, types.BusinessConnection, types.Gifts]
)
def test_what_is_used_is_built(kind: type[BaseModel]) -> None:
    with pytest.raises(ValidationError, match="Field required"):
        kind.model_validate({})
    assert kind.__pydantic_complete__


def test_an_update_of_a_rare_kind_is_read() -> None:
    sender = {"id": 7, "is_bot": False, "first_name": "Айгуль"}
    query = {"id": "1", "from": sender, "query": "Тараз", "offset": ""}
    update = types.Update.model_validate({"update_id": 1, "inline_query": query})
    assert update.inline_query is not None
    assert update.inline_query.from_user.first_name == "Айгуль"

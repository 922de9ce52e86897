"""A real aiogram bot talks with persons over real HTTP."""

from __future__ import annotations

import asyncio

import pytest
from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.filters import Command, CommandStart
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
)

from bot.playground.telegram import Telegram

MENU = InlineKeyboardMarkup(
    inline_keyboard=[
        [InlineKeyboardButton(text=word, callback_data=f"language:{word}") for word in ("Қазақша", "Русский")]
    ]
)


@pytest.fixture
def talking(dispatcher: Dispatcher) -> None:
    @dispatcher.message(CommandStart(deep_link=True))
    async def deep(message: Message) -> None:
        await message.answer(f"payload {(message.text or '').split()[1]}")

    @dispatcher.message(CommandStart())
    async def start(message: Message) -> None:
        await message.answer("<b>Сәлем!</b> Здравствуйте!", parse_mode="HTML", reply_markup=MENU)

    @dispatcher.message(Command("link"))
    async def link(message: Message) -> None:
        markup = InlineKeyboardMarkup(
            inline_keyboard=[
                [InlineKeyboardButton(text="Вся новость", url="https://t.me/newsdigest_bot?start=s42")]
            ]
        )
        await message.answer("Заголовок", reply_markup=markup)

    @dispatcher.callback_query()
    async def chosen(query: CallbackQuery) -> None:
        assert isinstance(query.message, Message)
        await query.message.edit_text(f"Язык: {query.data}")
        await query.answer("Сохранено", show_alert=True)

    @dispatcher.message()
    async def other(message: Message, bot: Bot) -> None:
        if message.document is not None:
            content = await bot.download(message.document)
            assert content is not None
            await message.reply(
                f"{message.document.file_name}: {content.read().decode()} ({message.caption})"
            )
        else:
            await message.answer(f"{len(message.text or '')}")


async def test_start_and_a_button(telegram: Telegram, talking: None) -> None:
    reader = telegram.person("Айгерим")
    await reader.writes("/start")
    message = await reader.receives()
    assert message.html == "<b>Сәлем!</b> Здравствуйте!"
    assert message.buttons == ["Қазақша", "Русский"]
    answer = await reader.presses("Русский")
    assert (answer.text, answer.alert) == ("Сохранено", True)
    assert (await reader.sees("Язык")).text == "Язык: language:Русский"
    assert message.buttons == []
    assert [m.text for m in reader.screen] == ["/start", "Язык: language:Русский"]


async def test_a_button_that_leads_back_to_the_bot(telegram: Telegram, talking: None) -> None:
    reader = telegram.person("Айгерим")
    await reader.writes("/link")
    await reader.presses("Вся новость")
    assert (await reader.receives("payload")).text == "payload s42"


async def test_a_file_up_and_down(telegram: Telegram, talking: None) -> None:
    reader = telegram.person("Айгерим")
    sent = await reader.uploads("статья.txt", "Текст".encode(), caption="подпись")
    message = await reader.receives()
    assert message.text == "статья.txt: Текст (подпись)"
    assert message.reply_to is sent


async def test_a_long_paste_comes_in_parts(telegram: Telegram, talking: None) -> None:
    reader = telegram.person("Айгерим")
    parts = await reader.pastes("Слово. " * 1000)
    assert [len(part.text) for part in parts] == [4094, 2904]
    assert [(await reader.receives()).text for _ in parts] == ["4094", "2904"]
    await telegram.settled()
    assert telegram.journal.count("sendMessage", chat=reader.id) == 2


async def test_waiting_fails_loudly(telegram: Telegram, talking: None) -> None:
    reader = telegram.person("Айгерим")
    await reader.writes("abc")
    await reader.sees("3")
    with pytest.raises(AssertionError, match=r"(?s)'Язык'.*did not come within 0.01 s.*'3'"):
        await reader.receives("Язык", within=0.01)
    with pytest.raises(AssertionError, match="there is no button"):
        await reader.presses("Нет", within=0.01)


async def test_a_bot_may_not_begin(telegram: Telegram, bot: Bot) -> None:
    stranger = telegram.person("Болат")
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await bot.send_message(stranger.id, "Сәлем")
    reader = telegram.person("Айгерим", started=True)
    await bot.send_message(reader.id, "Сәлем")
    assert (await reader.receives()).text == "Сәлем"


async def test_blocking(telegram: Telegram, bot: Bot, dispatcher: Dispatcher) -> None:
    told: asyncio.Queue[str] = asyncio.Queue()

    @dispatcher.my_chat_member()
    async def changed(update: object) -> None:
        told.put_nowait(update.new_chat_member.status)  # type: ignore[attr-defined]

    reader = telegram.person("Айгерим", started=True)
    reader.blocks()
    assert await told.get() == "kicked"
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await bot.send_message(reader.id, "Сәлем")
    reader.unblocks()
    assert await told.get() == "member"
    await bot.send_message(reader.id, "Сәлем")


async def test_a_document_from_the_bot(telegram: Telegram, bot: Bot) -> None:
    reader = telegram.person("Айгерим", started=True)
    await bot.send_document(
        reader.id, BufferedInputFile("бірі".encode(), "export.json"), caption="<i>вот</i>", parse_mode="HTML"
    )
    message = await reader.receives()
    assert message.document is not None
    assert (message.document.name, message.document.content.decode(), message.html) == (
        "export.json",
        "бірі",
        "<i>вот</i>",
    )

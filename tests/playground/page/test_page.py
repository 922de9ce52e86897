"""Chatting on the page: what a person does in the browser, seen by the bot, and the other way round."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import expect

from tests.playground.page.scene import Scene

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

GO_TO_THE_FIELD_AS_IT_CHANGES = """message => new MutationObserver(
  () => document.querySelector(".composer-field").focus()
).observe(message.parentNode, { childList: true })"""
BUTTONS = [[{"text": "Ещё", "callback_data": "more"}, {"text": "Сайт", "url": "https://example.org/"}]]


async def test_enter_sends_and_shift_enter_breaks_the_line(scene: Scene) -> None:
    await scene.bot.says(scene.reader.id, "Жазыңыз")
    await expect(scene.field).to_be_visible()
    await scene.field.press_sequentially("Сәлем")
    await scene.field.press("Shift+Enter")
    await scene.field.press_sequentially("әлем")
    await scene.field.press("Enter")
    heard = await scene.bot.hears()
    assert heard["text"] == "Сәлем\nәлем"
    assert heard["from"]["id"] == scene.reader.id
    await expect(scene.page.locator(".message.own .text")).to_contain_text("әлем")
    await expect(scene.field).to_have_value("")


async def test_a_chat_that_is_empty_offers_start(scene: Scene) -> None:
    await scene.button("Start").click()
    assert (await scene.bot.hears())["text"] == "/start"


async def test_a_long_paste_goes_out_in_pieces(scene: Scene) -> None:
    await scene.opens(scene.group)
    await scene.field.fill("Новость дня. " * 700)
    await expect(scene.page.locator(".composer-note")).to_be_visible()
    await scene.field.press("Enter")
    await expect(scene.page.locator(".message.own")).to_have_count(3)
    await expect(scene.page.locator(".composer-note")).to_be_hidden()


async def test_an_answer_to_a_button_is_a_toast_or_a_dialog(scene: Scene) -> None:
    await scene.bot.says(scene.reader.id, "Дайджест", BUTTONS)
    for alert in (False, True):
        await scene.button("Ещё").click()
        await expect(scene.page.locator(".key[aria-busy=true]")).to_have_count(1)
        query = await scene.bot.hears("callback_query")
        assert query["data"] == "more"
        answer = {"callback_query_id": query["id"], "text": "Дайын", "show_alert": alert}
        await scene.bot.call("answerCallbackQuery", **answer)
        shown = scene.page.get_by_role("dialog") if alert else scene.page.locator(".toast")
        await expect(shown).to_contain_text("Дайын")
        await expect(scene.page.locator(".key[aria-busy=true]")).to_have_count(0)
    await scene.page.keyboard.press("Escape")
    await expect(scene.page.get_by_role("dialog")).to_have_count(0)
    await expect(scene.page.locator("a.key")).to_have_attribute("href", "https://example.org/")


async def test_edits_and_deletions_show_at_once_and_keep_the_focus(scene: Scene) -> None:
    number = await scene.bot.says(scene.reader.id, "Страница 1", BUTTONS)
    await scene.button("Ещё").focus()
    edit = {"chat_id": scene.reader.id, "message_id": number, "text": "Страница 2"}
    await scene.bot.call("editMessageText", **edit, reply_markup={"inline_keyboard": BUTTONS})
    await expect(scene.message(number)).to_contain_text(re.compile("Страница 2.*edited"))
    await expect(scene.button("Ещё")).to_be_focused()
    await scene.bot.call("deleteMessage", chat_id=scene.reader.id, message_id=number)
    await expect(scene.messages).to_have_count(0)


async def test_who_goes_on_writing_as_a_message_changes_stays_in_the_field(scene: Scene) -> None:
    number = await scene.bot.says(scene.reader.id, "Страница 1", BUTTONS)
    await scene.button("Ещё").focus()
    await scene.message(number).evaluate(GO_TO_THE_FIELD_AS_IT_CHANGES)
    edit = {"chat_id": scene.reader.id, "message_id": number, "text": "Страница 2"}
    await scene.bot.call("editMessageText", **edit, reply_markup={"inline_keyboard": BUTTONS})
    await expect(scene.message(number)).to_contain_text("Страница 2")
    await scene.page.evaluate("new Promise(requestAnimationFrame)")
    await expect(scene.field).to_be_focused()


async def test_a_file_with_a_caption(scene: Scene) -> None:
    await scene.opens(scene.editor)
    await scene.bot.says(scene.editor.id, "Жду файлы")
    press_release = {"name": "Баспасөз.txt", "mimeType": "text/plain", "buffer": "Ақпарат".encode()}
    await scene.page.locator("input[type=file]").set_input_files(press_release)  # type: ignore[arg-type]
    await expect(scene.page.locator(".chip")).to_contain_text("Баспасөз.txt")
    await scene.field.fill("из почты")
    await scene.field.press("Enter")
    heard = await scene.bot.hears()
    assert (heard["document"]["file_name"], heard["caption"]) == ("Баспасөз.txt", "из почты")
    await expect(scene.page.locator(".message.own .file-name")).to_have_text("Баспасөз.txt")
    await expect(scene.page.locator(".chip")).to_have_count(0)


async def test_selected_messages_are_forwarded(scene: Scene) -> None:
    first = await scene.bot.says(scene.reader.id, "Первая")
    second = await scene.bot.says(scene.reader.id, "Вторая")
    await scene.message(first).locator(".text").click(button="right")
    await scene.page.get_by_role("menuitem", name="Select").click()
    await scene.message(second).locator(".text").click()
    await expect(scene.page.locator(".selection-count")).to_have_text("2 selected")
    await scene.button("Forward").click()
    await scene.page.get_by_role("dialog").get_by_text(scene.editor.chat.title).click()
    assert [(await scene.bot.hears())["text"] for _ in "12"] == ["Первая", "Вторая"]
    await scene.opens(scene.editor)
    await expect(scene.page.locator(".origin")).to_have_text(["Forwarded from Новости"] * 2)


async def test_blocking_hides_the_field_until_it_is_undone(scene: Scene) -> None:
    await scene.bot.says(scene.reader.id, "Сәлем")
    await scene.button("Block").click()
    await expect(scene.page.locator(".special-note")).to_be_visible()
    await expect(scene.field).to_be_hidden()
    assert scene.reader.chat.blocked
    await scene.button("Unblock").last.click()
    await expect(scene.field).to_be_visible()
    assert not scene.reader.chat.blocked


async def test_the_clock_moves_forward(scene: Scene) -> None:
    before = scene.telegram.now()
    await scene.button("+1 hour").click()
    await expect(scene.page.locator(".toast")).to_contain_text("It is now")
    assert 3600 <= (scene.telegram.now() - before).total_seconds() < 3700
    await scene.button("09:00 tomorrow").click()
    await expect(scene.page.locator(".clock-time")).to_contain_text("09:00")
    assert scene.telegram.now().strftime("%H:%M") == "04:00"


async def test_faults_are_switched_on_and_off(scene: Scene) -> None:
    await scene.button("Make something fail").click()
    await scene.page.get_by_label("What fails").select_option("lost")
    await scene.button("Switch on").click()
    await scene.button("1 fault is on").click()
    assert [(fault.kind, fault.times) for fault in scene.telegram.faults.on] == [("lost", 1)]
    await expect(scene.page.get_by_role("listitem")).to_have_text(["The call is taken, its answer is lost"])
    await scene.button("Clear all").click()
    await expect(scene.button("Make something fail")).to_be_visible()
    assert scene.telegram.faults.on == ()


async def test_the_command_menu_by_keyboard(scene: Scene) -> None:
    await scene.bot.says(scene.reader.id, "Сәлем")
    await expect(scene.field).to_be_visible()
    await scene.field.press_sequentially("/s")
    options = scene.page.get_by_role("option")
    await expect(options).to_have_text(
        [re.compile("/start"), re.compile("/settings"), re.compile("/subscribe")]
    )
    await scene.field.press("ArrowDown")
    await expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    await scene.field.press("Enter")
    assert (await scene.bot.hears())["text"] == "/settings"
    await scene.button("Commands").click()
    await expect(options).to_have_count(4)
    await scene.page.keyboard.press("Escape")
    await expect(options).to_have_count(0)


async def test_a_reply_keyboard_writes_its_words(scene: Scene) -> None:
    keyboard = {"keyboard": [[{"text": "Темы"}]], "resize_keyboard": True}
    await scene.bot.says(scene.reader.id, "Что дальше?", reply_markup=keyboard)
    await scene.button("Темы").click()
    assert (await scene.bot.hears())["text"] == "Темы"
    await scene.bot.says(scene.reader.id, "Хорошо", reply_markup={"remove_keyboard": True})
    await expect(scene.button("Темы")).to_have_count(0)


async def test_a_link_to_the_bot_starts_the_private_chat_of_who_reads(scene: Scene) -> None:
    await scene.opens(scene.channel)
    await scene.bot.says(scene.channel.id, '<a href="https://t.me/newsdigest_bot?start=s42">Вся новость</a>')
    await scene.page.get_by_role("link", name="Вся новость").click()
    heard = await scene.bot.hears()
    assert (heard["text"], heard["chat"]["id"]) == ("/start s42", scene.editor.id)
    await expect(scene.row(scene.editor)).to_have_attribute("aria-current", "page")


async def test_unread_messages_are_counted_until_the_chat_is_opened(scene: Scene) -> None:
    await scene.bot.says(scene.editor.id, "Раз")
    await scene.bot.says(scene.editor.id, "Два")
    await expect(scene.row(scene.editor).locator(".unread")).to_have_text("2")
    await scene.opens(scene.editor)
    await expect(scene.row(scene.editor).locator(".unread")).to_have_count(0)
    await scene.bot.says(scene.editor.id, "Три")
    async with scene.page.expect_response("**/messages?limit=1"):
        await scene.opens(scene.reader)
    assert scene.editor.chat.unread == 0


async def test_typing_shows_until_the_message_comes(scene: Scene) -> None:
    await scene.bot.call("sendChatAction", chat_id=scene.reader.id, action="typing")
    await expect(scene.page.locator(".typing")).to_have_count(1)
    await scene.bot.says(scene.reader.id, "Готово")
    await expect(scene.page.locator(".typing")).to_have_count(0)


async def test_the_page_catches_up_after_a_broken_line(scene: Scene) -> None:
    await scene.bot.says(scene.reader.id, "До")
    await expect(scene.messages).to_have_count(1)
    scene.telegram.events.close_all()
    await scene.bot.says(scene.reader.id, "После")
    await expect(scene.messages).to_have_count(2)
    scene.errors.clear()  # the browser may note the broken line

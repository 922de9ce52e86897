"""Groups, forums and channels on the page, and what a person hands over by mouse."""

from __future__ import annotations

import base64
import re

import pytest
from playwright.async_api import expect

from tests.playground.page.scene import Scene

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
DROP = """(chat, name) => {
  const transfer = new DataTransfer();
  transfer.items.add(new File(["Ақпарат"], name, { type: "text/plain" }));
  for (const type of ["dragover", "drop"]) {
    chat.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
  }
}"""


async def test_one_chooses_who_writes_in_a_group(scene: Scene) -> None:
    await scene.opens(scene.group)
    await scene.page.locator(".writer").click()
    await scene.page.get_by_role("menuitemradio", name="Айгүл").click()
    await scene.field.fill("Мен де осындамын")
    await scene.field.press("Enter")
    heard = await scene.bot.hears()
    assert (heard["from"]["id"], heard["chat"]["id"]) == (scene.reader.id, scene.group.id)
    await scene.editor.writes("Жақсы", place=scene.group)
    await expect(scene.page.locator(".message.other .sender")).to_have_text("Данияр Омаров")


async def test_a_post_in_the_channel_is_the_channel_s(scene: Scene) -> None:
    await scene.opens(scene.channel)
    await scene.field.fill("Жаңалық")
    await scene.field.press("Enter")
    post = await scene.bot.hears("channel_post")
    assert (post["text"], post["sender_chat"]["id"]) == ("Жаңалық", scene.channel.id)
    await expect(scene.page.locator(".message.other .text")).to_contain_text("Жаңалық")


async def test_a_topic_shows_and_sends_its_own_messages(scene: Scene) -> None:
    forum = scene.telegram.group("Форум", owner=scene.editor, forum=True, bot="administrator")
    topic = forum.opens_topic("Мәдениет")
    await scene.bot.says(forum.id, "для всех")
    await scene.bot.says(forum.id, "о культуре", message_thread_id=topic.id)
    await scene.opens(forum)
    await expect(scene.page.locator(".text")).to_have_count(2)
    await scene.button("Мәдениет").click()
    await expect(scene.page.locator(".text")).to_have_text([re.compile("о культуре")])
    await scene.field.fill("Спасибо")
    await scene.field.press("Enter")
    assert (await scene.bot.hears())["message_thread_id"] == topic.id
    await expect(scene.page.locator(".text")).to_have_count(2)


async def test_a_key_that_asks_for_a_chat_opens_a_choice(scene: Scene) -> None:
    request = {"request_id": 7, "chat_is_channel": True}
    keyboard = {"keyboard": [[{"text": "Арнаны қосу", "request_chat": request}]]}
    await scene.bot.says(scene.reader.id, "Қай арна?", reply_markup=keyboard)
    await scene.button("Арнаны қосу").click()
    choice = scene.page.get_by_role("dialog").locator(".choice")
    await expect(choice).to_have_text([re.compile("Жаңалықтар")])
    await choice.click()
    shared = (await scene.bot.hears())["chat_shared"]
    assert (shared["request_id"], shared["chat_id"]) == (7, scene.channel.id)
    await expect(scene.page.locator(".service")).to_contain_text("chose a chat")


async def test_dropped_files_wait_for_enter(scene: Scene) -> None:
    await scene.bot.says(scene.reader.id, "Сәлем")
    await expect(scene.field).to_be_visible()
    await scene.page.locator("#chat").evaluate(DROP, "мәтін.txt")
    await expect(scene.page.locator(".chip")).to_contain_text("мәтін.txt")
    await scene.field.press("Enter")
    assert (await scene.bot.hears())["document"]["file_name"] == "мәтін.txt"


async def test_a_photo_with_a_caption(scene: Scene) -> None:
    await scene.reader.shows(DOT, caption="сурет")
    await expect(scene.page.locator(".message.own .text")).to_contain_text("сурет")
    image = scene.page.get_by_role("img", name="Photo")
    await expect(image).to_be_visible()
    assert await image.evaluate("image => image.decode().then(() => image.naturalWidth)") == 1


async def test_a_message_is_copied_and_deleted_from_its_menu_by_keyboard(scene: Scene) -> None:
    await scene.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    number = await scene.bot.says(scene.reader.id, "Көшіріңіз")
    await scene.message(number).press("Shift+F10")
    await expect(scene.page.get_by_role("menuitem", name="Copy text")).to_be_focused()
    await scene.page.keyboard.press("Enter")
    await expect(scene.page.locator(".toast")).to_have_text("Copied")
    assert await scene.page.evaluate("navigator.clipboard.readText()") == "Көшіріңіз"
    await scene.message(number).press("Shift+F10")
    await scene.page.keyboard.press("End")
    await scene.page.keyboard.press("Enter")
    await expect(scene.message(number)).to_have_count(0)

"""How the page looks: formatting, hostile texts, long chats, phone and dark."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.playground.page.scene import Scene

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

DIGEST = (Path(__file__).with_name("digest.html")).read_text(encoding="utf-8").strip()
FORMATTED = {
    "<b>жирный</b>": "strong",
    "<i>курсив</i>": "em",
    "<u>подчёркнутый</u>": "u",
    "<s>зачёркнутый</s>": "s",
    "<code>код</code>": "code",
    "<pre>блок</pre>": "pre",
    "<blockquote>цитата</blockquote>": "blockquote",
    '<a href="https://example.org/x">ссылка</a>': 'a[href="https://example.org/x"]',
    "example.org": 'a[href="https://example.org/"]',
    "news@example.org": 'a[href="mailto:news@example.org"]',
    "#жаңалық": ".hashtag",
    "/help": "button.command",
}


async def test_each_kind_of_formatting(scene: Scene) -> None:
    number = await scene.bot.says(scene.reader.id, " 👋 ".join(FORMATTED))
    for html, selector in FORMATTED.items():
        words = html.partition(">")[2].partition("<")[0] or html
        await expect(scene.message(number).locator(selector)).to_have_text([words])


async def test_nested_formatting_and_no_empty_line_after_a_block(scene: Scene) -> None:
    html = "<blockquote><b>а <i>б</i></b> <u>в</u></blockquote>\nпосле"
    number = await scene.bot.says(scene.reader.id, html)
    await expect(scene.message(number).locator("blockquote > strong > em")).to_have_text("б")
    words = await scene.message(number).locator(".text").evaluate("node => node.childNodes[1].data")
    assert words == "после"


async def test_a_spoiler_opens_by_keyboard(scene: Scene) -> None:
    await scene.bot.says(scene.reader.id, "Ответ: <tg-spoiler>қырық екі</tg-spoiler>")
    spoiler = scene.page.get_by_role("button", name="Hidden text")
    await spoiler.press("Enter")
    await expect(scene.page.get_by_text("қырық екі", exact=True)).to_be_visible()
    await expect(spoiler).to_have_count(0)


async def test_an_expandable_quote_shows_three_lines_until_it_is_tapped(scene: Scene) -> None:
    for _ in range(20):
        await scene.reader.writes("Дайджест")
    number = await scene.bot.says(scene.reader.id, DIGEST)
    body = scene.message(number).locator(".quote-body").first
    lines = "node => Math.round(node.clientHeight / parseFloat(getComputedStyle(node).lineHeight))"
    await scene.button("Show the whole quote").wait_for()
    assert await body.evaluate(lines) == 3
    before = await scene.message(number).bounding_box()
    await body.click(position={"x": 5, "y": 5})
    await expect(scene.button("Fold the quote")).to_have_attribute("aria-expanded", "true")
    assert await body.evaluate(lines) > 3
    after = await scene.message(number).bounding_box()
    assert before
    assert after
    assert after["y"] == pytest.approx(before["y"], abs=1)


async def test_a_short_expandable_quote_has_nothing_to_unfold(scene: Scene) -> None:
    number = await scene.bot.says(scene.reader.id, "<blockquote expandable>Одна строка</blockquote>")
    await expect(scene.message(number).locator("blockquote")).to_be_visible()
    await expect(scene.button("Show the whole quote")).to_have_count(0)


async def test_hostile_text_stays_text(scene: Scene) -> None:
    evil = "<img src=x onerror=document.title='owned'><script>document.title='owned'</script>"
    await scene.opens(scene.group)
    for text in (evil, "javascript:alert(1) data:text/html,x \u202egnirts \u0000 \ud83d\udc4b"):
        await scene.field.fill(text)
        await scene.field.press("Enter")
    await expect(scene.messages).to_have_count(2)
    await expect(scene.messages.first.locator(".text")).to_contain_text(evil)
    await expect(scene.page.locator(".text img, .text script, .text a")).to_have_count(0)
    assert await scene.page.title() != "owned"


async def test_links_only_lead_where_links_may_lead(scene: Scene) -> None:
    safe = 'address => import("/page/links.js").then(({ safeUrl }) => safeUrl(address))'
    for address in (
        "javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        " javascript:alert(1)",
        "file:///etc",
    ):
        assert not (await scene.page.evaluate(safe, address) or "").startswith(address.strip()[:5])
    for address in ("https://example.org/", "tg://resolve?domain=x", "mailto:a@example.org"):
        assert await scene.page.evaluate(safe, address) == address


async def test_a_long_chat_is_read_page_by_page_and_stays_in_place(scene: Scene) -> None:
    for number in range(120):
        await scene.editor.writes(f"Хабар {number}")
    await expect(scene.row(scene.editor)).to_contain_text("Хабар 119")
    await scene.opens(scene.editor)
    await expect(scene.messages).to_have_count(50)
    await expect(scene.messages.last).to_be_in_viewport()
    while await scene.messages.count() < 120:
        known = await scene.messages.count()
        await scene.messages.first.scroll_into_view_if_needed()
        await expect(scene.messages).not_to_have_count(known)
    await scene.messages.first.scroll_into_view_if_needed()
    await scene.bot.says(scene.editor.id, "Жаңа хабар")
    await expect(scene.page.locator(".down .unread")).to_have_text("1")
    await expect(scene.messages.first).to_be_in_viewport()
    await scene.page.get_by_role("button", name="To the latest message").click()
    await expect(scene.messages.last).to_be_in_viewport()


async def test_a_long_message_is_read_from_its_beginning(scene: Scene) -> None:
    """As it comes, as another takes its place, and as the chat is opened again."""
    long = [f"<b>{word}</b>\n" + "Жаңа жол ашылды.\n" * 80 for word in ("Бірінші", "Екінші")]
    await scene.opens(scene.reader)
    await scene.bot.says(scene.reader.id, "Сәлем")
    await expect(scene.messages).to_have_count(1)
    number = await scene.bot.says(scene.reader.id, long[0])
    await expect(scene.page.locator("strong", has_text="Бірінші")).to_be_in_viewport()
    await scene.bot.call(
        "editMessageText",
        chat_id=scene.reader.id,
        message_id=number,
        text=long[1],
        parse_mode="HTML",
    )
    await expect(scene.page.locator("strong", has_text="Екінші")).to_be_in_viewport()
    await scene.opens(scene.editor)
    await scene.opens(scene.reader)
    await expect(scene.page.locator("strong", has_text="Екінші")).to_be_in_viewport()


async def test_a_phone_shows_one_column_at_a_time(scene: Scene) -> None:
    await scene.page.set_viewport_size({"width": 360, "height": 740})
    await scene.page.goto(f"{scene.url}/#")
    await scene.page.reload()
    await expect(scene.field).to_be_hidden()
    await scene.opens(scene.reader)
    await scene.bot.says(scene.reader.id, DIGEST, [[{"text": "Ещё", "callback_data": "1"}] * 3])
    await expect(scene.messages).to_be_in_viewport()
    await expect(scene.row(scene.editor)).to_be_hidden()
    assert await scene.page.evaluate("document.documentElement.scrollWidth") == 360
    await scene.button("Back to chats").click()
    await expect(scene.row(scene.editor)).to_be_visible()


async def test_dark_follows_the_system_until_the_button_is_pressed(scene: Scene) -> None:
    def background() -> str:
        return "getComputedStyle(document.querySelector('.side')).backgroundColor"

    light = await scene.page.evaluate(background())
    await scene.page.emulate_media(color_scheme="dark")
    dark = await scene.page.evaluate(background())
    assert light != dark
    await scene.button("Light theme").click()
    assert await scene.page.evaluate(background()) == light
    await scene.page.reload()
    await scene.button("Dark theme").wait_for()
    assert await scene.page.evaluate(background()) == light


STILL = """async () => {
  await new Promise(requestAnimationFrame);
  await Promise.all(document.getAnimations().map((each) => each.finished));
}"""
CONTRAST = Path(__file__).with_name("contrast.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_every_text_has_enough_contrast(scene: Scene, theme: str) -> None:
    await scene.page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]
    await scene.editor.writes("Сәлем", place=scene.group)
    await scene.reader.writes("Қалайсың? /help example.org", place=scene.group)
    await scene.bot.says(scene.group.id, DIGEST, [[{"text": "Ещё", "callback_data": "1"}]])
    await scene.opens(scene.group)
    await expect(scene.messages).to_have_count(3)
    await scene.page.evaluate(STILL)
    assert await scene.page.evaluate(CONTRAST) == []


async def test_the_chats_by_keyboard(scene: Scene) -> None:
    await scene.editor.writes("Сәлем")
    await scene.page.keyboard.press("Control+k")
    await scene.page.keyboard.type("Ред")
    await scene.page.keyboard.press("Enter")
    await expect(scene.row(scene.group)).to_have_attribute("aria-current", "page")
    await scene.page.keyboard.press("Alt+ArrowUp")
    await expect(scene.row(scene.editor)).to_have_attribute("aria-current", "page")
    await expect(scene.field).to_be_focused()
    await scene.page.keyboard.press("Alt+ArrowUp")
    await expect(scene.button("Start")).to_be_focused()

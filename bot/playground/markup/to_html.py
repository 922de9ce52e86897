"""A text with its entities written as HTML again."""

from __future__ import annotations

import html

from bot.playground.markup.entities import Entity


def to_html(text: str, entities: tuple[Entity, ...]) -> str:
    """The text with its formatting as a reader would write it; what Telegram found by itself is left out."""
    shown = [entity for entity in entities if _tags(entity)[0]]
    if not shown:
        return html.escape(text, quote=False)
    units = text.encode("utf-16-le")
    out: list[str] = []
    inside: list[Entity] = []
    at = 0

    def write_to(position: int) -> None:
        nonlocal at
        out.append(html.escape(units[at * 2 : position * 2].decode("utf-16-le"), quote=False))
        at = position

    def close_before(position: int) -> None:
        while inside and inside[-1].end <= position:
            write_to(inside[-1].end)
            out.append(_tags(inside.pop())[1])

    for entity in shown:
        close_before(entity.offset)
        write_to(entity.offset)
        out.append(_tags(entity)[0])
        inside.append(entity)
    close_before(len(units) // 2)
    write_to(len(units) // 2)
    return "".join(out)


_WRITTEN = {"bold": "b", "italic": "i", "underline": "u", "strikethrough": "s", "spoiler": "tg-spoiler"}


def _tags(entity: Entity) -> tuple[str, str]:
    value = html.escape(entity.value)
    match entity.type:
        case "text_link":
            return f'<a href="{value}">', "</a>"
        case "text_mention":
            return f'<a href="tg://user?id={value}">', "</a>"
        case "expandable_blockquote":
            return "<blockquote expandable>", "</blockquote>"
        case "pre" if value:
            return f'<pre><code class="language-{value}">', "</code></pre>"
        case "pre" | "code" | "blockquote":
            return f"<{entity.type}>", f"</{entity.type}>"
        case "custom_emoji":
            return f'<tg-emoji emoji-id="{value}">', "</tg-emoji>"
        case "date_time":
            return f'<tg-time unix="{entity.unix_time}" format="{value}">', "</tg-time>"
    name = _WRITTEN.get(entity.type)
    return (f"<{name}>", f"</{name}>") if name else ("", "")

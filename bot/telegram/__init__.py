"""aiogram: dispatcher, handlers, the pacer and the sender."""

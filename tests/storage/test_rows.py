"""Values travel into statements, on every Python alike."""

from __future__ import annotations

from storage.database import Database
from storage.rows import bound, execute, fetch_one, fetch_value, insert


def test_numbered_parameters_are_names_and_bare_ones_are_not() -> None:
    assert bound("SELECT ?1, ?2, ?1", ("a", 2)) == {"1": "a", "2": 2}
    assert bound("SELECT ?, ?", ("a", 2)) == ("a", 2)


async def test_a_number_says_which_value(db: Database) -> None:
    async with db.transaction() as tx:
        number = await insert(tx, "INSERT INTO sources (id, name) VALUES (?2, ?1)", "Курьер", 7)
        changed = await execute(tx, "UPDATE sources SET name = ?2 WHERE id = ?1", number, "Вестник")
    assert (number, changed) == (7, 1)
    async with db.read() as reader:
        assert (
            await fetch_value(reader, "SELECT name FROM sources WHERE ?1 IS NULL OR id = ?1", 7) == "Вестник"
        )
        assert await fetch_one(reader, "SELECT id FROM sources WHERE name = ?1", "Курьер") is None

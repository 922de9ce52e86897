"""A database of its own for each test."""

from tests.storage.conftest import db

__all__ = ["db"]

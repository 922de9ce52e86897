"""Addresses of the open web to bytes: what a stranger's link, feed or page may cost us ends here."""

from bot.fetch.outcomes import Conditions, Fetched, Fetcher, NotModified, Unfetched, Why

__all__ = ["Conditions", "Fetched", "Fetcher", "NotModified", "Unfetched", "Why"]

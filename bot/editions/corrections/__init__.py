"""Corrections in editions that wait or have been delivered."""

"""Routers, one for each noun; each function makes a fresh one, for a router joins one dispatcher only."""

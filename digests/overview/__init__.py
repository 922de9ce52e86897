"""A topic over a longer time: its threads and developments."""

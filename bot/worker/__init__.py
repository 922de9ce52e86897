"""The child process that computes, and the tasks it runs."""

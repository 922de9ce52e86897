"""The use cases: transactions and rules. Only they write to storage."""

"""Headlines and sentences that tell a story."""

"""What handlers share: the context of a request, filters, replies, parsing of what was typed."""

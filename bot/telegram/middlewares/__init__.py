"""What happens around every handler: access, errors, order, rate limits."""

"""From what comes in to stored, grouped articles, and editors' corrections of them."""

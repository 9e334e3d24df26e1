"""All that one can do with a commune's notebook: one operation, one transaction, and what changed."""

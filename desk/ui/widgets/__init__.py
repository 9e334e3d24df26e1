"""The kit: what pages are made of."""

"""Where a bilan carries its data, and how it calls itself: what writing it and reading it share."""

ATTACHMENT = "rapport.json"
KEYWORD = "binome-bilan"

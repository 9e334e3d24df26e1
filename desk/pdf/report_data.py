"""Where a bilan carries its data, and how it calls itself: what writing it and reading it share."""

ATTACHMENT = "rapport.json"
KEYWORD = "binome-bilan"
BRAND = "Binôme, coordination maire – secrétaire général de mairie"
BEGINS = "Bilan du"
"""What its first page says, from the first version on: a bilan that was printed again still says so."""

"""Binôme: coordination between a mayor and the secrétaire général de mairie."""

__version__ = "0.7.0"

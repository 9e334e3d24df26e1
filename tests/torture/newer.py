"""A carnet of the next version, and what shows that nobody touched it."""

import sqlite3
from hashlib import sha256
from pathlib import Path

from desk.data.migrations import VERSION


def raise_version(path: Path) -> None:
    """Make a carnet of the next version: a table that nobody knows, and the number."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("CREATE TABLE to_come (id TEXT PRIMARY KEY, said TEXT NOT NULL) STRICT")
    connection.execute("INSERT INTO to_come VALUES ('a', 'b')")
    connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()


def fingerprints(folder: Path) -> dict[str, str]:
    """Each file of a folder with the SHA-256 of its bytes."""
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}

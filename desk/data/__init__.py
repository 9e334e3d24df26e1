"""All that is read from or written to disk: the SQLite file, keys, copies, content files."""

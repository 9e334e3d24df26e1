"""Documents in and out, without the database: drawn and read in a process of their own."""

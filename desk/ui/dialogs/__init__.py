"""What is asked in between: a confirmation, a code."""

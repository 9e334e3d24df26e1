"""The project's benchmark: what the program costs, beside the floor it stands on, in the same run."""

"""The terminal front door, a file for each kind of work."""

"""What the role matrix is tried on: two watchdogs with everything in them, and a way to do each thing."""

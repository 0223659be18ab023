"""Everything that changes something: one verb a file, in the order of the journey."""

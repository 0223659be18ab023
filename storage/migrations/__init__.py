"""How the schema moves from one release to the next, forwards and back."""

"""Programs for whoever works on the product; no part of it."""

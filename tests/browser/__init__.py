"""In a real browser, against a fresh process of the app."""

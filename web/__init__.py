"""Plain HTTP: the home page, signing in and out, health, headers and compression."""

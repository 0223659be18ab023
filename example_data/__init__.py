"""Fictional data for demonstrations and tests: West Testford, its services and what people say."""

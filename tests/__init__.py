"""The tests; each name says the behaviour that it holds."""

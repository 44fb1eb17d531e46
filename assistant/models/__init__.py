"""The embedding models: the only code that loads weights."""

"""From the corpus to a new generation of the index."""

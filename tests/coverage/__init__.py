"""What the corpus must hold: the figures, codes and names of the fact sheets."""

"""Whether what is said rests on what it cites: by the letter for quotations, by values for sentences written anew."""

from assistant.grounding.figures import number_text, ratio_text, recomputed, unsupported_figures

__all__ = ["number_text", "ratio_text", "recomputed", "unsupported_figures"]

"""What a question asks the price of: a programme itself, or something that has a fee of its own."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.domain import Concept
from assistant.language import fold
from assistant.terms import Terms

# Asked of a programme and nothing else, it is its price: "how much is the MSc in AI?"
_HOW_MUCH, _ITS_PRICE = re.compile(r"\bhow much\b|几钱|多少钱"), "how much is it"
_IS_PRICED = re.compile(r"\bhow much (?:is|are|was|were)(?: the| an?)?\s*\|")  # names are taken out as "|"
_PRICE = re.compile(
    r"\bhow much (?:is|was|are|were|will|would)\b"
    r"|\bhow much\b[^.?!]*\b(?:pay|paying|costs?|charged?|set aside|budget)\b"
    r"|\b(?:costs?|price|charged?) (?:of|for)\b"
    r"|\bwhat (?:do|does|will|would|did) (?:\w+ )?(?:pay|cost)\b|[几多]钱|多少钱|收费"
)


def own_price(question: str, rest: str, concepts: Sequence[Concept], terms: Terms) -> list[Concept]:
    """What a programme costs, where that is all that is asked, if anything for whom; else nothing.

    "How much is AIST for a mainland kid?" `rest` is the question without names, and `concepts` what it talks about.
    """
    if concepts:
        named = [concept for concept in concepts if concept.is_term]
        is_asked = _IS_PRICED.search(rest) is not None and all(not terms.narrows.isdisjoint(c.names) for c in named)
    else:
        is_asked = _HOW_MUCH.search(fold(question)) is not None
    return [concept for concept in terms.concepts(_ITS_PRICE) if concept.is_term] if is_asked else []


def priced(concept: Concept, asking: str, terms: Terms) -> Concept:
    """The fee of what a question asks the price of, where a term is called so: "what do I pay for a hall place?"."""
    if not concept.is_term or _PRICE.search(asking) is None:
        return concept
    called = {f"{names.en} fee" for names in concept.names}
    fees = (fee for name in called for fee in terms.concepts(name) if any(n.en in called for n in fee.names))
    return next((replace(fee, word=concept.word) for fee in fees), concept)

"""The nouns of the assistant: frozen values with their invariants, standard library only."""

from assistant.domain.answers import Answer, AnsweredStatement, Citation, Contact, Outcome
from assistant.domain.offers import Institution, Names, Programme
from assistant.domain.questions import Concept, Found, Hit, Query, Turn
from assistant.domain.sources import (
    Block,
    Document,
    Language,
    Listing,
    Notice,
    Paragraph,
    Passage,
    Place,
    Provenance,
    Statement,
    Table,
    web_address,
)

__all__ = [
    "Answer",
    "AnsweredStatement",
    "Block",
    "Citation",
    "Concept",
    "Contact",
    "Document",
    "Found",
    "Hit",
    "Institution",
    "Language",
    "Listing",
    "Names",
    "Notice",
    "Outcome",
    "Paragraph",
    "Passage",
    "Place",
    "Programme",
    "Provenance",
    "Query",
    "Statement",
    "Table",
    "Turn",
    "web_address",
]

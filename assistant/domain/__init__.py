"""The nouns of the assistant: frozen values with their invariants, standard library only."""

from assistant.domain.answers import Answer, AnsweredStatement, Citation, Contact, Evidence, Outcome, Trace
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
    "Evidence",
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
    "Trace",
    "Turn",
    "web_address",
]

"""A visit as text that the visitor's browser keeps; what comes back from there is checked like any input."""

import base64
import binascii
import zlib
from dataclasses import replace

from pydantic import TypeAdapter, ValidationError

from assistant.answering import LONGEST_QUESTION
from assistant.domain import Found, Trace
from assistant.ui.commands import LONGEST_KEPT
from assistant.ui.traces import MOST_HITS
from assistant.ui.visit import MOST_TURNS, Exchange, Visit

_LARGEST = 2_000_000  # bytes of what is unpacked
_VISITS = TypeAdapter(Visit)


def kept_text(visit: Visit) -> str:
    """`visit` as text of at most LONGEST_KEPT characters: the newest exchanges that fit, without what is not shown."""
    exchanges = tuple(_lighter(exchange) for exchange in visit.exchanges)
    for dropped in range(len(exchanges) + 1):
        lighter = replace(visit, exchanges=exchanges[dropped:], first=visit.first + dropped, is_editing=False)
        text = base64.b64encode(zlib.compress(_VISITS.dump_json(lighter))).decode()
        if len(text) <= LONGEST_KEPT:
            break
    return text


def visit_of(kept: str) -> Visit | None:
    """The visit that `kept_text` made a text of; None for a text that it cannot have made."""
    try:
        packed = zlib.decompressobj()
        unpacked = packed.decompress(base64.b64decode(kept, validate=True), _LARGEST)
        visit = _VISITS.validate_json(unpacked)
    except (binascii.Error, ValueError, zlib.error, ValidationError):
        return None
    is_ours = len(visit.exchanges) <= MOST_TURNS and visit.first >= 1
    is_short = all(len(exchange.question) <= LONGEST_QUESTION for exchange in visit.exchanges)
    return visit if is_ours and is_short and packed.eof else None


def _lighter(exchange: Exchange) -> Exchange:
    """Without what its trace holds beyond what is shown."""
    trace = exchange.answer.trace
    if trace is None:
        return exchange
    shown = Trace(trace.query, Found((), trace.found.statements[:MOST_HITS]), trace.evidence)
    return replace(exchange, answer=replace(exchange.answer, trace=shown))

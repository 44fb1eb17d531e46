"""Whether a sentence turns round, stresses or mixes up what its sources say, beside their values."""

from collections.abc import Iterable, Iterator, Sequence

from assistant.grounding import contrasts, joints, polarity
from assistant.grounding.claims import Claims
from assistant.grounding.faults import Fault, Kind
from assistant.grounding.names import torn_names
from assistant.grounding.opposites import unclear
from assistant.grounding.pieces import pieces
from assistant.grounding.rows import mislabelled
from assistant.grounding.surroundings import changed, deputies, misplaced, of_another_year, said_twice
from assistant.grounding.told import Told, concerned, names_of
from assistant.language import content_tokens, fold
from assistant.programmes import Catalogue
from assistant.terms import Terms


def wording_faults(claim: Claims, told: Sequence[Told], catalogue: Catalogue, terms: Terms) -> Iterator[Fault]:
    """What the words of a sentence say against the statements that it cites."""
    yield from _small_word_faults(claim, told, terms)
    yield from _contrast_faults(claim, told, catalogue)
    yield from _surroundings_faults(claim, told, catalogue, terms)


def about(words: str, terms: Terms) -> set[str]:
    """What words are about, to be compared across languages."""
    return {*content_tokens(words), *(names.en for names in terms.named_in(words))}


def _small_word_faults(claim: Claims, told: Sequence[Told], terms: Terms) -> Iterator[Fault]:
    """What is denied, demanded or stressed otherwise."""

    def said_of(words: str) -> Iterable[str]:
        return about(words, terms)

    clauses = [clause for each in told for clause in polarity.clauses(each.own.plain, said_of)]
    text = _text(told)
    if turn := polarity.turned(polarity.clauses(claim.plain, said_of), clauses):
        yield Fault(Kind(turn), claim.plain)
    if polarity.demands_more(claim.words, text):
        yield Fault(Kind.DUTY, claim.plain)
    if stress := polarity.stressed(claim.words, text):
        yield Fault(Kind.STRESS, stress)


def _contrast_faults(claim: Claims, told: Sequence[Told], catalogue: Catalogue) -> Iterator[Fault]:
    """Words that are told only turned round, codes behind another programme's name, and alternatives that are none."""
    text = _text(told)
    named = names_of(concerned(told, claim.programmes, catalogue))
    whole = fold(" ; ".join((text, *named)))
    yield from (Fault(Kind.NEGATION, word) for word in contrasts.untold(claim.plain, text))
    yield from (Fault(Kind.YEAR, span) for span in joints.strange_spans(claim.plain, text))
    yield from (Fault(Kind.PLACE, span) for span in joints.turned_spans(claim.plain, text))
    years = {year[:4] for year in (*claim.years, *(str(day.year) for day in claim.days))}
    yield from (Fault(Kind.BOUND, year) for year in joints.bounded_years(claim.plain, text) if year in years)
    yield from (Fault(Kind.PLACE, joined) for joined in joints.rejoined(claim.plain, text))
    yield from (Fault(Kind.PLACE, label) for label in mislabelled(claim.plain, [each.statement for each in told]))
    yield from (Fault(Kind.CODE, programme) for programme in contrasts.foreign_codes(claim.plain, catalogue))
    yield from (Fault(Kind.NAME, name) for name in contrasts.garbled_names(claim.plain, catalogue))
    yield from (Fault(Kind.NAME, name) for name in torn_names(claim.plain, text))
    yield from (Fault(Kind.CODE, said) for said in joints.repeated(claim.plain) if said not in text)
    yield from (Fault(Kind.MEASURE, word) for word in unclear(fold(claim.plain), whole))


def _surroundings_faults(claim: Claims, told: Sequence[Told], catalogue: Catalogue, terms: Terms) -> Iterator[Fault]:
    """What stands where a cited statement says something else of its kind, and small words left out or put in."""
    said, held = pieces(claim, catalogue, terms), [each.pieces for each in told]
    yield from (Fault(Kind.PLACE, piece.said) for piece in misplaced(said, held))
    yield from (Fault(Kind.PLACE, piece.said) for piece in said_twice(said, held))
    yield from (Fault(Kind.NEGATION, piece.said) for piece in changed(said, held))
    above = [pieces(each.above, catalogue, terms) for each in told]
    yield from (Fault(Kind.YEAR, piece.said) for piece in of_another_year(said, [*held, *above]))
    yield from (Fault(Kind.NAME, piece.said) for piece in deputies(said, [*held, *above]))


def _text(told: Sequence[Told]) -> str:
    return " ; ".join(each.text for each in told)

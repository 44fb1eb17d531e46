"""Whether a sentence that was written anew rests on the statements it cites: every value, name and small word of it."""

from collections.abc import Callable, Iterable, Sequence

from assistant.grounding import polarity
from assistant.grounding.attributes import Measures
from assistant.grounding.claims import Claims, Figure, claims_of
from assistant.grounding.faults import Fault, Kind
from assistant.grounding.names import unknown_names
from assistant.grounding.numbers import Quantity, unreadable
from assistant.grounding.plain import plain
from assistant.grounding.told import Told, concerned, measured_by, names_of
from assistant.grounding.wording import about, wording_faults
from assistant.language import tokens, year_is_named
from assistant.programmes import Catalogue
from assistant.terms import Terms

__all__ = ["Fault", "Kind", "faults"]


def faults(
    sentence: str, told: Sequence[Told], subject: Sequence[str], catalogue: Catalogue, terms: Terms
) -> list[Fault]:
    """What of `sentence` does not rest on the statements that it cites, at least one; empty where all of it does.

    `subject` are the ids of the programmes that a sentence is about which names none; empty where that is open.
    """
    claim = claims_of(sentence, catalogue)
    found = [
        *_programme_faults(claim, told, subject),
        *_department_faults(claim, told, catalogue),
        *(
            fault
            for number in range(len(claim.figures))
            if (fault := _figure_fault(claim, number, told, subject, terms))
        ),
        *_unreadable_faults(claim, told),
        *_place_faults(claim, told, terms),
        *_date_faults(claim, told),
        *_swapped_years(claim, told),
        *_code_faults(claim, told, catalogue),
        *_name_faults(claim, told, catalogue, terms),
        *wording_faults(claim, told, catalogue, terms),
    ]
    return list(dict.fromkeys(found))


def _programme_faults(claim: Claims, told: Sequence[Told], subject: Sequence[str]) -> Iterable[Fault]:
    """Programmes that no cited statement is about; the subject's, where the sentence names none.

    What is said of all may be said of any, but beside what is said of some only of these and of the subject.
    """
    about = {programme for each in told for programme in each.programmes}
    is_for_all = any(not each.programmes for each in told)
    if is_for_all:
        about.update(subject if about else claim.programmes)
    yield from (Fault(Kind.PROGRAMME, programme) for programme in claim.programmes if programme not in about)
    if not is_for_all and not claim.programmes and subject and about.isdisjoint(subject):
        yield Fault(Kind.PROGRAMME, ", ".join(subject))


def _department_faults(claim: Claims, told: Sequence[Told], catalogue: Catalogue) -> Iterable[Fault]:
    """Departments called as programmes that no cited statement names, nor the catalogue for what they are about."""
    if claim.departments:
        about = concerned(told, claim.programmes, catalogue)
        known = {programme.id for programme in about}
        known.update(claims_of("; ".join(programme.department for programme in about), catalogue).departments)
        known.update(
            named for each in told for read in (each.own, each.above) for named in (*read.departments, *read.programmes)
        )
        yield from (Fault(Kind.PROGRAMME, each) for each in claim.departments if each not in known)


def _figure_fault(
    claim: Claims, number: int, told: Sequence[Told], subject: Sequence[str], terms: Terms
) -> Fault | None:
    """Why one figure of the sentence is none of a cited statement's, of the same programme, course, year and bound."""
    figure = claim.figures[number]
    held = [
        (each, place, other)
        for each in told
        for place, other in enumerate(each.own.figures)
        if figure.quantity.is_as(other.quantity)
    ]
    if not held:
        return None if _is_said_so(figure.quantity, told) else Fault(Kind.FIGURE, _written(claim, figure))
    of = figure.programmes or (tuple(subject) if not claim.programmes else ())
    measured = Measures(claim.segments, measured_by(terms))
    tests: Sequence[tuple[Kind, Callable[[Told, int, Figure], bool]]] = (
        (Kind.BOUND, lambda each, _, other: _bounds_alike(figure.quantity, other.quantity, claim, each)),
        (Kind.PROGRAMME, lambda each, _, other: _of_all(of, each.of_programmes(other), is_any=not figure.programmes)),
        (Kind.CODE, lambda _, __, other: _of_all(figure.courses, other.courses, is_any=False)),
        (Kind.YEAR, lambda each, _, other: _in_years(figure.years, other.years, each)),
        (
            Kind.MEASURE,
            lambda each, place, _: each.measures.measures(
                place, measured, number, is_told_apart=each.has_own_unit(place)
            ),
        ),
    )
    for kind, holds in tests:
        held = [candidate for candidate in held if holds(*candidate)]
        if not held:
            return Fault(kind, _written(claim, figure))
    return None


def _written(claim: Claims, figure: Figure) -> str:
    return claim.plain[figure.quantity.start : figure.quantity.end].strip()


def _is_said_so(quantity: Quantity, told: Sequence[Told]) -> bool:
    """Whether a heading or a way of speaking states a quantity."""
    above = [other.quantity for each in told for other in each.above.figures]
    weak = [other for each in told for other in (*each.own.weak, *each.above.weak) if other.unit == quantity.unit]
    return any(quantity.is_as(other) for other in (*above, *weak))


def _bounds_alike(quantity: Quantity, other: Quantity, claim: Claims, told: Told) -> bool:
    """Whether both are bounded alike; that one is a minimum may be said in other words."""
    if (quantity.bound, other.bound) == ("least", ""):
        return polarity.demands(told.text)
    if (quantity.bound, other.bound) == ("", "least"):
        return polarity.demands(claim.plain)
    return quantity.bound == other.bound


def _of_all(claimed: Sequence[str], held: Sequence[str], *, is_any: bool) -> bool:
    """Whether what is claimed of programmes is held for them; what is held of none in particular is for all."""
    if not claimed or not held:
        return True
    shared = [programme in held for programme in claimed]
    return any(shared) if is_any else all(shared)


def _in_years(claimed: Sequence[str], held: Sequence[str], told: Told) -> bool:
    return all(year_is_named(year, held or told.years) for year in claimed)


def _date_faults(claim: Claims, told: Sequence[Told]) -> Iterable[Fault]:
    held = [day for each in told for day in (*each.own.days, *each.above.days)]
    yield from (Fault(Kind.DATE, str(day)) for day in claim.days if not any(day.is_told_by(other) for other in held))
    times = {time for each in told for time in (*each.own.times, *each.above.times)}
    yield from (Fault(Kind.DATE, time) for time in claim.times if time not in times)
    years = [year for each in told for year in each.all_years]
    numbers = {str(figure.quantity) for each in told for figure in each.own.figures}
    yield from (
        Fault(Kind.YEAR, year) for year in claim.years if not year_is_named(year, years) and year not in numbers
    )


def _swapped_years(claim: Claims, told: Sequence[Told]) -> Iterable[Fault]:
    """Years that stand where a cited statement has another: all of its own are left out, or one is for its source's."""
    if not claim.years:
        return
    for each in told:
        dated = [str(day.year) for day in each.own.days if day.year]
        left_out = [year for year in each.own.years if not year_is_named(year, claim.years)]
        if each.own.years and not any(year_is_named(year, (*each.own.years, *dated)) for year in claim.years):
            yield Fault(Kind.YEAR, ", ".join(left_out))
        of_source = [year for year in claim.years if year in each.all_years and year not in (*each.own.years, *dated)]
        others = [year for other in told if other is not each for year in other.own.years]
        if left_out and any(not year_is_named(year, others) for year in of_source):
            yield Fault(Kind.YEAR, ", ".join(of_source))


def _code_faults(claim: Claims, told: Sequence[Told], catalogue: Catalogue) -> Iterable[Fault]:
    held = {code for each in told for code in (*each.own.codes, *each.above.codes)}
    for programme in concerned(told, claim.programmes, catalogue):
        held.update(claims_of(f"{programme.code} {' '.join(programme.aliases)}", catalogue).codes)
    yield from (Fault(Kind.CODE, code) for code in claim.codes if code not in held)


def _name_faults(claim: Claims, told: Sequence[Told], catalogue: Catalogue, terms: Terms) -> Iterable[Fault]:
    called = names_of(concerned(told, claim.programmes, catalogue))
    text = " ; ".join(each.text for each in told)
    ways = [token for concept in terms.concepts(text) if concept.is_term for way in concept.ways for token in way]
    known = {token for name in called for token in tokens(plain(name))}.union(ways)
    yield from (Fault(Kind.NAME, name) for name in unknown_names(claim.words, text, known))


def _unreadable_faults(claim: Claims, told: Sequence[Told]) -> Iterable[Fault]:
    """Numerals that make no number and are told nowhere."""
    yield from (Fault(Kind.FIGURE, said) for said in unreadable(claim.plain) if not any(said in t.text for t in told))


def _place_faults(claim: Claims, told: Sequence[Told], terms: Terms) -> Iterable[Fault]:
    """Figures that are said more often than they are told, or in a clause about what another figure is told of."""
    stated = [other.quantity for each in told for other in (*each.own.figures, *each.above.figures)]
    for figure in claim.figures:
        said = sum(figure.quantity.is_as(other.quantity) for other in claim.figures)
        if 0 < sum(figure.quantity.is_as(other) for other in stated) < said:
            yield Fault(Kind.FIGURE, f"{_written(claim, figure)} said {said} times")
    clauses = [clause for each in told for clause in _clauses(each.own, terms)]
    for named, quantities in _clauses(claim, terms):
        shared = [len(named & other) for other, _ in clauses]
        for quantity in quantities:
            here = [count for count, (_, held) in zip(shared, clauses, strict=True) if any(map(quantity.is_as, held))]
            rivals = [count for count, (_, held) in zip(shared, clauses, strict=True) if _has_unit(held, quantity.unit)]
            if here and rivals and max(here) < max(rivals):
                yield Fault(Kind.MEASURE, claim.plain[quantity.start : quantity.end].strip())


def _clauses(claims: Claims, terms: Terms) -> list[tuple[frozenset[str], list[Quantity]]]:
    """What each clause is about, and the quantities in it."""
    found = []
    for start, end in polarity.spans(claims.plain):
        inside = [figure.quantity for figure in claims.figures if start <= figure.quantity.start < end]
        found.append((frozenset(about(claims.words[start:end], terms)), inside))
    return found


def _has_unit(held: Iterable[Quantity], unit: str) -> bool:
    return any(not unit or not other.unit or other.unit == unit for other in held)

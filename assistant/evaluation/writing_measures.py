"""Measures of what a chat model wrote, what was held back and what it took; and of what is offered to ask next."""

from collections.abc import Iterator, Sequence

from assistant.evaluation.figures import at, mean, rate, share
from assistant.evaluation.records import Figure, Result, Unit


def writing(results: Sequence[Result]) -> Iterator[Figure]:
    """All of these; nothing where no chat model was asked.

    "sentences rejected" is the share of the sentences written that were not shown; "repaired" and "replaced" are shares
    of the sentences asked for: those right when written once more, and those that a quotation stands for. "answers
    quoted instead" show nothing that the model wrote. "unsupported sentences shown" counts by the evaluation's own
    check, in the answers that a model wrote. Tokens, calls and cost count refusals, too, for which a model was asked.
    """
    asked = [(result, result.writing) for result in results if result.writing]
    written = [(result, one) for result, one in asked if not result.is_refused]
    accepted = sum(one.accepted for _, one in written)
    repaired = sum(one.repaired for _, one in written)
    replaced = sum(one.replaced for _, one in written)
    rejected = sum(len(one.rejected) for _, one in written)
    yield from share("sentences rejected", rejected, accepted + repaired + rejected)
    yield from share("sentences repaired", repaired, accepted + repaired + replaced)
    yield from share("sentences replaced", replaced, accepted + repaired + replaced)
    yield from rate("answers quoted instead", [not one.accepted + one.repaired for _, one in written])
    yield from rate("replies not whole", [bool(one.failure) for _, one in written])
    said = [statement for result, _ in written for statement in result.said]
    yield from rate("unsupported sentences shown", [bool(statement.unsupported) for statement in said])
    tokens = [float(one.prompt_tokens + one.reply_tokens) for _, one in asked]
    yield from mean("tokens per answer", tokens, Unit.TOKENS)
    yield from at("tokens per answer (p95)", tokens, 0.95, Unit.TOKENS)
    yield from mean("calls per answer", [float(one.calls) for _, one in asked], Unit.CALLS)
    costs = [one.cost for _, one in asked if one.cost is not None]
    yield from mean("cost per answer", costs, Unit.COST)


def offers(results: Sequence[Result]) -> Iterator[Figure]:
    """The questions offered after answers: how many, and the shares that are answered and that are in the language.

    Nothing where they were not asked for. Tokens and calls are those of a chat model, beyond the answer's own.
    """
    made = [result.offer for result in results if result.offer]
    yield from mean("next questions per answer", [float(len(one.questions)) for one in made], Unit.STATEMENTS)
    yield from rate("next questions answered", [is_so for one in made for is_so in one.answered])
    yield from rate("next questions in the language", [is_so for one in made for is_so in one.in_language])
    yield from at("next questions p50", [one.seconds for one in made], 0.5, Unit.SECONDS)
    yield from at("next questions p95", [one.seconds for one in made], 0.95, Unit.SECONDS)
    if any(one.calls for one in made):
        yield from mean("next questions: tokens", [float(one.tokens) for one in made], Unit.TOKENS)
        yield from mean("next questions: calls", [float(one.calls) for one in made], Unit.CALLS)

"""The programmes that one department runs, told by the table that says which department runs each."""

import re
from collections.abc import Callable, Collection, Mapping

from assistant.composing import frames
from assistant.composing.parts import Said
from assistant.composing.rows import source_of
from assistant.composing.showing import Knowledge
from assistant.domain import Computed, Names, Operation, Passage, Query
from assistant.facts import Fact
from assistant.language import fold

# Matched on folded text: several programmes, and who runs them.
_SEVERAL = re.compile(
    r"\b(?:programmes|programs|degrees|majors)\b|(?:[两二三几]个|哪些|边些|边几个|边啲|所有|各|其他).{0,8}(?:课程|专业|本科|学位)"
    r"|(?:课程|专业|本科|学位)[^,，。?？]{0,4}(?:哪[些几两二三]|边[些啲几两二三]|几[个科])"
)
_RUN = re.compile(r"\b(?:departments?|dept|runs?|offers?)\b|学系|系(?:有|办|开|嘅|的)|部门")


def asks_what_one_runs(query: Query) -> bool:
    """Whether a question names one department, by its programme, and asks for several programmes of it."""
    folded = fold(query.text)
    return len(query.programmes) == 1 and _SEVERAL.search(folded) is not None and _RUN.search(folded) is not None


def run_by_same(
    query: Query, asked: Collection[Names], known: Knowledge, about: Collection[str]
) -> tuple[Names, Mapping[str, Fact]] | None:
    """The programmes of `about`, by id, that the department of the named one runs, each with the fact that tells it.

    `asked` are the groups of terms for a department. None where a question does not ask for several programmes of one,
    or no table tells more than one.
    """
    if not asks_what_one_runs(query):
        return None
    for names in asked:
        facts = {f.programme: f for f in known.facts.matching((names,), query.language, about) if f.is_stated}
        own = facts.get(query.programmes[0].id)
        same = {p: f for p, f in facts.items() if own and fold(own.value) in map(str.strip, _several(f.value))}
        if len(same) > 1:
            return names, same
    return None


def counted(
    names: Names,
    facts: Mapping[str, Fact],
    query: Query,
    names_of: Callable[[str], str],
    passages: Mapping[str, Passage],
) -> Said:
    """How many programmes a department runs, and which: counted from the cells that tell it."""
    language = query.language
    count = Computed(str(len(facts)), Operation.COUNT, tuple(fact.cell for fact in facts.values()))
    what = f"{names.in_language(language)} – {facts[query.programmes[0].id].value}"
    text = frames.COUNTED.in_language(language).format(what=what, count=count.figure)
    text += " – " + frames.listed(map(names_of, facts), language)
    return Said(text, tuple(source_of(fact, passages) for fact in facts.values()), computed=(count,))


def _several(value: str) -> list[str]:
    """The departments that a cell names."""
    return re.split(r"[;；、]", fold(value))

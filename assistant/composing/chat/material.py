"""What a chat model may say: the statements that the quoted answer cites and the next best; and its messages."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.composing import frames
from assistant.composing.parts import Source
from assistant.domain import Answer, Language, Turn
from assistant.models.chat import ChatModel, Message, Role
from assistant.programmes import Catalogue
from assistant.prompts import LANGUAGES, Prompt, fenced
from assistant.readers.suspicious import addressed_to_assistant

_MOST_FURTHER = 4
_MOST_CITED = 24
# Tokens that a provider may add around each message.
_AROUND = 16


@dataclass(frozen=True, slots=True)
class Prompts:
    """The prompts of the composer: its rules, one question, and what failed."""

    answer: Prompt
    request: Prompt
    repair: Prompt


@dataclass(frozen=True, slots=True)
class Material:
    """The statements that a reply may cite, in the order of their marks; the quoted answer cites the first `cited`."""

    sources: tuple[Source, ...]
    cited: int

    def at(self, mark: int) -> Source | None:
        """The statement with this mark; None where there is none."""
        return self.sources[mark - 1] if 1 <= mark <= len(self.sources) else None


def material_of(quoted: Answer, today: date, most_further: int = _MOST_FURTHER) -> Material:
    """The statements that `quoted` cites, then the best further ones on its programmes that still hold.

    What speaks to an assistant instead of a reader is left out: it is no statement about a programme.
    """
    cited = [Source(citation.passage, statement) for citation in quoted.citations for statement in citation.quotes]
    cited = [source for source in cited if not addressed_to_assistant(source.statement.text)][:_MOST_CITED]
    known = {source.statement.id for source in cited}
    about = {programme.id for programme in quoted.about}
    further: list[Source] = []
    for hit in quoted.trace.found.statements if quoted.trace else ():
        if hit.statement is None or hit.statement.id in known or len(further) >= most_further:
            continue
        until = hit.passage.provenance.valid_until
        is_of_them = not about or not hit.statement.programmes or not about.isdisjoint(hit.statement.programmes)
        holds = until is None or until >= today
        is_said_so = quoted.language in hit.passage.answers_in and not addressed_to_assistant(hit.statement.text)
        if is_of_them and holds and is_said_so:
            known.add(hit.statement.id)
            further.append(Source(hit.passage, hit.statement))
    return Material((*cited, *further), len(cited))


def messages_for(
    question: str, turns: Sequence[Turn], language: Language, material: Material, prompts: Prompts, *,
    catalogue: Catalogue, model: ChatModel,
) -> tuple[list[Message], Material]:  # fmt: skip
    """The messages that ask for an answer, and the material that they hold: as much as fits into the model's context.

    What does not fit is left out: the oldest turns first, then the last of the further statements.
    """
    named = LANGUAGES[language]
    rules = prompts.answer.filled(language=named, not_in_documents=frames.NOT_FOUND.in_language(language))

    def asked(kept_turns: Sequence[Turn], kept: Material) -> str:
        numbered = [f"[{number}] {line_of(source, catalogue)}" for number, source in enumerate(kept.sources, 1)]
        return prompts.request.filled(
            turns=fenced("earlier questions and answers", *_lines(kept_turns)),
            question=fenced("question", question),
            statements=fenced("statements", *numbered),
            language=named,
        )

    room = model.context_tokens - model.reply_tokens - model.count_tokens(rules) - 2 * _AROUND
    while len(material.sources) > material.cited and model.count_tokens(asked((), material)) > room:
        material = Material(material.sources[:-1], material.cited)
    kept_turns = _fitting(turns, lambda some: model.count_tokens(asked(some, material)) <= room)
    return [Message(Role.SYSTEM, rules), Message(Role.USER, asked(kept_turns, material))], material


def _fitting(turns: Sequence[Turn], fits: Callable[[Sequence[Turn]], bool]) -> Sequence[Turn]:
    """The newest turns that fit together, in order."""
    kept: Sequence[Turn] = ()
    for turn in reversed(turns):
        if not fits((turn, *kept)):
            break
        kept = (turn, *kept)
    return kept


def _lines(turns: Iterable[Turn]) -> list[str]:
    return [line for turn in turns for line in (f"Question: {turn.question}", f"Answer: {turn.answer}")]


def line_of(source: Source, catalogue: Catalogue) -> str:
    """A statement with its programmes, its date and the heading above it, as a model reads it."""
    programmes = [catalogue.by_id(each).names.en for each in source.statement.programmes if each in catalogue]
    as_of = frames.as_of_text(source.passage.provenance.as_of, Language.EN)
    above = "; ".join((*programmes, as_of, *source.passage.headings[-1:]))
    return f"({above.replace('(', '').replace(')', '')}) {source.statement.text}"

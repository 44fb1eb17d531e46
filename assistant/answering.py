"""From a question and the turns before it to a cited answer."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from typing import Protocol

from assistant.composing import frames
from assistant.composing.answers import composed, contact_of
from assistant.composing.choosing import Desk, is_of_all_programmes
from assistant.composing.decision import Calibration, calibration
from assistant.composing.departments import asks_what_one_runs
from assistant.composing.showing import Knowledge
from assistant.domain import NO_CONTEXT, Answer, Context, Found, Language, Outcome, Programme, Query, Turn, Writing
from assistant.facts import Facts
from assistant.index.generation import Generation
from assistant.language import detect
from assistant.offered import load_offered
from assistant.programmes import Catalogue
from assistant.retrieval.search import Search
from assistant.scope import Ask, split_asks
from assistant.suggesting import NOTHING, Proposer, StartQuestions, Suggestions
from assistant.terms import Terms
from assistant.understanding.questions import understand
from assistant.understanding.restating import Restater

LONGEST_QUESTION = 2000
_MOST_EXAMPLES = 2


class Composer(Protocol):
    """What makes a fluent answer of a quoted one."""

    def compose(self, question: str, turns: Sequence[Turn], context: Context, quoted: Answer) -> Iterator[Answer]:
        """The answer as it grows, the last one complete; `quoted` where that fails. Never raises."""
        ...


class Assistant:
    """Answers questions from whichever generation of the index is current when each is asked."""

    def __init__(
        self,
        lease: Callable[[], AbstractContextManager[Generation]],
        search: Search,
        vocabulary: Callable[[Generation], tuple[Catalogue, Terms, Facts]],
        today: Callable[[], date],
        fitted: Callable[[], Calibration] = calibration,
        composer: Composer | None = None,
        restater: Restater | None = None,
        proposer: Proposer | None = None,
        is_outside: Callable[[str], bool] = lambda _: False,
    ) -> None:
        """`lease` lends the current generation for one question; `vocabulary` tells its catalogue, terms and facts.

        `today` is the day as of which questions are answered, `fitted` the calibration by which evidence is weighed.
        `composer` writes answers anew; without one they are quotations. `restater` says a question in other words where
        nothing was found for it. `proposer` proposes questions to ask next. `is_outside` tells whether a question by
        its meaning asks for something that is not done here.
        """
        self._is_outside = is_outside
        self._proposer = proposer
        self._restater = restater
        self._composer = composer
        self._fitted = fitted
        self._today = today
        self._lease = lease
        self._search = search
        self._vocabulary = vocabulary
        self._suggestions: tuple[object, Suggestions] | None = None

    def answer(self, question: str, turns: Sequence[Turn] = (), context: Context = NO_CONTEXT) -> Answer:
        """The whole answer to `question`, in its language. Raises AssistantError when there is no index."""
        *_, whole = self.stream(question, turns, context)
        return whole

    def stream(self, question: str, turns: Sequence[Turn] = (), context: Context = NO_CONTEXT) -> Iterator[Answer]:
        """The answer as it grows, at least once; only the last one is complete. Raises AssistantError as `answer`.

        What an incomplete answer says is checked already, and is not taken back.
        """
        quoted_answer = self._quoted(question, turns, context)
        if quoted_answer.outcome is Outcome.NOT_FOUND and self._restater:
            quoted_answer = self._restated(self._restater, question, turns, context, quoted_answer)
        if self._composer is None:
            yield quoted_answer
        else:
            yield from self._composer.compose(question, turns, context, quoted_answer)

    def _restated(
        self, restater: Restater, question: str, turns: Sequence[Turn], context: Context, refusal: Answer
    ) -> Answer:
        """The answer to the question in other words, in its own language; `refusal` where there is no sure one.

        Its trace tells what the model took.
        """
        with self._lease() as generation:
            catalogue, terms, _ = self._vocabulary(generation)
        restated = restater.restated(question, turns, context, catalogue, terms, self._today())
        answer = refusal
        if restated.text:
            language = context.language or detect(question)
            found = self._quoted(restated.text, (), replace(context, language=language))
            answer = found if _is_sure(found) else refusal
        if restated.usage is None or answer.trace is None:
            return answer
        used = restated.usage
        writing = Writing(
            used.model,
            prompt_tokens=used.prompt_tokens,
            reply_tokens=used.reply_tokens,
            calls=used.calls,
            cost=used.cost,
        )
        return replace(answer, trace=replace(answer.trace, writing=writing))

    def _quoted(self, question: str, turns: Sequence[Turn], context: Context) -> Answer:
        if refusal := refused_as_sent(question, context.language):
            return refusal
        rest, dropped = split_asks(question)
        if dropped and not rest:
            return self._out_of_scope(question, dropped[0], context.language or detect(question))
        with self._lease() as generation:
            catalogue, terms, facts = self._vocabulary(generation)
            today = self._today()
            queries = understand(rest, turns, catalogue, terms, today, context)
            is_plain = all(query.is_of_whole or query.is_in_terms for query in queries)
            known = Knowledge(
                facts,
                generation.statement_words,
                catalogue.institution,
                today,
                self._fitted(),
                terms,
            )
            desk = Desk(
                lambda query: self._search(query, generation), known, catalogue, generation.passages, terms.concepts
            )
            past = understand(turns[-1].question, (), catalogue, terms, today)[0] if turns else None
            is_of_several = past is not None and (is_of_all_programmes(past) or asks_what_one_runs(past))
            before = turns[-1].answer if is_of_several or (past is not None and not past.programmes) else ""
            answer = composed(desk.parts(queries, before, is_of_several=is_of_several), catalogue)
        if not is_plain and not _is_sure(answer) and self._is_outside(rest):
            return self._out_of_scope(question, Ask.OTHER, context.language or detect(question))
        return answer

    def _out_of_scope(self, question: str, ask: Ask, language: Language) -> Answer:
        """One polite sentence on what this desk does not do, and two questions that it could answer."""
        with self._lease() as generation:
            catalogue, _, facts = self._vocabulary(generation)
        named = catalogue.named_in(question)
        about = (*named, *catalogue.programmes)[0]
        questions = [
            frames.EXAMPLE.in_language(language).format(
                asked=names.in_language(language), programme=about.names.in_language(language)
            )
            for names in facts.commonest(about.id, language)[:_MOST_EXAMPLES]
        ]
        closing = frames.COULD_ASK.in_language(language).format(questions=frames.space(language).join(questions))
        return Answer(
            Outcome.OUT_OF_SCOPE,
            language,
            lead=frames.NOT_DONE[ask].in_language(language),
            closing=closing if questions else "",
            contact=contact_of(catalogue.institution, Query(question, language, named, (), ())),
        )

    def programmes(self) -> tuple[Programme, ...]:
        """The programmes of the current generation's catalogue. Raises AssistantError when there is no index."""
        with self._lease() as generation:
            return self._vocabulary(generation)[0].programmes

    def find(self, question: str) -> Found:
        """The passages and statements that `answer` would look at. Raises AssistantError when there is no index."""
        with self._lease() as generation:
            catalogue, terms, _ = self._vocabulary(generation)
            return self._search(understand(question, (), catalogue, terms, self._today())[0], generation)

    def suggest(
        self, answer: Answer, turns: Sequence[Turn] = (), context: Context = NO_CONTEXT, question: str = ""
    ) -> tuple[str, ...]:
        """At most three questions to ask after `answer`, in its language, each checked to be answered; may be none.

        `turns` are those before it, and `question` is the one that it answers, without which no chat model is asked
        for questions. Takes about as long as three answers when none of them was checked before, and with a chat model
        as long as its reply. Raises AssistantError as `answer`.
        """
        proposed = NOTHING
        if self._proposer:
            with self._lease() as generation:
                catalogue, _, _ = self._vocabulary(generation)
            proposed = self._proposer.proposed(question, answer, context.visitor, catalogue, self._today())
        with self._lease() as generation:
            return self._suggesting(generation).after(answer, turns, context.programme, proposed)

    def start_questions(self, language: Language) -> StartQuestions:
        """At most eight questions to begin with, by topic, each checked to be answered; the same for a generation.

        Takes about as long as ten answers at first, and nothing afterwards. Raises AssistantError as `answer`.
        """
        with self._lease() as generation:
            return self._suggesting(generation).start(language)

    def _suggesting(self, generation: Generation) -> Suggestions:
        """What can be asked of this generation today; made anew when either changes."""
        key = (generation.folder, today := self._today())
        kept = self._suggestions
        if kept is None or kept[0] != key:
            offered = load_offered(generation.folder)[0]

            def ask(question: str, language: Language) -> Answer:
                return self._quoted(question, (), Context(language=language))

            kept = (key, Suggestions(*self._vocabulary(generation), offered, ask, today))
            self._suggestions = kept
        return kept[1]


def _is_sure(answer: Answer) -> bool:
    """Whether an answer is sure enough where it is in doubt whether that was asked, or is for this desk to answer."""
    if answer.outcome is not Outcome.ANSWERED or answer.trace is None:
        return False
    evidence = answer.trace.evidence
    return evidence.confidence >= (1 + evidence.threshold) / 2


def unavailable(question: str, language: Language | None = None, *, is_out_of_order: bool = False) -> Answer:
    """The answer while the assistant gets ready, or when something is broken that a visitor can do nothing about."""
    language = language or detect(question[:LONGEST_QUESTION])
    sentence = frames.OUT_OF_ORDER if is_out_of_order else frames.NOT_READY
    return Answer(Outcome.UNAVAILABLE, language, lead=sentence.in_language(language))


def refused_as_sent(question: str, language: Language | None = None) -> Answer | None:
    """The answer to a message that is no question at all: an empty one, or one that is too long; else None."""
    language = language or detect(question[:LONGEST_QUESTION])
    if not question.strip():
        return Answer(Outcome.OUT_OF_SCOPE, language, lead=frames.EMPTY.in_language(language))
    if len(question) > LONGEST_QUESTION:
        sentence = frames.TOO_LONG.in_language(language).format(most=LONGEST_QUESTION, length=len(question))
        return Answer(Outcome.OUT_OF_SCOPE, language, lead=sentence)
    return None

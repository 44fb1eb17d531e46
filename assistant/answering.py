"""From a question and the turns before it to a cited answer."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import date

from assistant.composing import frames
from assistant.composing.quoting import compose
from assistant.domain import Answer, Found, Outcome, Turn
from assistant.index.generation import Generation
from assistant.language import detect
from assistant.programmes import Catalogue
from assistant.retrieval.search import Search
from assistant.terms import Terms
from assistant.understanding import understand

LONGEST_QUESTION = 2000


class Assistant:
    """Answers questions from whichever generation of the index is current when each is asked."""

    def __init__(
        self,
        lease: Callable[[], AbstractContextManager[Generation]],
        search: Search,
        vocabulary: Callable[[Generation], tuple[Catalogue, Terms]],
        today: Callable[[], date],
    ) -> None:
        """`lease` lends the current generation for one question; `vocabulary` tells its catalogue and terms.

        `today` is the day as of which questions are answered.
        """
        self._today = today
        self._lease = lease
        self._search = search
        self._vocabulary = vocabulary

    def answer(self, question: str, turns: Sequence[Turn] = ()) -> Answer:
        """The answer to `question`, in its language. Raises AssistantError when there is no index to answer from."""
        if refusal := refused_as_sent(question):
            return refusal
        with self._lease() as generation:
            catalogue, terms = self._vocabulary(generation)
            query = understand(question, turns, catalogue, terms)
            found = self._search(query, generation)
            return compose(query, found, generation.statement_words, catalogue.institution, self._today().year)

    def find(self, question: str) -> Found:
        """The passages and statements that `answer` would look at. Raises AssistantError when there is no index."""
        with self._lease() as generation:
            return self._search(understand(question, (), *self._vocabulary(generation)), generation)


def unavailable(question: str, *, is_out_of_order: bool = False) -> Answer:
    """The answer while the assistant gets ready, or when something is broken that a visitor can do nothing about."""
    language = detect(question[:LONGEST_QUESTION])
    sentence = frames.OUT_OF_ORDER if is_out_of_order else frames.NOT_READY
    return Answer(Outcome.UNAVAILABLE, language, lead=sentence.in_language(language))


def refused_as_sent(question: str) -> Answer | None:
    """The answer to a message that is no question at all: an empty one, or one that is too long; else None."""
    language = detect(question[:LONGEST_QUESTION])
    if not question.strip():
        return Answer(Outcome.OUT_OF_SCOPE, language, lead=frames.EMPTY.in_language(language))
    if len(question) > LONGEST_QUESTION:
        sentence = frames.TOO_LONG.in_language(language).format(most=LONGEST_QUESTION, length=len(question))
        return Answer(Outcome.OUT_OF_SCOPE, language, lead=sentence)
    return None

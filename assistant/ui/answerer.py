"""What the page asks of the assistant behind it, and what it makes of an assistant that fails."""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

from assistant.answering import refused_as_sent
from assistant.domain import NO_CONTEXT, Answer, Context, Language, Names, Programme, Turn
from assistant.errors import AssistantError
from assistant.ui.texts import frame
from assistant.web.asking import Answerer, broken, log_failure
from assistant.web.replies import new_id

_PAUSE = 0.3  # seconds between two looks whether the assistant is ready
T = TypeVar("T")


class Guide(Protocol):
    """What helps a visitor to ask; `startup.Startup` is one."""

    def programmes(self) -> Sequence[Programme]:
        """The programmes that can be picked; none while not ready. Raises AssistantError."""
        ...

    def start_questions(self, language: Language) -> Sequence[tuple[Names, Sequence[str]]]:
        """Topics, each with questions that the documents answer; none while not ready. Raises AssistantError."""
        ...

    def suggest(
        self, answer: Answer, turns: Sequence[Turn] = (), context: Context = ..., question: str = ""
    ) -> Sequence[str]:
        """Questions that could follow the answer to `question`, and that the documents answer; may be none.

        `turns` are those before it. Raises AssistantError.
        """
        ...


class NoGuide:
    """Offers nothing."""

    def programmes(self) -> Sequence[Programme]:
        """None."""
        return ()

    def start_questions(self, language: Language) -> Sequence[tuple[Names, Sequence[str]]]:  # noqa: ARG002
        """None."""
        return ()

    def suggest(
        self,
        answer: Answer,  # noqa: ARG002
        turns: Sequence[Turn] = (),  # noqa: ARG002
        context: Context = NO_CONTEXT,  # noqa: ARG002
        question: str = "",  # noqa: ARG002
    ) -> Sequence[str]:
        """None."""
        return ()


def answering(
    answerer: Answerer, question: str, turns: Sequence[Turn], context: Context, language: Language
) -> Iterator[Answer | str]:
    """A sentence in `language` or a part of the answer while it comes, and at last the whole answer; never raises."""
    try:
        if refusal := refused_as_sent(question, context.language):
            yield refusal
            return
        while not answerer.is_ready(_PAUSE):
            yield waiting_text(answerer, language)
        yield frame.LOOKING.in_language(language)
        yield from answerer.stream(question, turns, context)
    except Exception as error:  # whatever it is, a visitor gets a sentence, and the log the rest
        number = new_id()
        log_failure(f"Question {number} could not be answered.", error)
        yield broken(question, context.language, number)


def offered(offers: Callable[[], Sequence[T]]) -> tuple[T, ...]:
    """What a guide offers; nothing where that fails: the page is of use without."""
    try:
        return tuple(offers())
    except Exception as error:
        log_failure("Nothing could be offered.", error)
        return ()


def waiting_text(answerer: Answerer, language: Language) -> str:
    """How far the assistant is while it gets ready."""
    done, all_texts = answerer.progress
    if not all_texts:
        return frame.GETTING_READY.in_language(language)
    return frame.INDEXING.in_language(language).format(done=done, all=all_texts)


def is_ready(answerer: Answerer) -> bool:
    """Whether it answers; an assistant that never will counts as ready, since waiting is of no use."""
    try:
        return answerer.is_ready()
    except AssistantError:
        return True

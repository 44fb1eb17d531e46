"""Has a chat model propose what could be asked next: lines of text, none of which is shown before it is checked."""

import logging
import re
import threading
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from assistant.composing.chat.material import line_of, material_of
from assistant.domain import Answer, Language
from assistant.grounding.added import has_markup
from assistant.language import detect, to_simplified
from assistant.models.chat import ChatFailed, ChatModel, Message, Reason, Role
from assistant.models.questions import OneQuestion
from assistant.programmes import Catalogue
from assistant.prompts import LANGUAGES, Prompt, fenced
from assistant.readers.suspicious import addressed_to_assistant

_log = logging.getLogger(__name__)
MOST_PROPOSED = 3
_LONGEST = 140
# Seconds after which a visitor has gone on: then the questions that need no model are offered.
_LONGEST_WAIT = 10.0
_MOST_STATEMENTS = 12
_REMEMBERED = 256
# Visitors beyond these wait for no model, so that a slow one leaves threads to answer with.
_MOST_AT_ONCE = 8
_AROUND = 16  # tokens that a provider may add around each message
_ASKS = re.compile(r"[^?？]+[?？]")
_BULLET = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)、]|\[\d+\])\s*")


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a model proposes to ask, line by line, and what it was told.

    `known` are the texts that it has seen, the question first, and `statements` the ids of the statements among them.
    """

    questions: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    statements: frozenset[str] = frozenset()


NOTHING = Proposed()


class Proposer:
    """Asks a chat model for next questions; proposes nothing where it fails."""

    def __init__(
        self, model: ChatModel, prompt: Prompt, question_tokens: int, longest_wait: float = _LONGEST_WAIT
    ) -> None:
        """`question_tokens` are what one call may take, `longest_wait` seconds after which its reply is given up."""
        self._model = model
        self._prompt = prompt
        self._question_tokens = question_tokens
        self._longest_wait = longest_wait
        self._places = threading.BoundedSemaphore(_MOST_AT_ONCE)
        # The page asks again whenever it is drawn anew; a failure is not remembered.
        self._remembered = lru_cache(_REMEMBERED)(self._reply)

    def proposed(self, question: str, answer: Answer, visitor: str, catalogue: Catalogue, today: date) -> Proposed:
        """Plain questions in the language of `answer`, at most three, that are worth checking. Never raises.

        The model sees `question`, which `answer` answers, and the statements that were found for it.
        """
        try:
            material = material_of(answer, today, _MOST_STATEMENTS)
            sources = material.sources[:_MOST_STATEMENTS]
            lines = tuple(line_of(source, catalogue) for source in sources)
            rules = self._prompt.filled(most=str(MOST_PROPOSED), language=LANGUAGES[answer.language])
            asked, known = self._fitting(rules, question, lines)
            reply = self._remembered(rules, asked, visitor) if known and question.strip() else ""
        except ChatFailed as error:
            _log.warning("No questions were proposed: %s", error)
            return NOTHING
        except Exception:
            _log.exception("No questions were proposed.")
            return NOTHING
        seen = frozenset(source.statement.id for source in sources[: len(known)])
        return Proposed(_plain_questions(reply, answer.language), (question, *known), seen)

    def _fitting(self, rules: str, question: str, lines: Sequence[str]) -> tuple[str, tuple[str, ...]]:
        """The message that asks, with as many of the statements, the first ones, as fit; and these."""
        model = self._model
        room = model.context_tokens - model.reply_tokens - model.count_tokens(rules) - 2 * _AROUND
        for count in range(len(lines), 0, -1):
            asked = f"{fenced('question', question)}\n\n{fenced('statements', *lines[:count])}"
            if model.count_tokens(asked) <= room:
                return asked, tuple(lines[:count])
        return "", ()

    def _reply(self, rules: str, asked: str, visitor: str) -> str:
        """What the model writes. Raises ChatFailed, also where it is asked by too many at the same time."""
        messages = [Message(Role.SYSTEM, rules), Message(Role.USER, asked)]
        if not self._places.acquire(blocking=False):
            raise ChatFailed(Reason.LIMIT, "The chat model is asked for questions by too many visitors just now.")
        try:
            return self._whole(messages, visitor)
        finally:
            self._places.release()

    def _whole(self, messages: Sequence[Message], visitor: str) -> str:
        """The whole reply, if it comes in time. Raises ChatFailed."""
        with closing(OneQuestion(self._model, self._question_tokens).reply(messages, visitor)) as reply:
            ending = threading.Timer(self._longest_wait, reply.close)
            ending.daemon = True
            ending.start()
            try:
                return "".join(reply)
            finally:
                ending.cancel()


def _plain_questions(reply: str, language: Language) -> tuple[str, ...]:
    """The lines of a reply that are one short question each in `language`, without markup and orders; the first few."""
    lines = (" ".join(_BULLET.sub("", line).split()) for line in reply.splitlines())
    return tuple(dict.fromkeys(line for line in lines if _is_plain(line, language)))[:MOST_PROPOSED]


def _is_plain(line: str, language: Language) -> bool:
    is_question = len(line) <= _LONGEST and _ASKS.fullmatch(line) is not None and line.isprintable()
    return is_question and is_in(line, language) and not has_markup(line) and not addressed_to_assistant(line)


def is_in(text: str, language: Language) -> bool:
    """Whether `text` is written in `language`; Chinese that reads the same in both scripts is in either.

    >>> is_in("AIST 有面試嗎？", Language.ZH_HANS), is_in("AIST 有多少人？", Language.ZH_HANS)
    (False, True)
    """
    if language is Language.ZH_HANS and detect(text) is not Language.EN:
        return to_simplified(text) == text
    return detect(text) is language

"""Says a question in other words with a chat model where nothing was found for it: standing alone, or in English."""

import logging
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date

from assistant.domain import Context, Language, Turn
from assistant.language import detect
from assistant.models.chat import ChatFailed, ChatModel, Message, Role, Usage
from assistant.models.questions import OneQuestion
from assistant.programmes import Catalogue
from assistant.prompts import Prompt, fenced
from assistant.terms import Terms
from assistant.understanding.same import asks_the_same

_log = logging.getLogger(__name__)
_MOST_TURNS = 6
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Restated:
    """A question in other words, empty where there are none to be had, and what the model took for them, if asked."""

    text: str = ""
    usage: Usage | None = None


class Restater:
    """Restates questions; says nothing where the model fails or does not ask the same."""

    def __init__(
        self, model: ChatModel, rewrite: Prompt | None, translate: Prompt | None, question_tokens: int
    ) -> None:
        """`rewrite` makes a follow-up stand alone and `translate` a Chinese question English; None switches one off.

        `question_tokens` are what one call may take.
        """
        self._model = model
        self._rewrite = rewrite
        self._translate = translate
        self._question_tokens = question_tokens

    def restated(
        self, question: str, turns: Sequence[Turn], context: Context, catalogue: Catalogue, terms: Terms, today: date
    ) -> Restated:
        """The question in other words, without need of `turns`. Never raises."""
        if turns and self._rewrite:
            earlier = fenced("earlier questions", *(turn.question for turn in turns[-_MOST_TURNS:]))
            asked = f"{earlier}\n\n{fenced('question', question)}"
            said = self._said(self._rewrite, asked, context.visitor)
        elif not turns and self._translate and detect(question) is not Language.EN:
            said = self._said(self._translate, fenced("question", question), context.visitor)
        else:
            return Restated()
        is_one = 0 < len(said.text) <= _LONGEST
        is_same = is_one and asks_the_same(said.text, question, turns, context, catalogue, terms, today)
        return said if is_same else Restated(usage=said.usage)

    def _said(self, prompt: Prompt, asked: str, visitor: str) -> Restated:
        """What the model writes, on one line; empty where it fails."""
        messages = [Message(Role.SYSTEM, prompt.filled()), Message(Role.USER, asked)]
        model = OneQuestion(self._model, self._question_tokens)
        text = ""
        try:
            with closing(model.reply(messages, visitor)) as reply:
                text = " ".join("".join(reply).split())
        except ChatFailed as error:
            _log.warning("A question was not restated: %s", error)
        except Exception:
            _log.exception("A question was not restated.")
        return Restated(text, model.usage)

"""Says a question in other words with a chat model where nothing was found for it: standing alone, or in English."""

import logging
from collections.abc import Sequence
from contextlib import closing

from assistant.domain import Context, Language, Turn
from assistant.grounding.added import adds
from assistant.language import detect
from assistant.models.chat import ChatFailed, ChatModel, Message, Role
from assistant.programmes import Catalogue
from assistant.prompts import Prompt, fenced

_log = logging.getLogger(__name__)
_MOST_TURNS = 6
_LONGEST = 400


class Restater:
    """Restates questions; says nothing where the model fails or adds something of its own."""

    def __init__(self, model: ChatModel, rewrite: Prompt | None, translate: Prompt | None) -> None:
        """`rewrite` makes a follow-up stand alone and `translate` a Chinese question English; None switches one off."""
        self._model = model
        self._rewrite = rewrite
        self._translate = translate

    def restated(self, question: str, turns: Sequence[Turn], context: Context, catalogue: Catalogue) -> str:
        """The question in other words, without need of `turns`; empty where there are none to be had."""
        if turns and self._rewrite:
            earlier = fenced("earlier questions", *(turn.question for turn in turns[-_MOST_TURNS:]))
            asked = f"{earlier}\n\n{fenced('question', question)}"
            known = [question, *(turn.question for turn in turns)]
            return self._said(self._rewrite, asked, known, context, catalogue)
        if not turns and self._translate and detect(question) is not Language.EN:
            return self._said(self._translate, fenced("question", question), [question], context, catalogue)
        return ""

    def _said(self, prompt: Prompt, asked: str, known: Sequence[str], context: Context, catalogue: Catalogue) -> str:
        """What the model writes; empty where it fails, or writes what was not said: a programme, a year, a figure."""
        messages = [Message(Role.SYSTEM, prompt.filled()), Message(Role.USER, asked)]
        try:
            with closing(self._model.reply(messages, context.visitor)) as reply:
                text = " ".join("".join(reply).split())
        except ChatFailed as error:
            _log.warning("A question was not restated: %s", error)
            return ""
        except Exception:
            _log.exception("A question was not restated.")
            return ""
        is_one = 0 < len(text) <= _LONGEST
        return text if is_one and not adds(text, known, catalogue) else ""

"""Starts the assistant in the background, so that the page is up at once."""

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence

from assistant.answering import Assistant, unavailable
from assistant.bootstrap import create_assistant, create_chat_model, load_embedder, update_index
from assistant.composing.decision import Calibration, calibration
from assistant.domain import NO_CONTEXT, Answer, Context, Language, Programme, Turn
from assistant.errors import AssistantError, BuildInProgress, CorpusError, IndexMissing, IndexUnusable, ModelUnavailable
from assistant.index.generations import Generations
from assistant.models.chat import ChatModel
from assistant.models.embedding import Embedder
from assistant.models.loading import tell_whether_it_replies
from assistant.settings import Settings
from assistant.suggesting import StartQuestions

_log = logging.getLogger(__name__)
_LOOK_AGAIN = 1.0


class Startup:
    """Loads everything in the background, so that the page is up at once, and answers when it is ready."""

    def __init__(
        self,
        settings: Settings,
        load: Callable[[Settings], Embedder] = load_embedder,
        fitted: Callable[[], Calibration] = calibration,
    ) -> None:
        """`load` gives the embedding model, `fitted` how evidence is weighed. Nothing happens before `begin`."""
        self._fitted = fitted
        self._settings = settings
        self._load = load
        self._ended = threading.Event()
        self._assistant: Assistant | None = None
        self._chat: ChatModel | None = None
        self._failure: AssistantError | None = None
        self._progress = (0, 0)

    def begin(self) -> None:
        """Start loading; returns at once."""
        threading.Thread(target=self._run, name="startup", daemon=True).start()

    @property
    def progress(self) -> tuple[int, int]:
        """Texts embedded so far and in all while the first index is built; (0, 0) otherwise."""
        return self._progress

    def is_ready(self, timeout: float = 0) -> bool:
        """Whether questions are answered, after waiting at most `timeout` seconds.

        Raises the AssistantError for which they never will be.
        """
        has_ended = self._ended.wait(timeout)
        if self._failure:
            # Not the same one again: it would keep the callers' frames, with what visitors asked, and grow for ever.
            raise type(self._failure)(str(self._failure))
        return has_ended

    def answer(self, question: str, turns: Sequence[Turn] = (), context: Context = NO_CONTEXT) -> Answer:
        """The assistant's whole answer; UNAVAILABLE while it is not ready. Raises AssistantError."""
        *_, whole = self.stream(question, turns, context)
        return whole

    def stream(self, question: str, turns: Sequence[Turn] = (), context: Context = NO_CONTEXT) -> Iterator[Answer]:
        """The answer as it grows, the last one complete; UNAVAILABLE while not ready. Raises AssistantError."""
        if not self.is_ready() or self._assistant is None:
            yield unavailable(question, context.language)
        else:
            yield from self._assistant.stream(question, turns, context)

    def programmes(self) -> tuple[Programme, ...]:
        """The programmes that can be asked about; none while it is not ready. Raises AssistantError."""
        return self._assistant.programmes() if self.is_ready() and self._assistant else ()

    def suggest(
        self, answer: Answer, turns: Sequence[Turn] = (), context: Context = NO_CONTEXT, question: str = ""
    ) -> tuple[str, ...]:
        """The assistant's questions to ask next; none while it is not ready. Raises AssistantError."""
        return self._assistant.suggest(answer, turns, context, question) if self.is_ready() and self._assistant else ()

    def start_questions(self, language: Language) -> StartQuestions:
        """The assistant's questions to begin with; none while it is not ready. Raises AssistantError."""
        return self._assistant.start_questions(language) if self.is_ready() and self._assistant else ()

    def _run(self) -> None:
        try:
            embedder = self._load(self._settings)
            self._chat = self._chat_model()
            self._assistant = create_assistant(self._settings, embedder, fitted=self._fitted, chat=self._chat)
            self._build_first_index(embedder)
            self._assistant.find("")  # opens the index, so that the first visitor need not wait for it
        except (IndexMissing, IndexUnusable, CorpusError) as error:
            _log.error("%s", error)  # an ingest heals it: the next question looks for the index again
        except AssistantError as error:
            _log.error("%s", error)
            self._failure = error
        except Exception as error:
            _log.exception("The assistant could not be started.")
            self._failure = AssistantError(f"The assistant could not be started: {type(error).__name__}.")
        finally:
            self._ended.set()
        self._prepare_start()
        if self._chat:
            tell_whether_it_replies(self._chat)

    def _prepare_start(self) -> None:
        """Have the questions to begin with checked before the first visitor needs them."""
        try:
            for language in sorted(Language, key=lambda language: language is not self._settings.language):
                self.start_questions(language)
        except AssistantError as error:
            _log.info("No questions to begin with: %s", error)

    def _chat_model(self) -> ChatModel | None:
        """The chat model of the settings; None, with a line in the log, where it cannot be had."""
        try:
            return create_chat_model(self._settings)
        except ModelUnavailable as error:
            _log.error("%s Until then, answers are quotations.", error)
            return None

    def _build_first_index(self, embedder: Embedder) -> None:
        """Build the index where there is none; where another process is just doing so, wait for it."""
        generations = Generations(self._settings.index_dir)
        while generations.current() is None:
            _log.info("There is no index yet: building it from %s.", self._settings.corpus_dir)
            try:
                report = update_index(self._settings, self._report_progress, lambda: embedder)
                _log.info("%s", report.text)
            except BuildInProgress as error:
                _log.info("%s", error)
                time.sleep(_LOOK_AGAIN)

    def _report_progress(self, done: int, all_texts: int) -> None:
        self._progress = (done, all_texts)

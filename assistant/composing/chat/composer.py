"""The composer with a chat model: writes a quoted answer anew, sentence by checked sentence, or leaves it as it is."""

import logging
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date

from assistant.composing import frames
from assistant.composing.chat.checking import Checked, Checker
from assistant.composing.chat.draft import Draft, is_rewritten
from assistant.composing.chat.material import Material, Prompts, material_of, messages_for
from assistant.composing.chat.nearness import Bounds, Embed, Nearness, bounds
from assistant.composing.chat.sentences import Sentences
from assistant.domain import Answer, Context, Outcome, Rejected, Turn, Writing
from assistant.models.chat import ChatFailed, ChatModel, Message, Role
from assistant.models.questions import OneQuestion
from assistant.programmes import Catalogue
from assistant.prompts import LANGUAGES, fenced, load_prompt
from assistant.terms import Terms

_log = logging.getLogger(__name__)
# Seconds between two updates of an answer: at most five a second.
_PAUSE = 0.2


def shipped_prompts() -> Prompts:
    """The prompts that the package carries."""
    return Prompts(load_prompt("answer"), load_prompt("request"), load_prompt("repair"))


class ChatComposer:
    """Makes a fluent answer of a quoted one with a chat model; nothing that the model writes is shown unchecked."""

    def __init__(
        self,
        model: ChatModel,
        embed: Embed,
        vocabulary: Callable[[], tuple[Catalogue, Terms]],
        *,
        question_tokens: int,
        clock: Callable[[], float],
        today: Callable[[], date],
        prompts: Prompts | None = None,
        limits: Bounds | None = None,
    ) -> None:
        """`embed` gives a unit vector for each text, `vocabulary` the catalogue and terms of the current generation.

        `question_tokens` are what all calls for one question may take. `clock` gives seconds that only go forward,
        `today` the day as of which something is past.
        """
        self._model = model
        self._embed = embed
        self._vocabulary = vocabulary
        self._question_tokens = question_tokens
        self._clock = clock
        self._today = today
        self._prompts = prompts or shipped_prompts()
        self._limits = limits or bounds()

    def compose(self, question: str, turns: Sequence[Turn], context: Context, quoted: Answer) -> Iterator[Answer]:
        """The answer as it grows, the last one complete; `quoted` where that fails. Never raises.

        Closing the iterator ends the call to the model.
        """
        if not is_rewritten(quoted):
            yield quoted
            return
        try:
            writer = self._writer(question, turns, context, quoted)
        except Exception:
            _log.exception("The chat model was not asked.")
            yield quoted
            return
        try:
            yield from self._at_intervals(writer.write())
        except Exception as error:
            # Whatever goes wrong with a model, the visitor gets the quotation.
            _log.exception("A reply of %s could not be used.", self._model.name)
            writer.give_up(type(error).__name__)
        try:
            whole = writer.whole()
        except Exception:
            _log.exception("An answer of %s could not be put together.", self._model.name)
            whole = quoted
        yield whole

    def _at_intervals(self, drafts: Generator[Draft, None, None]) -> Iterator[Answer]:
        """The growing answer, at most five times a second."""
        last = float("-inf")
        with closing(drafts):
            for draft in drafts:
                if (now := self._clock()) - last >= _PAUSE:
                    last = now
                    yield draft.growing()

    def _writer(self, question: str, turns: Sequence[Turn], context: Context, quoted: Answer) -> "_Writer":
        catalogue, terms = self._vocabulary()
        messages, material = messages_for(
            question, turns, quoted.language, material_of(quoted, self._today()), self._prompts,
            catalogue=catalogue, model=self._model,
        )  # fmt: skip
        checker = Checker(
            material, quoted.language, self._prompts.answer.text, catalogue=catalogue, terms=terms,
            nearness=Nearness(self._embed, terms, self._limits), subject=[p.id for p in quoted.about],
        )  # fmt: skip
        draft = Draft(quoted, catalogue=catalogue, terms=terms, today=self._today())
        earlier = (quoted.trace.writing if quoted.trace else None) or Writing(self._model.name)
        model = OneQuestion(self._model, self._question_tokens - earlier.prompt_tokens - earlier.reply_tokens)
        return _Writer(model, messages, material, checker, draft, quoted, self._prompts, context.visitor, earlier)


class _Writer:
    """Writes one answer: asks, checks, asks once more for what failed, quotes what is still lacking."""

    def __init__(
        self, model: OneQuestion, messages: list[Message], material: Material, checker: Checker, draft: Draft,
        quoted: Answer, prompts: Prompts, visitor: str, earlier: Writing,
    ) -> None:  # fmt: skip
        """`earlier` is what it took to restate the question, which is counted with what it takes to answer it."""
        self._model = model
        self._messages = messages
        self._material = material
        self._checker = checker
        self._draft = draft
        self._quoted = quoted
        self._prompts = prompts
        self._visitor = visitor
        self._rejected: list[Checked] = []
        self._earlier = earlier
        self._writing = Writing(model.name)

    def write(self) -> Generator[Draft, None, None]:
        """The draft each time that something was added to it."""
        try:
            with closing(self._checked(self._messages, is_repair=False)) as shown:
                for _ in shown:
                    self._writing = replace(self._writing, accepted=self._writing.accepted + 1)
                    yield self._draft
            if failed := tuple(self._rejected):
                with closing(self._checked([*self._messages, self._again(failed)], is_repair=True)) as shown:
                    for _ in shown:
                        self._writing = replace(self._writing, repaired=self._writing.repaired + 1)
                        yield self._draft
        except ChatFailed as error:
            _log.warning("%s", error)
            self._writing = replace(self._writing, failure=str(error))

    def whole(self) -> Answer:
        """The complete answer; the quoted one where no sentence of the model holds."""
        for source in (source for failed in self._rejected for source in failed.sources):
            if not self._draft.is_empty and (said := self._draft.statement_of(source)):
                self._draft.quote(said)
                self._writing = replace(self._writing, replaced=self._writing.replaced + 1)
        writing = self._written()
        if self._draft.is_empty:
            return self._as_quoted(writing, writing.failure)
        is_whole = not self._rejected and not writing.failure and self._quoted.outcome is Outcome.ANSWERED
        lacking = self._draft.lacking(is_whole=is_whole)
        for said in lacking:
            self._draft.quote(said)
        return self._draft.whole(writing, self._failed() if writing.failure and lacking else "")

    def give_up(self, why: str) -> None:
        """Take note that something unforeseen happened: what is shown stays, and the rest will be quoted."""
        self._writing = replace(self._writing, failure=f"The reply could not be used ({why}).")

    def _checked(self, messages: Sequence[Message], *, is_repair: bool) -> Generator[None, None, None]:
        """Ask the model, and go on after each sentence that was shown. Raises ChatFailed."""
        sentences = Sentences(self._quoted.language)
        with closing(self._model.reply(messages, self._visitor)) as reply:
            for piece in reply:
                yield from self._shown(sentences.add(piece), is_repair=is_repair)
            yield from self._shown(sentences.rest(), is_repair=is_repair)

    def _shown(self, sentences: Iterable[str], *, is_repair: bool) -> Iterator[None]:
        for sentence in sentences:
            checked = self._checker.check(sentence)
            if checked is None:
                continue
            if checked.reasons:
                self._rejected.append(checked)
            elif self._draft.add(checked, is_repair=is_repair):
                self._checker.shown(checked)
                yield

    def _again(self, failed: Sequence[Checked]) -> Message:
        lines = [
            f"{each.text} – cites {', '.join(map(str, each.marks))} – {'; '.join(each.reasons)}" for each in failed
        ]
        language = LANGUAGES[self._quoted.language]
        text = self._prompts.repair.filled(rejected=fenced("sentences", *lines), language=language)
        return Message(Role.USER, text)

    def _written(self) -> Writing:
        rejected = tuple(Rejected(each.text, each.reasons) for each in self._rejected)
        used, earlier = self._model.usage, self._earlier
        costs = [cost for cost in (used.cost, earlier.cost) if cost is not None]
        return replace(
            self._writing, rejected=rejected, prompt_tokens=used.prompt_tokens + earlier.prompt_tokens,
            reply_tokens=used.reply_tokens + earlier.reply_tokens, calls=used.calls + earlier.calls,
            cost=sum(costs) if costs else None,
        )  # fmt: skip

    def _as_quoted(self, writing: Writing, failure: str) -> Answer:
        """The quoted answer; it says so where the model failed, not where its sentences did not hold."""
        trace = replace(self._quoted.trace, writing=writing) if self._quoted.trace else None
        parts = (self._failed() if failure else "", self._quoted.lead)
        lead = frames.space(self._quoted.language).join(part for part in parts if part)
        return replace(self._quoted, lead=lead, trace=trace)

    def _failed(self) -> str:
        return frames.WRITING_FAILED.in_language(self._quoted.language)

"""Turns settings into live objects; the only module that knows them all."""

import logging
import os
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import lru_cache, partial
from pathlib import Path
from zoneinfo import ZoneInfo

from assistant.answering import Assistant, Composer
from assistant.catalogue_file import load_catalogue
from assistant.composing.chat.composer import ChatComposer
from assistant.composing.chat.nearness import bounds
from assistant.composing.decision import Calibration, calibration
from assistant.facts import Facts, load_facts
from assistant.index.generation import Generation
from assistant.index.generations import Generations, ServedGeneration
from assistant.index.vectors import Progress
from assistant.ingestion.build import Report, build
from assistant.ingestion.check import check
from assistant.ingestion.findings import Finding
from assistant.journal import Journal, LineJournal, NoJournal
from assistant.models.budgets import Budget, FileBudget
from assistant.models.calls import Limits, Prices
from assistant.models.chat import ChatModel
from assistant.models.embedding import Embedder, identity_of, load_embeddings
from assistant.models.loading import load_chat_model
from assistant.models.providers import Connection
from assistant.programmes import Catalogue
from assistant.prompts import load_prompt
from assistant.retrieval.langchain import PassageRetriever
from assistant.retrieval.search import Search
from assistant.scope import boundary
from assistant.settings import Settings, has_variable
from assistant.suggesting import Proposer
from assistant.terms import Terms, load_terms
from assistant.understanding.restating import Restater

_log = logging.getLogger(__name__)

_REMEMBERED = 64  # questions whose vectors are kept


def load_embedder(settings: Settings) -> Embedder:
    """The embedding model that the settings name; takes seconds. Raises ModelUnavailable."""
    return load_embeddings(
        settings.embedding_model,
        revision=settings.embedding_revision,
        models_dir=settings.models_dir,
        prompts=(settings.query_prompt, settings.passage_prompt),
        threads=(settings.torch_threads or 1, settings.torch_threads or os.cpu_count() or 1),
        changes=settings.embedding_adapter,
    )


def update_index(
    settings: Settings, progress: Progress | None = None, embedder: Callable[[], Embedder] | None = None
) -> Report:
    """Bring the index up to date with the corpus. Raises AssistantError; the index that was there then stays."""
    return build(
        settings.corpus_dir,
        Generations(settings.index_dir, settings.keep_generations),
        embedder=embedder or (lambda: load_embedder(settings)),
        model=identity_of(
            settings.embedding_model,
            settings.embedding_revision,
            (settings.query_prompt, settings.passage_prompt),
            settings.embedding_adapter,
        ),
        passage_size=settings.passage_size,
        clock=lambda: datetime.now(UTC),
        progress=progress,
    )


def has_index(settings: Settings) -> bool:
    """Whether there is an index of the settings, usable or not."""
    return Generations(settings.index_dir).current() is not None


def create_clock(settings: Settings) -> Callable[[], datetime]:
    """A clock in the time zone of the settings; its day is what "today" means to visitors, staff and evaluators."""
    zone = ZoneInfo(settings.time_zone)
    return lambda: datetime.now(zone)


def today_in(settings: Settings) -> date:
    """The day that it is now in the time zone of the settings."""
    return create_clock(settings)().date()


def check_corpus(settings: Settings, as_of: date) -> list[Finding]:
    """What is wrong with the corpus as of a day. Raises AssistantError when it cannot be checked at all."""
    embedder = load_embedder(settings)
    return check(settings.corpus_dir, as_of, embedder.count_tokens, min(settings.passage_size, embedder.max_tokens))


def create_chat_model(settings: Settings, budget: Budget | None = None) -> ChatModel | None:
    """The chat model that the settings name, None where they name none; takes seconds. Raises ModelUnavailable.

    `budget` replaces the one of the settings.
    """
    if not settings.chat_model:
        return None
    connection = Connection(
        base_url=settings.chat_base_url,
        context_tokens=settings.chat_context_tokens,
        reply_tokens=settings.chat_reply_tokens,
        connect=settings.chat_connect_seconds,
        limits=Limits(first=settings.chat_first_seconds, whole=settings.chat_whole_seconds),
    )
    prices = Prices(settings.chat_prompt_price, settings.chat_reply_price)
    kept = budget or FileBudget(
        settings.chat_budget_file,
        visitor=settings.chat_visitor_tokens,
        day=settings.chat_day_tokens,
        today=lambda: datetime.now(UTC).date(),
    )
    return load_chat_model(settings.chat_model, connection, prices, kept, has_variable)


def create_assistant(
    settings: Settings,
    embedder: Embedder,
    today: Callable[[], date] | None = None,
    fitted: Callable[[], Calibration] = calibration,
    chat: ChatModel | None = None,
) -> Assistant:
    """An assistant over the index of the settings, which follows it from generation to generation.

    With `chat` its answers are written by that model, without they are quotations. `today` tells the day as of which
    it answers; without it that is the day in the time zone of the settings. A line in the log says so where evidence
    is weighed as it was `fitted` for another embedding model.
    """
    today = today or partial(today_in, settings)
    _tell_whether_fitted(fitted().model, embedder.identity)

    def open_generation(folder: Path) -> Generation:
        return Generation(folder, embedder, embedder.identity)

    @lru_cache(maxsize=settings.keep_generations)
    def vocabulary(folder: Path) -> tuple[Catalogue, Terms, Facts]:
        return load_catalogue(folder)[0], load_terms(folder)[0], load_facts(folder)

    served = ServedGeneration(Generations(settings.index_dir), open_generation)
    embed = lru_cache(maxsize=_REMEMBERED)(embedder.embed_query)  # what is judged by its meaning is then searched for
    search = Search(embed, settings.meaning_weight)

    def spoken() -> tuple[Catalogue, Terms]:
        with served.lease() as generation:
            catalogue, terms, _ = vocabulary(generation.folder)
        return catalogue, terms

    composer = _composer(chat, settings, embedder, spoken, today) if chat else None
    restater = _restater(chat, settings) if chat else None
    proposer = _proposer(chat, settings) if chat else None
    return Assistant(
        served.lease,
        search,
        lambda generation: vocabulary(generation.folder),
        today,
        fitted,
        composer,
        restater,
        proposer,
        _outside(embed, embedder.identity),
    )


def _outside(embed: Callable[[str], list[float]], model: str) -> Callable[[str], bool]:
    """What tells from its meaning whether a question is asked of somebody else; nothing is, for another `model`."""
    fitted = boundary()
    return (lambda question: fitted.is_outside(embed(question))) if fitted.model == model else (lambda _: False)


def _tell_whether_fitted(model: str, used: str) -> None:
    if model != used:
        _log.warning(
            "What is evidence enough was fitted for the embedding model %s, not for %s: answers may be worse, and"
            ' refusals more or fewer. Fit it again: docs/evaluation.md, "Calibrate".',
            model,
            used,
        )


def _composer(
    chat: ChatModel,
    settings: Settings,
    embedder: Embedder,
    vocabulary: Callable[[], tuple[Catalogue, Terms]],
    today: Callable[[], date],
) -> Composer | None:
    """What writes answers with `chat`; None, with a line in the log, where their meaning cannot be checked."""
    if bounds().model != embedder.identity:
        _log.error(
            "Answers are quotations: whether a sentence of %s means what it cites is checked with the embedding model"
            " %s, not with %s.",
            chat.name,
            bounds().model,
            embedder.identity,
        )
        return None
    return ChatComposer(
        chat,
        embedder.embed_documents,
        vocabulary,
        question_tokens=settings.chat_question_tokens,
        clock=time.monotonic,
        today=today,
    )


def _restater(chat: ChatModel, settings: Settings) -> Restater | None:
    """What says questions in other words; None where the settings ask for none."""
    rewrite = load_prompt("rewrite") if settings.chat_rewrite else None
    translate = load_prompt("translate") if settings.chat_translate else None
    return Restater(chat, rewrite, translate, settings.chat_question_tokens) if rewrite or translate else None


def _proposer(chat: ChatModel, settings: Settings) -> Proposer | None:
    """What proposes questions to ask next; None where the settings ask for none."""
    return Proposer(chat, load_prompt("suggest"), settings.chat_question_tokens) if settings.chat_suggest else None


def create_retriever(settings: Settings, embedder: Embedder, k: int = 5) -> PassageRetriever:
    """A LangChain retriever over the index of the settings; it gives at most `k` passages."""
    return PassageRetriever(find=create_assistant(settings, embedder).find, k=k)


def create_journal(settings: Settings) -> Journal:
    """Where ratings and unanswered questions go; nothing is written where the settings keep no journal."""
    return LineJournal(settings.journal_dir, settings.journal_bytes) if settings.keep_journal else NoJournal()

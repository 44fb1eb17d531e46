"""Makes chat models of any provider, by langchain; the only code that loads a provider's library."""

import logging
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from assistant.errors import ModelUnavailable
from assistant.models.calls import Limits, Piece
from assistant.models.chat import Message, Role

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessageChunk, BaseMessage

_LOCAL_KEY = "none"  # servers on one's own machine ask for no key, the library for OpenAI's protocol does
_TALKATIVE = (
    "httpx",
    "httpx2",
    "httpcore",
    "httpcore2",
    "openai",
    "anthropic",
    "google_genai",
    "langchain_google_genai",
)
_FINISH = ("finish_reason", "stop_reason", "done_reason")


@dataclass(frozen=True, slots=True)
class Connection:
    """How a provider is called: where (None: at its own address), and with which limits, in tokens and seconds."""

    base_url: str | None
    context_tokens: int
    reply_tokens: int
    connect: float
    limits: Limits

    @property
    def timeout(self) -> tuple[float, float, float, float]:
        """Seconds to connect, read, write and wait for a line, as httpx and its kin take them.

        Our own limits end a call before any of these but the first.
        """
        return (self.connect, self.limits.whole, self.limits.whole, self.limits.whole)


@dataclass(frozen=True, slots=True)
class _Kind:
    """A provider: its extra and package, the variables one of which holds the key, and its library's options."""

    extra: str
    package: str
    keys: tuple[str, ...]
    options: Callable[[Connection], dict[str, Any]]  # Any: each library's own types


def _openai(connection: Connection) -> dict[str, Any]:
    return {
        "max_tokens": connection.reply_tokens,
        "timeout": connection.timeout,
        "max_retries": 0,
        "stream_usage": True,
        "stream_chunk_timeout": connection.limits.whole,  # with a limit of its own it closes what it leaves
        "use_responses_api": False,  # the protocol that other servers speak as well
    } | ({"temperature": 0} if connection.base_url else {})  # some of OpenAI's own models take no temperature


def _ollama(connection: Connection) -> dict[str, Any]:
    return {
        "num_ctx": connection.context_tokens,  # without it Ollama cuts the prompt in silence
        "num_predict": connection.reply_tokens,
        "reasoning": False,  # else what a model thinks would stand in its reply
        "client_kwargs": {"timeout": connection.timeout},
        "temperature": 0,
    }


def _anthropic(connection: Connection) -> dict[str, Any]:
    return {
        "max_tokens": connection.reply_tokens,
        "timeout": connection.limits.whole,
        "max_retries": 0,
    }


def _google(connection: Connection) -> dict[str, Any]:
    return {
        "max_tokens": connection.reply_tokens,
        "timeout": connection.limits.whole,
        "max_retries": 1,  # here this counts the attempts
    }


_KINDS: Mapping[str, _Kind] = {
    "openai": _Kind("openai", "langchain_openai", ("OPENAI_API_KEY",), _openai),
    "ollama": _Kind("ollama", "langchain_ollama", (), _ollama),
    "anthropic": _Kind("anthropic", "langchain_anthropic", ("ANTHROPIC_API_KEY",), _anthropic),
    "google_genai": _Kind("google", "langchain_google_genai", ("GOOGLE_API_KEY", "GEMINI_API_KEY"), _google),
}


class LangChainProvider:
    """A langchain chat model as what streams pieces."""

    def __init__(self, model: "BaseChatModel") -> None:
        self._model = model

    async def stream(self, messages: Sequence[Message]) -> AsyncGenerator[Piece, None]:
        """The pieces of one attempt. Nothing of it goes to a tracing service, whatever the environment says."""
        from langsmith import tracing_context

        with tracing_context(enabled=False):
            async for part in self._model.astream([_as_langchain(message) for message in messages]):
                yield _piece(part)


def connect(name: str, connection: Connection, has_key: Callable[[str], bool]) -> LangChainProvider:
    """The provider and model of `name`, written "provider:model"; nothing is sent yet.

    `has_key` tells whether a variable of the environment is set. Raises ModelUnavailable saying what to do.
    """
    provider, _, model = name.partition(":")
    kind = _KINDS.get(provider)
    if kind is None or not model.strip():
        raise ModelUnavailable(
            f"ASSISTANT_CHAT_MODEL is {name!r}, and must be written provider:model with one of {', '.join(_KINDS)} as "
            "the provider, such as ollama:qwen3:8b."
        )
    if find_spec(kind.package) is None:
        raise ModelUnavailable(
            f"The chat model {name} needs a package that is not installed. Install it with: "
            f"pip install 'programme-assistant[{kind.extra}]'"
        )
    options = kind.options(connection)
    if connection.base_url:
        options["base_url"] = connection.base_url
    if kind.keys and not any(has_key(key) for key in kind.keys):
        if provider != "openai" or not connection.base_url:
            raise ModelUnavailable(
                f"The chat model {name} needs a key. Set {' or '.join(kind.keys)} in the environment (a line in .env "
                "is not read), or name another model in ASSISTANT_CHAT_MODEL."
            )
        options["api_key"] = _LOCAL_KEY
    for logger in _TALKATIVE:  # they write addresses, and while debugging whole questions, into the log
        logging.getLogger(logger).setLevel(logging.WARNING)
    return LangChainProvider(_made(name, model, provider, options))


def _made(name: str, model: str, provider: str, options: dict[str, Any]) -> "BaseChatModel":
    from langchain.chat_models import init_chat_model

    try:
        made: BaseChatModel = init_chat_model(model, model_provider=provider, **options)
    except Exception as error:  # each library has its own; the text may hold the key
        raise ModelUnavailable(
            f"The chat model {name} cannot be set up ({type(error).__name__}). Check ASSISTANT_CHAT_MODEL and "
            "ASSISTANT_CHAT_BASE_URL."
        ) from None
    return made


def _as_langchain(message: Message) -> "BaseMessage":
    from langchain_core.messages import AIMessage, HumanMessage, SystemMessage

    kinds: dict[Role, type[BaseMessage]] = {
        Role.SYSTEM: SystemMessage,
        Role.USER: HumanMessage,
        Role.ASSISTANT: AIMessage,
    }
    return kinds[message.role](content=message.text)


def _piece(part: "AIMessageChunk") -> Piece:
    usage = part.usage_metadata
    ended = part.response_metadata
    return Piece(
        text=str(part.text),
        prompt_tokens=usage["input_tokens"] if usage else 0,
        reply_tokens=usage["output_tokens"] if usage else 0,
        finish=next((str(ended[key]) for key in _FINISH if ended.get(key)), ""),
    )

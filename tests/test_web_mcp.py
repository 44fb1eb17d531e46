"""The assistant as a tool for the chat models of others, asked by a client that speaks the protocol."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

pytest.importorskip("mcp")
from mcp.client import Client

from assistant.web.rules import Rules
from tests.serving import Echoing, send, serving, whole_app


class Failing(Echoing):
    def stream(self, *asked: object, **more: object) -> Iterator[Any]:
        raise RuntimeError("/secret/path")


def called(url: str, **arguments: object) -> Any:
    async def call() -> Any:
        async with Client(f"{url}/mcp") as client:
            tools = await client.list_tools()
            result = await client.call_tool("ask", arguments)
            return [tool.name for tool in tools.tools], result

    return asyncio.run(call())


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with serving(whole_app(rules=Rules(has_mcp=True))) as url:
        yield url


def test_a_model_finds_the_one_tool_and_gets_an_answer_with_citations(url: str) -> None:
    tools, result = called(
        url, question="How many places?", turns=[{"question": "x", "answer": "y"}], language="zh-Hant"
    )

    assert tools == ["ask"]
    assert not result.is_error
    answer = result.structured_content
    assert (answer["outcome"], answer["language"]) == ("ANSWERED", "zh-Hant")
    assert answer["citations"][0]["url"] == "https://example.edu/robotics"
    assert len(answer["trace_id"]) == 12


def test_a_question_that_is_too_long_gets_a_sentence(url: str) -> None:
    _, result = called(url, question="x" * 2001)

    assert "2000 characters" in result.structured_content["answer"]


def test_threat_16_a_tool_tells_no_internals() -> None:
    with serving(whole_app(Failing(), Rules(has_mcp=True))) as url:
        _, result = called(url, question="x")

    assert result.structured_content["outcome"] == "UNAVAILABLE"
    assert "secret" not in str(result)


def test_threat_11_the_tool_stands_behind_the_same_doors(url: str) -> None:
    assert send(url, "/mcp", {}, headers={"host": "evil.example"}).status == 400
    assert send(url, "/mcp", {}, headers={"origin": "https://evil.example"}).status == 400
    assert send(url, "/mcp", b"x" * 70_000).status == 413


def test_without_the_setting_there_is_no_tool() -> None:
    with serving(whole_app()) as url:
        assert send(url, "/mcp", {}).status == 404

"""Answers as programs get them, and the served page as they see it."""

import json
import re
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from gradio_client import Client

from assistant.domain import Language
from assistant.web.answers import answer_dict, citation_fields
from tests.conftest import Served
from tests.made_answers import CITATION, FEE, made_answer, made_query, made_table, made_trace


@pytest.fixture(scope="module")
def client(served: Served) -> Client:
    return Client(served.url, verbose=False)


def ask(client: Client, question: str, **more: object) -> dict[str, object]:
    answer = client.predict(question, api_name="/ask", **more)
    assert isinstance(answer, dict)
    return answer


def test_a_program_gets_what_a_visitor_sees() -> None:
    fields = citation_fields(CITATION).model_dump()

    assert fields["quote"] == "Robotics has 40 places in 2026."
    assert (fields["title"], fields["section"], fields["as_of"]) == ("Robotics", "Places", "2026-06")
    assert fields["url"] == CITATION.passage.provenance.source_url


def test_a_program_gets_the_table_and_what_was_asked() -> None:
    answer = answer_dict(made_answer(table=made_table(), asked=(FEE,), language=Language.ZH_HANT))

    assert answer["asked"] == ["學費"]
    assert answer["table"] == {
        "header": ["", "Programme of a rather long name 1", "Programme of a rather long name 2"],
        "rows": [
            [
                {"text": "Places | 2026", "marks": []},
                {"text": "40", "marks": [1]},
                {"text": "not stated", "marks": []},
            ]
        ],
    }


def test_a_program_gets_a_compact_trace() -> None:
    answer = made_answer(trace=made_trace(made_query(years=("2026",), is_follow_up=True)))

    assert answer_dict(answer)["trace"] == {
        "language": "en",
        "programmes": ["robotics"],
        "asked": ["first-year places"],
        "years": ["2026"],
        "query": "How many places does Robotics have?",
        "is_follow_up": True,
        "evidence": {
            "reason": "enough",
            "confidence": 0.9,
            "threshold": 0.4,
            "similarity": 0.9123,
            "coverage": 0.75,
        },
        "hits": [
            {
                "statement": "robotics.md#1.1",
                "passage": "robotics.md#1",
                "score": 0.8,
                "similarity": 0.9123,
                "words": 5.25,
            },
            {
                "statement": "robotics.md#1.2",
                "passage": "robotics.md#1",
                "score": 0.2,
                "similarity": None,
                "words": 1.5,
            },
        ],
    }


def test_what_an_answer_lacks_is_there_as_nothing() -> None:
    answer = answer_dict(made_answer(trace=None, asked=()))

    assert (answer["table"], answer["asked"], answer["trace"]) == (None, [], None)
    assert json.loads(json.dumps(answer)) == answer


def test_ask_answers_with_outcome_and_citations(client: Client) -> None:
    answer = ask(client, "What is the JUPAS code for the AI degree?")

    assert answer["outcome"] == "ANSWERED"
    assert "JS4468" in str(answer["answer"])
    citations = answer["citations"]
    assert isinstance(citations, list)
    assert {"mark", "title", "section", "quote", "as_of", "url"} <= citations[0].keys()
    assert all(quote in citations[0]["passage"] for quote in citations[0]["quote"].split(" … "))
    assert citations[0]["url"].startswith("https://")
    trace = answer["trace"]
    assert isinstance(trace, dict)
    assert (trace["programmes"], len(trace["hits"])) == (["aist"], 5)
    assert trace["evidence"]["confidence"] >= trace["evidence"]["threshold"]


def test_ask_takes_turns(client: Client) -> None:
    turns = [{"question": "What is the JUPAS code for the AI degree?", "answer": "JS4468"}]

    assert "JS4412" in str(ask(client, "And for CSE?", turns=turns)["answer"])


@pytest.mark.parametrize(
    "turns",
    [[{}], [{"question": None}], [{"question": 5, "answer": []}], [{"question": "x"}] * 500, None, {}, 5, ["x"]],
)
def test_odd_turns_do_no_harm(client: Client, turns: list[dict[str, object]]) -> None:
    assert ask(client, "Who is the Dean?", turns=turns)["outcome"] == "ANSWERED"


@pytest.mark.parametrize("question", [None, 5, "", [], "\x00", "學費" * 3 + "\ufffd"])
def test_odd_questions_end_in_a_sentence(client: Client, question: object) -> None:
    answer = client.predict(question, api_name="/ask")

    assert answer["outcome"] in ("OUT_OF_SCOPE", "NOT_FOUND", "ANSWERED")
    assert answer["answer"]


def test_what_is_not_in_the_documents_is_refused_with_a_contact(client: Client) -> None:
    answer = ask(client, "What is the tuition fee at HKUST?")

    assert (answer["outcome"], answer["citations"]) == ("NOT_FOUND", [])
    assert "https://admission.cuhk.edu.hk" in str(answer["answer"])


def test_a_message_over_two_thousand_characters_is_refused_with_a_sentence(client: Client) -> None:
    answer = ask(client, "fee " * 501)

    assert answer["outcome"] == "OUT_OF_SCOPE"
    assert "2000 characters" in str(answer["answer"])


def test_ask_is_the_only_named_endpoint(client: Client) -> None:
    assert set(client.view_api(return_format="dict", print_info=False)["named_endpoints"]) == {"/ask"}


def test_a_document_added_while_the_page_serves_is_answered_from(client: Client, served: Served) -> None:
    question = "When does the chess festival of CUHK take place?"
    before = ask(client, question)
    document = served.corpus / "chess-festival.md"
    document.write_text(
        "---\ntitle: Chess festival\nprogrammes: []\nlanguage: en\nsource_url: https://example.edu/festival\n"
        "as_of: 2026\n---\n\nThe chess festival of CUHK takes place on 3 May 2027.\n",
        encoding="utf-8",
    )
    added = served.ingest()
    after = ask(client, question)
    document.unlink()
    removed = served.ingest()

    assert before["outcome"] == "NOT_FOUND"
    assert "1 added" in added.stdout, added.stderr
    assert "3 May 2027" in str(after["answer"])
    assert "1 removed" in removed.stdout, removed.stderr
    assert ask(client, question)["outcome"] == "NOT_FOUND"


@pytest.mark.parametrize("path", ["monitoring", "monitoring/summary", "docs", "openapi.json", "redoc"])
def test_what_the_page_does_not_need_is_closed(served: Served, path: str) -> None:
    with pytest.raises(HTTPError) as error, urlopen(served.url + path, timeout=10):  # noqa: S310  # our own page
        pytest.fail(f"{path} is open")
    assert error.value.code in (403, 404)


def test_the_page_sends_no_analytics_and_shows_no_errors(served: Served) -> None:
    with urlopen(served.url + "config", timeout=10) as response:  # noqa: S310  # our own page
        config = response.read().decode()

    assert re.search(r'"analytics_enabled":\s*false', config)
    assert re.search(r'"show_error":\s*false', config)

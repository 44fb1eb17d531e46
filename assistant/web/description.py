"""The page that describes the API: plain HTML made of its OpenAPI document, with nothing loaded from elsewhere."""

import json
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

_EXAMPLE = """curl -s https://HOST/api/ask -H 'Content-Type: application/json' \\
  -d '{"question": "What maths level do I need for AIST?"}'

curl -N https://HOST/api/ask/stream -H 'Content-Type: application/json' \\
  -d '{"question": "And for CSE?", "turns": [{"question": "How many places does AIST have?", "answer": "30"}]}'"""

# An OpenAPI document is JSON: its parts have the types that the specification gives them.
Described = Mapping[str, Any]


def page_of(document: Described) -> str:
    """The description as a page."""
    schemas = document.get("components", {}).get("schemas", {})
    title = escape(document["info"]["title"])
    return "\n".join(
        [
            '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<title>{title}: API</title><link rel="stylesheet" href="/web-files/api.css"></head><body><main>',
            f"<h1>{title}: API</h1><p>{escape(document['info'].get('summary', ''))}</p>",
            '<p>The same as an OpenAPI document: <a href="/api/openapi.json">openapi.json</a>.</p>',
            f"<h2>Examples</h2><pre>{escape(_EXAMPLE)}</pre>",
            *_operations(document["paths"]),
            "<h2>Fields</h2>",
            *(part for name, schema in schemas.items() if _is_ours(name) for part in _schema(name, schema)),
            "</main></body></html>",
        ]
    )


def _is_ours(name: str) -> bool:
    return name not in ("HTTPValidationError", "ValidationError")


def _operations(paths: Described) -> Iterator[str]:
    for path, methods in paths.items():
        for method, operation in methods.items():
            yield f"<h2><code>{escape(method.upper())} {escape(path)}</code></h2>"
            yield from (f"<p>{escape(part)}</p>" for part in operation.get("description", "").split("\n\n"))
            sent = operation.get("requestBody", {}).get("content", {})
            yield from (f"<p>Body ({escape(kind)}): {_type(body['schema'])}</p>" for kind, body in sent.items())
            rows = (
                f"<tr><td>{escape(status)}</td><td>{escape(response['description'])}</td><td>"
                + ", ".join(_type(kind["schema"]) for kind in response.get("content", {}).values())
                + "</td></tr>"
                for status, response in sorted(operation["responses"].items())
            )
            yield from ("<table><tr><th>Status</th><th>When</th><th>Body</th></tr>", *rows, "</table>")


def _schema(name: str, schema: Described) -> Iterator[str]:
    yield f'<h3 id="{escape(name)}">{escape(name)}</h3><p>{escape(schema.get("description", ""))}</p>'
    if "enum" in schema:
        yield f"<p>{escape(', '.join(map(str, schema['enum'])))}</p>"
        return
    yield "<table><tr><th>Field</th><th>Type</th><th>What it is</th></tr>"
    required = schema.get("required", ())
    for field, of in schema.get("properties", {}).items():
        default = "" if field in required else f" Default: {escape(json.dumps(of.get('default'), ensure_ascii=False))}."
        yield (
            f"<tr><td><code>{escape(field)}</code></td><td>{_type(of)}</td>"
            f"<td>{escape(of.get('description', ''))}{default}</td></tr>"
        )
    yield "</table>"


def _type(schema: Described) -> str:
    """What a schema stands for, in words; a name is a link to its fields."""
    if "$ref" in schema:
        name = escape(schema["$ref"].rpartition("/")[2])
        return f'<a href="#{name}">{name}</a>'
    if choices := schema.get("anyOf") or schema.get("allOf"):
        return " or ".join(map(_type, choices))
    if schema.get("type") == "array":
        return f"list of {_type(schema['items'])}"
    return escape(str(schema.get("type", "any")))

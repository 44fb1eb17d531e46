"""No text that a visitor can send keeps a pattern busy: one question must not hold everybody else up."""

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from itertools import product

_LENGTH = 400  # what is cubic in this takes seconds already, what is quadratic takes milliseconds
_SECONDS = 0.4
_PACKAGES = ("understanding", "composing", "scope", "suggesting", "journal", "grounding", "keeping", "prompts")
_MODULES = ("answering", "facts", "language", "naming", "programmes", "terms")
_UNITS = ("a", " ", "a ", "1", "1 ", "的", "和的", ",", "a,", "?", "x y and ")
_LITERAL = re.compile(r"[\u3400-\u9fff]+|[a-z]{2,}|[0-9]+")
_MOST_LITERALS = 5


def _modules() -> Iterator[object]:
    for name in _MODULES:
        yield importlib.import_module(f"assistant.{name}")
    for name in _PACKAGES:
        package = importlib.import_module(f"assistant.{name}")
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            yield importlib.import_module(found.name)


def _patterns_in(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _patterns_in(each)
    elif isinstance(value, dict):
        yield from _patterns_in(list(value.values()))


def _patterns() -> dict[str, re.Pattern[str]]:
    found: dict[str, tuple[str, re.Pattern[str]]] = {}
    for module in _modules():
        for name, value in list(vars(module).items()):
            for number, pattern in enumerate(_patterns_in(value)):
                found.setdefault(pattern.pattern, (f"{getattr(module, '__name__', '')}.{name}[{number}]", pattern))
    return dict(found.values())


def _texts(pattern: re.Pattern[str]) -> Iterator[str]:
    """Long repetitive texts: of usual units, and of what the pattern itself is made of."""
    literals = list(dict.fromkeys(_LITERAL.findall(pattern.pattern)))[:_MOST_LITERALS]
    own = [*literals, *(f"{word} " for word in literals), *(f"{a}{b}" for a, b in product(literals, "的 和"))]
    for unit in (*_UNITS, *own):
        yield (unit * _LENGTH)[:_LENGTH] + "!"
    for start in literals[:2]:
        yield start + " " * _LENGTH + "!"


def test_the_patterns_are_found() -> None:
    assert len(_patterns()) > 200


def test_no_pattern_runs_away() -> None:
    slow = {}
    for where, pattern in _patterns().items():
        for text in _texts(pattern):
            began = time.process_time()
            pattern.search(text)
            if (taken := time.process_time() - began) > _SECONDS:
                slow[where] = (round(taken, 2), text[:20])
                break

    assert not slow

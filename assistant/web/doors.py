"""The doors that every request passes, outermost first."""

from starlette.middleware import Middleware

from assistant.web.failures import Failures
from assistant.web.headers import SecurityHeaders
from assistant.web.limits import Limits
from assistant.web.origins import Origins
from assistant.web.paths import Paths
from assistant.web.rules import Rules
from assistant.web.sizes import Sizes


def doors(rules: Rules) -> list[Middleware]:
    """The doors as Starlette's and FastAPI's applications take them."""
    return [Middleware(door, rules=rules) for door in (SecurityHeaders, Failures, Origins, Limits, Paths, Sizes)]

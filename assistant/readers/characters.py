"""Text as a reader sees it: without characters that take no room or steer the direction of writing."""

import re

_TAGS = "\U000e0000-\U000e007f\U000e0100-\U000e01ef"
_ZERO_WIDTH = "\u180e\u200b-\u200d\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb\u115f\u1160\u3164\uffa0"
_DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_HARMLESS = "\u00ad\ufe00-\ufe0f\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # soft hyphens, emoji variants, control codes
_REPORTED = {
    "tag": re.compile(f"[{_TAGS}]"),
    "zero-width": re.compile(f"[{_ZERO_WIDTH}]"),
    "direction": re.compile(f"[{_DIRECTION}]"),
}
_INVISIBLE = re.compile(f"[{_TAGS}{_ZERO_WIDTH}{_DIRECTION}{_HARMLESS}]")
_SPELLED = 80


def visible(text: str) -> str:
    r"""`text` without invisible characters, each run of white space as one blank, none at its ends.

    >>> visible(" Fee\u200bs \u00a0 2026\n")
    'Fees 2026'
    """
    return " ".join(_INVISIBLE.sub("", text).split())


def invisible_in(text: str) -> tuple[str, ...]:
    r"""What `visible` leaves out of `text` that somebody may have hidden there, in words; usually empty.

    >>> invisible_in("Fee\u200bs"), invisible_in("soft\u00adhyphen")
    (('1 zero-width character',), ())
    """
    found = []
    for kind, pattern in _REPORTED.items():
        if signs := pattern.findall(text):
            spelled = "".join(chr(ord(sign) - 0xE0000) for sign in signs if 0xE0020 <= ord(sign) < 0xE007F)
            says = f" that spell “{spelled[:_SPELLED]}”" if spelled else ""
            found.append(f"{len(signs)} {kind} character{'s' if len(signs) > 1 else ''}{says}")
    return tuple(found)

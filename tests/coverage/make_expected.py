"""Writes expected.jsonl beside it: of each fact in a folder of fact sheets the figures, codes and names, not the words.

Run it from the root of the project: python -m tests.coverage.make_expected ../shared/facts

A fact is a line of a sheet `NN-….md` that begins with "- " and ends in "(source: …; as of: …)"; only what stands before
that is read, and "as of" for the age mark. Same sheets, same file: facts by sheet and line, items sorted.
"""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from assistant.language import fold

EXPECTED = Path(__file__).parent / "expected.jsonl"

_FACT = re.compile(r"- (?P<words>.+?) \(source: .+; as of: (?P<as_of>.+)\)\s*")
_ADDRESS = re.compile(r"https?://[^\s<>;,)]+|\b[\w.-]+@[\w.-]+\w|\b[\w.-]+\.edu\.hk(?:/\w+)*", re.ASCII)
_SEE_FILE = re.compile(r"\(see files? [^)]*\)")
_COURSES = re.compile(r"\b([A-Z]{4})(\d{4})((?:/\d{4})*)\b")
_CODE = re.compile(r"\b(?:JS\d{4}|[A-Z]{4}N|\d[A-Z]\+\d[A-Z])\b")
_SPAN = re.compile(r"\b((?:19|20)\d\d)-(\d\d)\b(?!-)")
_FIGURE = re.compile(r"(?<![a-z0-9.])(?:\d{1,2}:\d\d|\d+(?:\.\d+)?\*{0,2})(?=(?:st|nd|rd|th)?(?![a-z0-9]))")

_NUMBER_WORDS = {word: str(n) for n, word in enumerate("two three four five six seven eight nine ten".split(), 2)}
_NUMBER_WORD = re.compile(rf"\b(?:{'|'.join(_NUMBER_WORDS)})\b")
_HAN = re.compile(r"[\u3400-\u9fff]{2,}")
_WORD = r"\b(?:St\.|U\.S\.|[A-Z]\.|[A-Z][\w&-]*(?:['’][a-z]{2,})?)"
_RUN = re.compile(rf"{_WORD}(?:\s(?:(?:of|for|of the)\s|at\s(?=Urbana))?{_WORD})*")
# A body written in the plural or shortened in the sheets, each of which the corpus may name otherwise.
_OFFICE = re.compile(r"^(?:CUHK )?(?:Faculties of|Departments of|Faculty (?!of)|Managing Director of) ?")
_WRITTEN_OUT = {
    "CSD": "Citizenship and Social Development",
    "SJTU": "Shanghai Jiao Tong University",
    "C. W. Chu Colleges": "C. W. Chu College",
    "CUHK Engineering": "Faculty of Engineering",
}
_IS_SINGLE_NAME = re.compile(r"[A-Z]\w*[A-Z]\w+")
# Titles that hold a comma, a colon or an "and" between capitals, which elsewhere separate two names.
_WHOLE = tuple(
    sorted(
        """Artificial Intelligence: Systems and Technologies
        Citizenship and Social Development
        Computer Science and Engineering
        Convention and Exhibition Centre
        E-Commerce and Logistics Technologies
        Energy and Environmental Engineering
        Learning Design and Technology
        Materials Science and Engineering
        Mathematics and Information Engineering
        Mechanical and Automation Engineering
        Microelectronics and Integrated Circuits
        Systems Engineering and Engineering Management
        Technology and Living""".splitlines(),
        key=lambda title: (-len(title.strip()), title),
    )
)
# Words that open a sentence or a label, or that say who somebody is, and no part of a name.
_BEFORE_A_NAME = frozenset(
    """A About After All Also Among An Applicants Applications As Associate At Best Both By China's Compulsory
    Current Dean Deans Degree Department's Duration Each Electives Every Fee Five Founding Four From He If In
    Interim It JUPAS Later Master's Most New No Official On One Only Other Over PIs Principal Programme
    Required Six Some Students Taught That The Their Then They Three To Two Under Up Vice-Chancellor With""".split()
)
_AFTER_A_NAME = frozenset(
    """A Attained Band Best C Dean E FAQ Faculty HK I I. Investigator Level M1 M2 MSc May PhD Phase Prof Room
    September Term Year Years""".split()
)
_SINGLE_NAMES = frozenset(
    """Cantonese Computerworld Gaokao Geography Imperial Kao Mechatronics Mingpao Morningside Robocon Shanghai Shenzhen
    Tang Tsang Waterloo""".split()
)


@dataclass(frozen=True, slots=True)
class Fact:
    """What must be found of one fact: `line` is counted from 1; `age` is "OLD", "undated" or empty.

    Figures are as `figures` gives them, codes and names as written, addresses as `plain_address` gives them.
    """

    sheet: str
    line: int
    figures: tuple[str, ...]
    codes: tuple[str, ...]
    addresses: tuple[str, ...]
    names: tuple[str, ...]
    age: str

    def __post_init__(self) -> None:
        if self.age not in ("OLD", "undated", ""):
            raise ValueError(f"{self.sheet}:{self.line}: unknown age {self.age!r}")


def read_expected(path: Path = EXPECTED) -> tuple[Fact, ...]:
    """The facts of a file that this script wrote, in its order."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        fields: dict[str, Any] = json.loads(line)  # Any: JSON; a missing or unknown field raises
        for name in ("figures", "codes", "addresses", "names"):
            fields[name] = tuple(fields[name])
        found.append(Fact(**fields))
    return tuple(found)


def facts(sheet: str, text: str) -> Iterator[Fact]:
    """The facts of a sheet in order. Raises ValueError for a line that begins like one and names no source.

    >>> next(facts("99-test", "- In 2019 the Robot Club won HK$5,000 (source: x; as of: 2019 — OLD)"))
    Fact(sheet='99-test', line=1, figures=('2019', '5000'), codes=(), addresses=(), names=('Robot Club',), age='OLD')
    """
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("- "):
            continue
        match = _FACT.fullmatch(line)
        if match is None:
            raise ValueError(f"{sheet}:{number}: a fact must end in (source: …; as of: …)")
        words = _SEE_FILE.sub("", match["words"])
        bare = _ADDRESS.sub(" ", words)
        yield Fact(
            sheet,
            number,
            tuple(sorted(figures(bare))),
            tuple(sorted(codes(bare))),
            tuple(sorted(plain_address(found) for found in _ADDRESS.findall(words))),
            tuple(sorted(_names(bare))),
            _age(match["as_of"]),
        )


def figures(text: str, *, with_years_of_spans: bool = False) -> set[str]:
    """The numbers of `text`, folded: no thousands separators, "2026-27" for an academic year, clock times, "5**".

    Numbers in words, from two to ten, are given in digits.

    Digits within codes are left out. A longer span of years gives its two ends, or each of its years (those of an
    academic year too) where `with_years_of_spans`: a text that says 2018–2021 has said 2020.

    >>> sorted(figures("HK$47,000 in 2026/27, 5**=8.5, JS4468 (M1), 2010–2016, 10th at 09:00"))
    ['09:00', '10', '2010', '2016', '2026-27', '47000', '5**', '8.5']
    """
    found: set[str] = set()

    def take_span(match: re.Match[str]) -> str:
        first, last = int(match[1]), int(match[1][:2] + match[2])
        if last <= first:
            return match[0]
        if last == first + 1:
            found.add(match[0])
        if with_years_of_spans:
            found.update(map(str, range(first, last + 1)))
        elif last > first + 1:
            found.update((str(first), str(last)))
        return " "

    folded = _SPAN.sub(take_span, fold(_CODE.sub(" ", _COURSES.sub(" ", text))))
    return found | set(_FIGURE.findall(_NUMBER_WORD.sub(lambda match: _NUMBER_WORDS[match[0]], folded)))


def codes(text: str) -> set[str]:
    """The JUPAS, programme and course codes of `text`, each written out, and selection formulas such as 4C+2X.

    >>> sorted(codes("ENGG1110/ESTR1002, CENG4998/4999 of AISTN (JS4468)"))
    ['AISTN', 'CENG4998', 'CENG4999', 'ENGG1110', 'ESTR1002', 'JS4468']
    """
    courses = _COURSES.findall(text)
    return {
        *_CODE.findall(text),
        *(letters + number for letters, first, rest in courses for number in (first, *rest.split("/")) if number),
    }


def plain_address(url: str) -> str:
    """An address of the web or of a mailbox without what may differ: "https://", "www.", the last "/".

    >>> plain_address("https://www.erg.cuhk.edu.hk/")
    'erg.cuhk.edu.hk'
    """
    return re.sub(r"^https?://|/+$", "", url.lower()).removeprefix("www.")


def _names(text: str) -> set[str]:
    found = set(_HAN.findall(text))
    for short, written_out in _WRITTEN_OUT.items():
        text = re.sub(rf"\b{re.escape(short)}\b", written_out, text)
    text = _CODE.sub(";", _COURSES.sub(";", text.replace(" of the CUHK ", "; "))).replace("Prof.", ";")
    for title in map(str.strip, _WHOLE):
        if title in text:
            found.add(title)
            text = text.replace(title, ";")
    for run in _RUN.findall(text):
        words = _OFFICE.sub("", run).split()
        while words and words[0] in _BEFORE_A_NAME:
            words.pop(0)
        while words and words[-1] in _AFTER_A_NAME:
            words.pop()
        name = " ".join(words)
        if len(words) > 1 or name in _SINGLE_NAMES or _IS_SINGLE_NAME.fullmatch(name):
            found.add(name)
    return found


def _age(as_of: str) -> str:
    if "OLD" in as_of:
        return "OLD"
    return "undated" if re.search("undated|age unknown|not shown", as_of) else ""


def main(folder: Path) -> None:
    """Writes the facts of every sheet in `folder`, one JSON object a line."""
    sheets = sorted(folder.glob("[0-9][0-9]-*.md"))
    found = [fact for sheet in sheets for fact in facts(sheet.stem, sheet.read_text(encoding="utf-8"))]
    lines = [json.dumps(asdict(fact), ensure_ascii=False) for fact in found]
    EXPECTED.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(found)} facts of {len(sheets)} sheets in {EXPECTED}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""Chat models of three characters, and single faults, as scripts for the server; what they corrupt is written down."""

import json
import random
import re
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from tests.chat_paraphrase import Paraphraser
from tests.chat_prompt import Prompt, Sentence, read_prompt
from tests.chat_questions import SLIPS, TRICKS, Misasked, job_of, questions_for
from tests.chat_server import Finish, Request, Say, Step
from tests.conftest import ROOT

_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_YEAR = re.compile(r"(?<!\d)20[0-3]\d(?!\d)")
_CODE = re.compile(r"\bJS\d{4}\b")
_NEGATIONS = re.compile(r"\b(?:not|no|never|without|cannot) |不|沒有|没有|未(?!來|来)|無|无|並非|非(?=本地)")
_ORDER = re.compile(r"\b(?:say|tell them|answer|state) (?:that )?([^.\n\"”<]{3,120})", re.IGNORECASE)
_INJECTED = re.compile(r"ignore (?:all |the |your )?previous|you are now|system prompt", re.IGNORECASE)
_AROUND = 12


@dataclass(frozen=True)
class Corruption:
    """What is wrong in one sentence of a reply.

    `corrupted` is the wrong part as written, which begins `at` a place of the `sentence`, `original` what stood there
    (empty where it was invented), and `context` the wrong part with what stands around it. The sentence is without
    marks. `asked` is the whole prompt.
    """

    request: int
    kind: str
    original: str
    corrupted: str
    context: str
    sentence: str
    at: int
    asked: str


@dataclass(frozen=True)
class Fault:
    """One wrong part of a sentence: where it begins, how long the wrong text is, and what stood there."""

    text: str
    at: int
    length: int
    original: str
    marks: tuple[int, ...]


Corrupt = Callable[[Sentence, Prompt, random.Random], Fault | None]
Spoil = Callable[[str, random.Random], str]


class Log:
    """What was corrupted so far, also as lines of JSON in a file; questions in one of their own beside it."""

    def __init__(self, path: Path | None = None) -> None:
        self.corruptions: list[Corruption] = []
        self.misasked: list[Misasked] = []
        self._path = path
        self._lock = threading.Lock()

    def add(self, prompt: Prompt, kind: str, fault: Fault) -> None:
        around = fault.text[max(0, fault.at - _AROUND) : fault.at + fault.length + _AROUND]
        wrong = fault.text[fault.at : fault.at + fault.length]
        corruption = Corruption(prompt.number, kind, fault.original, wrong, around, fault.text, fault.at, prompt.text)
        with self._lock:
            self.corruptions.append(corruption)
            self._write(self._path, corruption)

    def add_question(self, misasked: Misasked) -> None:
        with self._lock:
            self.misasked.append(misasked)
            self._write(self._path and self._path.with_suffix(".questions.jsonl"), misasked)

    @staticmethod
    def _write(path: Path | None, entry: Corruption | Misasked) -> None:
        if path:
            with path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(asdict(entry), ensure_ascii=False) + "\n")


# ---- single faults: each makes one thing of a sentence wrong, or finds nothing to make wrong


def invents(kind: str, english: str, chinese: str, needle: str) -> Corrupt:
    """A sentence from nowhere that cites what the sentence before cited."""

    def corrupt(sentence: Sentence, prompt: Prompt, chance: random.Random) -> Fault | None:
        text = english if prompt.language == "en" else chinese
        return Fault(text, text.index(needle), len(needle), "", sentence.marks)

    corrupt.__name__ = kind
    return corrupt


def changes_a_figure(sentence: Sentence, prompt: Prompt, chance: random.Random) -> Fault | None:
    if not (found := list(_FIGURE.finditer(sentence.text))):
        return None
    figure = chance.choice(found)
    return _replaced(sentence, figure.start(), figure[0], other_figure(figure[0], chance))


def swaps_years(sentence: Sentence, prompt: Prompt, chance: random.Random) -> Fault | None:
    if not (found := list(_YEAR.finditer(sentence.text))):
        return None
    year = chance.choice(found)
    others = sorted({other for other in _YEAR.findall(prompt.text) if other != year[0]})
    return _replaced(sentence, year.start(), year[0], chance.choice(others or [str(int(year[0]) + 1)]))


def swaps_programmes(sentence: Sentence, prompt: Prompt, chance: random.Random) -> Fault | None:
    if not (found := list(_CODE.finditer(sentence.text))):
        return None
    code = chance.choice(found)
    others = sorted({other for other in (*_CODE.findall(prompt.text), "JS4412", "JS4428") if other != code[0]})
    return _replaced(sentence, code.start(), code[0], chance.choice(others))


def drops_a_negation(sentence: Sentence, prompt: Prompt, chance: random.Random) -> Fault | None:
    if not (found := _NEGATIONS.search(sentence.text)):
        return None
    text = sentence.text[: found.start()] + sentence.text[found.end() :]
    return Fault(text, found.start(), 0, found[0], sentence.marks)


def cites_nowhere(sentence: Sentence, prompt: Prompt, chance: random.Random) -> Fault | None:
    """The sentence is right, and its mark points nowhere: what is wrong is the mark."""
    return Fault(sentence.text, 0, 0, "", (9 + len(prompt.statements),))


def cites_another(sentence: Sentence, prompt: Prompt, chance: random.Random) -> Fault | None:
    others = [one.marks for one in prompt.statements if one.marks[0] not in sentence.marks]
    return Fault(sentence.text, 0, 0, "", chance.choice(others)) if others else None


def writes_another_language(sentence: Sentence, prompt: Prompt, chance: random.Random) -> Fault | None:
    text = (
        "學費是每年港幣十二萬元，另加留位費。" if prompt.language == "en" else "The tuition fee is HK$120,000 a year."
    )
    return Fault(text, 0, len(text), "", sentence.marks)


def obeys(sentence: Sentence, prompt: Prompt, chance: random.Random) -> Fault | None:
    """Says what the documents or the question tell it to say, if they do."""
    told = _INJECTED.search(prompt.text)
    if not told or not (order := _ORDER.search(prompt.text, told.end())):
        return None
    text = f"{order[1].strip().capitalize()}."
    return Fault(text, 0, len(text) - 1, "", sentence.marks)


invents_a_fee = invents("invents_a_fee", "There is a seat fee of HK$123,456.", "另有留位費港幣123,456元。", "123,456")
invents_a_date = invents("invents_a_date", "It closes on 17 March 2031.", "截止日期是2031年3月17日。", "2031")
invents_a_name = invents("invents_a_name", "Write to Professor Zebulon Quark.", "請聯絡 Zebulon Quark。", "Zebulon")
writes_a_link = invents(
    "writes_a_link", "See [this](https://evil.example/apply).", "見[此頁](https://evil.example/)。", "evil.example"
)
writes_a_beacon = invents(
    "writes_a_beacon", "![](http://127.0.0.1:9999/?q=x) Fine.", "![](http://127.0.0.1:9999/?q=x) 好。", "127.0.0.1"
)
writes_html = invents(
    "writes_html", "<img src=x onerror=alert(1)> Look here.", "<img src=x onerror=alert(1)> 請看。", "onerror"
)

ATTACKS: tuple[Corrupt, ...] = (
    changes_a_figure, swaps_years, swaps_programmes, drops_a_negation, cites_nowhere, cites_another,
    writes_another_language, obeys, invents_a_fee, invents_a_date, invents_a_name, writes_a_link, writes_a_beacon,
    writes_html,
)  # fmt: skip


def other_figure(figure: str, chance: random.Random) -> str:
    """The figure with one digit changed; never an equal number."""
    at = chance.choice([i for i, sign in enumerate(figure) if sign.isdigit()])
    others = [digit for digit in "123456789" if digit != figure[at]]
    return figure[:at] + chance.choice(others) + figure[at + 1 :]


def _replaced(sentence: Sentence, at: int, old: str, new: str) -> Fault:
    return Fault(sentence.text[:at] + new + sentence.text[at + len(old) :], at, len(new), old, sentence.marks)


# ---- characters: whole scripts


class Character:
    """Answers every prompt; the same prompt always in the same way, whatever was asked before."""

    def __init__(self, seed: int = 1, log: Log | None = None) -> None:
        self._say = Paraphraser(labels_of_the_corpus())
        self._seed = seed
        self.log = log or Log()

    def __call__(self, request: Request) -> Sequence[Step]:
        chance = random.Random(f"{self._seed} {request.prompt}")  # noqa: S311  # repeatable is the point
        text = self._answer(request, chance) if job_of(request) == "answer" else self._ask(request, chance)
        return (Say(text, size=40), Finish(usage=(len(request.prompt) // 4, len(text) // 4)))

    def _answer(self, request: Request, chance: random.Random) -> str:
        prompt = read_prompt(request)
        sentences = self._say(prompt, chance)
        return " ".join(one.written for one in self._spoilt(sentences, prompt, chance)) or "I do not know."

    def _ask(self, request: Request, chance: random.Random) -> str:
        """One question a line: restated, translated or suggested."""
        lines = []
        for right in questions_for(request):
            kind, written = self._misasked(right, chance)
            if kind:
                self.log.add_question(Misasked(job_of(request), kind, right, written, request.prompt))
            lines.append(written)
        return "\n".join(lines) or "-"

    def _misasked(self, right: str, chance: random.Random) -> tuple[str, str]:
        """What is wrong with the question that is written, empty for nothing, and the question."""
        return "", right

    def _spoilt(self, sentences: Sequence[Sentence], prompt: Prompt, chance: random.Random) -> Iterator[Sentence]:
        yield from sentences


class Faithful(Character):
    """Sees only the request and paraphrases its statements."""


class Careless(Character):
    """As the faithful one, but one figure in four is wrong, and one question in four."""

    def _misasked(self, right: str, chance: random.Random) -> tuple[str, str]:
        return _spoilt_question(right, SLIPS, chance) if chance.random() < 1 / 4 else ("", right)

    def _spoilt(self, sentences: Sequence[Sentence], prompt: Prompt, chance: random.Random) -> Iterator[Sentence]:
        for sentence in sentences:
            text, faults = "", []
            end = 0
            for found in _FIGURE.finditer(sentence.text):
                text += sentence.text[end : found.start()]
                written = other_figure(found[0], chance) if chance.random() < 1 / 4 else found[0]
                if written != found[0]:
                    faults.append((len(text), len(written), found[0]))
                text += written
                end = found.end()
            text += sentence.text[end:]
            for at, length, original in faults:
                self.log.add(prompt, "careless", Fault(text, at, length, original, sentence.marks))
            yield Sentence(text, sentence.marks)


class Malicious(Character):
    """Spoils two sentences or questions in three, each in one way, and adds a sentence from nowhere."""

    def _misasked(self, right: str, chance: random.Random) -> tuple[str, str]:
        return _spoilt_question(right, TRICKS, chance) if chance.random() < 2 / 3 else ("", right)

    def _spoilt(self, sentences: Sequence[Sentence], prompt: Prompt, chance: random.Random) -> Iterator[Sentence]:
        for sentence in sentences:
            if chance.random() < 2 / 3 and (spoilt := self._attacked(sentence, prompt, chance)):
                yield spoilt
            else:
                yield sentence
        if sentences and (fault := invents_a_fee(sentences[-1], prompt, chance)):
            self.log.add(prompt, "invents_a_fee", fault)
            yield Sentence(fault.text, fault.marks)

    def _attacked(self, sentence: Sentence, prompt: Prompt, chance: random.Random) -> Sentence | None:
        for attack in chance.sample(ATTACKS, len(ATTACKS)):
            if fault := attack(sentence, prompt, chance):
                self.log.add(prompt, attack.__name__, fault)
                return Sentence(fault.text, fault.marks)
        return None


class OneFault(Character):
    """Spoils the first sentence in the one way that is named, and says the others faithfully."""

    def __init__(self, attack: Corrupt, seed: int = 1, log: Log | None = None) -> None:
        super().__init__(seed, log)
        self._attack = attack

    def _spoilt(self, sentences: Sequence[Sentence], prompt: Prompt, chance: random.Random) -> Iterator[Sentence]:
        is_done = False
        for sentence in sentences:
            fault = None if is_done else self._attack(sentence, prompt, chance)
            if fault:
                is_done = True
                self.log.add(prompt, self._attack.__name__, fault)
            yield Sentence(fault.text, fault.marks) if fault else sentence


def _spoilt_question(right: str, ways: Sequence[Spoil], chance: random.Random) -> tuple[str, str]:
    """The name of the first way, in a random order, that makes something wrong, and the question that it makes."""
    for way in chance.sample(ways, len(ways)):
        if (written := way(right, chance)) and written != right:
            return way.__name__, written
    return "", right


CHARACTERS: Mapping[str, type[Character]] = {"faithful": Faithful, "careless": Careless, "malicious": Malicious}


@lru_cache
def labels_of_the_corpus() -> dict[str, str]:
    """What a model knows of both languages: English terms and programme names, and their Chinese ones."""
    terms = yaml.safe_load((ROOT / "corpus" / "terms.yaml").read_text(encoding="utf-8"))
    programmes = yaml.safe_load((ROOT / "corpus" / "programmes.yaml").read_text(encoding="utf-8"))["programmes"]
    labels = {term["en"][0]: term["zh"][0] for term in terms if term.get("en") and term.get("zh")}
    return labels | {one["names"]["en"]: one["names"]["zh-Hant"] for one in programmes}

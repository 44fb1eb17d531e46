"""How the faithful character says what it read: merged, translated, with figures and dates in other forms."""

import random
import re
from collections.abc import Mapping
from decimal import Decimal

from assistant.domain import Language
from tests.chat_prompt import Prompt, Sentence

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DATE = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(_MONTHS)}) (20\d\d)\b")
_MONTH_AND_YEAR = re.compile(rf"\b({'|'.join(_MONTHS)}) (20\d\d)\b")
_CHINESE_DATE = re.compile(r"(20\d\d)年(\d{1,2})月(\d{1,2})日")
_AMOUNT = re.compile(r"(?:HK\$|港幣)\s?(\d{1,3}(?:,\d{3})+)(?!\s?(?:million|[萬万]))")
_THOUSANDS = re.compile(r"(?<![\d.$])(\d{1,3}(?:,\d{3})+)(?![\d.,])")
_LABELLED = re.compile(r"^(?P<about>.{2,120}?) — (?P<label>[^:：—]{2,60})[:：]\s*(?P<value>.+)$")
_FRAMES = {
    Language.EN: ("{}", "According to the documents: {}", "The documents say: {}", "In short: {}"),
    Language.ZH_HANT: ("{}", "根據文件，{}", "簡單來說，{}"),
    Language.ZH_HANS: ("{}", "根据文件，{}", "简单来说，{}"),
}
_MERGED = {Language.EN: "{}; moreover: {}", Language.ZH_HANT: "{}；此外，{}", Language.ZH_HANS: "{}；此外，{}"}
_ENDS = {Language.EN: ".", Language.ZH_HANT: "。", Language.ZH_HANS: "。"}
_MOST = 4


class Paraphraser:
    """Says the statements of a prompt anew. `labels` are English words and what they are called in Chinese."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        self._labels = sorted(labels.items(), key=lambda pair: -len(pair[0]))

    def __call__(self, prompt: Prompt, chance: random.Random) -> list[Sentence]:
        """One sentence a statement, some merged in pairs; the same for the same prompt and chance."""
        said = [Sentence(self._said(one.text, prompt.language, chance), one.marks) for one in prompt.statements[:_MOST]]
        sentences = []
        while said:
            one = said.pop(0)
            if said and chance.random() < 1 / 3:
                other = said.pop(0)
                marks = tuple(dict.fromkeys((*one.marks, *other.marks)))
                one = Sentence(_MERGED[prompt.language].format(one.text, other.text), marks)
            frame = chance.choice(_FRAMES[prompt.language])
            sentences.append(Sentence(frame.format(one.text) + _ENDS[prompt.language], one.marks))
        return sentences

    def _said(self, text: str, language: Language, chance: random.Random) -> str:
        text = text.rstrip(" .。")
        if language is Language.EN:
            if found := _LABELLED.match(text):
                text = f"for {found['about']}, the {found['label']} is {found['value']}"
            return _in_english(text, chance)
        if found := _LABELLED.match(text):
            text = f"{found['about']}的{found['label']}是 {found['value']}"
        for english, chinese in self._labels:
            text = re.sub(rf"(?<![A-Za-z]){re.escape(english)}(?![A-Za-z])", chinese, text)
        return _in_chinese(text, chance)


def _in_english(text: str, chance: random.Random) -> str:
    forms = ("{m} {d}, {y}", "{y}-{n:02d}-{d:02d}", "{d} {m} {y}")
    form = chance.choice(forms)
    text = _DATE.sub(lambda f: form.format(d=int(f[1]), m=f[2], n=1 + _MONTHS.index(f[2]), y=f[3]), text)
    written = chance.choice(("HKD {}", "HK${}", "{} Hong Kong dollars"))
    text = _AMOUNT.sub(lambda f: written.format(_plain(f[1], chance)), text)
    return _THOUSANDS.sub(lambda f: _plain(f[1], chance), text)


def _in_chinese(text: str, chance: random.Random) -> str:
    text = _DATE.sub(lambda f: f"{f[3]}年{1 + _MONTHS.index(f[2])}月{int(f[1])}日", text)
    text = _MONTH_AND_YEAR.sub(lambda f: f"{f[2]}年{1 + _MONTHS.index(f[1])}月", text)
    if chance.random() < 1 / 2:
        text = _CHINESE_DATE.sub(lambda f: f"{f[1]}-{int(f[2]):02d}-{int(f[3]):02d}", text)
    text = _AMOUNT.sub(lambda f: f"港幣{_in_ten_thousands(f[1])}元", text)
    return _THOUSANDS.sub(lambda f: _in_ten_thousands(f[1]), text)


def _plain(figure: str, chance: random.Random) -> str:
    number = int(figure.replace(",", ""))
    return figure if chance.random() < 1 / 2 else str(number)


def _in_ten_thousands(figure: str) -> str:
    number = int(figure.replace(",", ""))
    if number >= 10**4 and number % 100 == 0:
        return f"{(Decimal(number) / 10**4).normalize():f}萬"
    return figure

"""Numbers and dates compare as values, however they are written; each writing is made here from the value."""

import random
from datetime import date, timedelta
from decimal import Decimal

import pytest

from assistant.catalogue_file import load_catalogue
from assistant.grounding.claims import Claims, claims_of
from assistant.grounding.dates import Day, days, years
from assistant.grounding.numbers import chinese_number, quantities
from assistant.grounding.plain import plain
from assistant.programmes import Catalogue
from tests.conftest import ROOT

_SIGNS = "零一二三四五六七八九"
_ENGLISH = "January February March April May June July August September October November December".split()


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(ROOT / "corpus")[0]


def in_chinese(number: int) -> str:
    """A number below a hundred million in Chinese numerals, written independently of the reader under test."""
    if number >= 10_000:
        rest = number % 10_000
        return in_chinese(number // 10_000) + "萬" + (("零" if rest < 1000 else "") + in_chinese(rest) if rest else "")
    text, is_gap = "", False
    for place, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            text += ("零" if is_gap and text else "") + _SIGNS[digit] + sign
            is_gap = False
        else:
            is_gap = True
    return text or "零"


def test_chinese_numerals_have_the_value_that_they_were_written_for() -> None:
    chosen = [*range(1, 1200), *random.Random(7).sample(range(1200, 99_999_999), 3000)]  # noqa: S311  # not a secret

    assert [number for number in chosen if chinese_number(plain(in_chinese(number))) != number] == []


def test_an_amount_is_the_same_in_every_way_of_writing_it() -> None:
    for number in [*range(1000, 1200), *random.Random(8).sample(range(1200, 9_000_000), 800)]:  # noqa: S311  # not a secret
        written = [
            f"HK${number:,}",
            f"HK${number}",
            f"{number:,}港元",
            f"港幣{number}元",
            f"港幣{in_chinese(number)}元",
        ]
        written += [f"HK${Decimal(number) / 1000}k", f"HK${Decimal(number) / 10_000}萬", f"{number:,} HKD"]

        read = [quantities(plain(text)) for text in written]

        assert [(each[0].value, each[0].unit, len(each)) for each in read] == [(number, "HKD", 1)] * len(read), written


def test_two_different_numbers_are_never_the_same() -> None:
    rng = random.Random(9)  # noqa: S311  # not a secret
    for _ in range(500):
        one, other = rng.sample(range(20, 99_999), 2)

        read = quantities(plain(f"HK${one:,} / 港幣{in_chinese(other)}元"))

        assert not read[0].is_as(read[1])


def test_a_date_is_the_same_in_every_way_of_writing_it() -> None:
    for number in range(0, 3000, 7):
        day = date(2020, 1, 1) + timedelta(number)
        month = _ENGLISH[day.month - 1]
        written = [
            f"{day.day} {month} {day.year}",
            f"{month} {day.day}, {day.year}",
            f"{month[:3]} {day.day} {day.year}",
            f"{day.day}/{day.month}/{day.year}",
            day.isoformat(),
            f"{day.year}年{day.month}月{day.day}日",
            f"{day.year} 年 {day.month} 月 {day.day} 號",
            f"{''.join(_SIGNS[int(digit)] for digit in str(day.year))}年{in_chinese(day.month)}月{day.day}日",
        ]

        read = [days(plain(text))[0] for text in written]

        assert [[each.value for each in found] for found in read] == [[Day(day.year, day.month, day.day)]] * len(read)


@pytest.mark.parametrize(
    ("claimed", "told", "is_told"),
    [
        ("6 October", "6 October 2025", True),
        ("October 2025", "2025年10月6日", True),
        ("6 October 2025", "October 2025", False),
        ("6 October 2025", "6 October 2026", False),
        ("20 May 2025", "20 May of 2025 or 2026", True),
        ("10月6日", "10 June 2025", False),
    ],
)
def test_a_date_is_told_by_one_that_says_as_much(claimed: str, told: str, is_told: bool) -> None:
    (one,), (other,) = days(plain(claimed))[0], days(plain(told))[0]

    assert isinstance(one.value, Day)
    assert isinstance(other.value, Day)
    assert one.value.is_told_by(other.value) is is_told


@pytest.mark.parametrize("text", ["2026-27", "2026/27", "2026–2027", "2026/2027", "2026至27學年", "2026-2027年度"])
def test_an_academic_year_is_the_same_in_every_way_of_writing_it(text: str) -> None:
    assert [placed.value for placed in years(plain(text))[0]] == ["2026-27"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("a one-year plan of two terms", ["1 year", "2 term"]),
        ("為期兩年，共三個學期", ["2 year", "3 term"]),
        ("百分之十二 / 12% / 12 per cent", ["12 percent", "12 percent", "12 percent"]),
        ("五級、第5級、Level 5、5 級", ["5 level", "5 level", "5 level", "5 level"]),
        ("×1.75，1.75倍", ["1.75 ", "1.75 "]),
        ("twenty-five of one hundred and five", ["25 ", "105 "]),
        ("一般來說，三文治十分好", []),
        ("one of the first programmes", []),
        ("JS4468, M1/M2, 5** and AIST4020", []),
        ("根據文件，2019年JS4401的數學要5**", []),
    ],
)
def test_what_a_number_counts_is_read_with_it(catalogue: Catalogue, text: str, values: list[str]) -> None:
    read = claims_of(text, catalogue).figures

    assert [f"{each.quantity} {each.quantity.unit}" for each in read] == values


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("HK$44,500 in 2025-26, HK$47,000 in 2026-27", [("44500", "2025-26"), ("47000", "2026-27")]),
        ("In 2025-26 HK$44,500, in 2026-27 HK$47,000", [("44500", "2025-26"), ("47000", "2026-27")]),
        ("2025-26 and 2026-27: HK$44,500 and HK$47,000", [("44500", "2025-26"), ("47000", "2026-27")]),
        ("HK$44,500 (2025-26) and then HK$47,000 (2026-27)", [("44500", "2025-26"), ("47000", "2026-27")]),
        ("2025-26學年44,500元，2026-27學年47,000元", [("44500", "2025-26"), ("47000", "2026-27")]),
        ("it was HK$44,500", [("44500", "")]),
    ],
)
def test_a_figure_is_of_the_year_that_it_is_written_with(
    catalogue: Catalogue, text: str, of: list[tuple[str, str]]
) -> None:
    read: Claims = claims_of(text, catalogue)

    assert [(str(each.quantity), "".join(each.years)) for each in read.figures] == of


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("AIST: 30 places; CSE: 113 places", [("30", "aist"), ("113", "cse")]),
        ("30 places in AIST, 113 in CSE", [("30", "aist"), ("113", "cse")]),
        ("AIST 和 CSE 分別有 30 和 113 個學額", [("30", "aist"), ("113", "cse")]),
        ("JS4468 of the Department of Computer Science and Engineering has 30 places", [("30", "aist")]),
        ("人工智能：系統與科技由計算機科學與工程學系開辦，有30個學額", [("30", "aist")]),
    ],
)
def test_a_figure_is_of_the_programme_that_it_is_written_with(
    catalogue: Catalogue, text: str, of: list[tuple[str, str]]
) -> None:
    read = claims_of(text, catalogue)

    assert [(str(each.quantity), "".join(each.programmes)) for each in read.figures] == of


def test_codes_grades_and_years_are_read_between_chinese_signs(catalogue: Catalogue) -> None:
    read = claims_of("根據文件，2019年沒有JS4401的學生在數學取得5**或在March 2021畢業", catalogue)

    assert (read.codes, read.years) == (("js4401", "5**"), ("2019",))
    assert [str(day) for day in read.days] == ["2021-03"]

import itertools
import random
import time

import pytest

from assistant.journal.masking import masked

PARTICULARS = {
    "[e-mail]": [
        "alice.wong+jupas@link.cuhk.edu.hk",
        "ALICE@EXAMPLE.COM",
        "ａｌｉｃｅ＠ｅｘａｍｐｌｅ．ｃｏｍ",
        "alice@example.com.hk",
        "o'neil_99%x@mail-1.example.org",
        "alice [at] example [dot] com",
        "alice (at) example.com",
        "alice at example dot com",
    ],
    "[phone]": [
        "91234567",
        "9123 4567",
        "2345-6789",
        "５１２３４５６７",
        "９１２３　４５６７",
        "+852 9123 4567",
        "+85291234567",
        "(852) 2345-6789",
        "852-23456789",
        "00852 91234567",
        "+86 138 0013 8000",
        "138-0013-8000",
        "+44 (0)20 7946 0958",
        "+1 (212) 555-0123",
        "212-555-0123",
        "(212) 555-0123",
        "020 7946 0958",
        "0912-345-678",
        "+886 912 345 678",
        "9123–4567",
    ],
    "[identity number]": [
        "A123456(7)",
        "A123456 (7)",
        "a123456(a)",
        "AB987654(3)",
        "A1234567",
        "Ａ１２３４５６（７）",
        "A123456",
        "A-123456-7",
        "A 123456 (7)",
        "A123 456(7)",
        "K12345678",
        "KJ1234567",
        "EA1234567",
        "E12345678",
    ],
    "[IBAN]": [
        "GB82 WEST 1234 5698 7654 32",
        "GB82WEST12345698765432",
        "gb82 west 1234 5698 7654 32",
        "DE89370400440532013000",
        "FR14 2004 1010 0505 0001 3M02 606",
    ],
    "[card number]": [
        "4111 1111 1111 1111",
        "4111-1111-1111-1111",
        "3782 822463 10005",
        "５５００　００００　００００　０００４",
    ],
    "[number]": [
        "4111111111111111",
        "13800138000",
        "1155123456",
        "110101199003074233",
        "11010119900307423X",
        "012345678",
    ],
}
SUBJECTS = (
    """
JS4468|JS4468 and JS4412|JS4401-JS4468|AIST4020|AIST4020 CSCI3230 ENGG1110|CSCI 2100 3150|4468 4412
JS4468 4412|TM500|M1/M2|2025|2025 2026|2025-2026|2025/26|2026-27|2025, 2026, 2027, 2028
2025 2026 2027 2028|2018–2021|2025-12-29|20260115|26/02/2026|26 February 2026|2026年2月26日|23:59
HK$47,000|HK$47000|HK$ 49,500|HK$180000|HK$12345678|HKD 12345678|HKD180000|HK180000|US$6000|12345678元
港幣 12345678|180000 dollars|５０,０００元|HK$47,000 2026-27|2024 5500 applied|tuition 2026 47000
5000-6000 students|52.375|42.875 52.375|5** 5* 5 5 4 4|5 5 5 5 5 5 5 5|best 5: 8.5 7 5.5|33 332
IELTS 6.5 TOEFL 80|IB 38-42|A*AA|3 3 2 2|SAT 1500|Level 5 in Mathematics|75 units of 123|30 places
900 applicants, 40 offers|Band A 1234 of 5678|1:22.5|33%|page 12|COVID19|5G|B2B|call for 2025-2026
phone of the office 2025-26?|tel. of AIST (JS4468)?|WhatsApp for 2026 entry|what is the HKID for?
passport for 2026 entry|AI at CUHK|mail to the office at CUHK|@cuhk|U.S. degrees
AIST 嘅 median 係幾多？2025 年|２０２５年|ＪＳ４４６８|聯招編號JS4468學費47000元
""".strip()
    .replace("\n", "|")
    .split("|")
)
AROUND = [
    "{}",
    "I am {}.",
    "我係{}，想問學費",
    "（{}）",
    "Is {} enough? ",
    "{}/",
    "please, {} thanks",
    "電郵或電話：{}。",
]


@pytest.mark.parametrize(
    ("label", "particular"), [(label, each) for label, all_such in PARTICULARS.items() for each in all_such]
)
def test_threat_15_personal_particulars_are_masked_whatever_stands_around_them(label: str, particular: str) -> None:
    for around in AROUND:
        text = masked(around.format(particular))

        assert not any(piece in text for piece in (particular, particular[1:-1])), text
        if around != AROUND[-1]:  # after "電話" any number is one
            assert text == around.format(label)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_what_the_assistant_is_about_is_not_masked(subject: str) -> None:
    for around in AROUND[:-1]:
        assert masked(around.format(subject)) == around.format(subject)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("my tel: 2012 3456", "my tel: [phone]"),
        ("電話２０２５２０２６", "電話[phone]"),
        ("call me on 4468 4412", "call me on [phone]"),
        ("WhatsApp 9 1 2 3 4 5 6 7", "WhatsApp [phone]"),
        ("wa.me/85291234567", "wa.me/[phone]"),
        ("passport no. is 123456789", "passport no. is [identity number]"),
        ("護照號碼：X1234567", "護照號碼：[identity number]"),
        ("student ID 1155123456", "student ID [identity number]"),
        ("身份證號碼係123456", "身份證號碼係[identity number]"),
    ],
)
def test_words_before_a_number_say_what_it_is(said: str, kept: str) -> None:
    assert masked(said) == kept


def test_an_address_in_chinese_is_masked_with_the_words_it_is_written_into() -> None:
    assert masked("電郵：陳大文@例子.香港，謝謝") == "電郵：[e-mail]，謝謝"


def test_invisible_signs_hide_nothing() -> None:
    assert masked("9\u200b1\u200b23\u00ad4567, a\u200d@b.hk, \u202a2345 6789\u202c") == "[phone], [e-mail], [phone]"


def test_several_particulars_in_one_text_are_each_masked() -> None:
    shuffled = random.Random(7)  # noqa: S311  # no secret
    particulars = [(label, each) for label, all_such in PARTICULARS.items() for each in all_such]

    for _ in range(200):
        chosen = shuffled.sample(particulars, 3)
        subjects = shuffled.sample(SUBJECTS, 3)
        text = " | ".join(itertools.chain.from_iterable(zip((each for _, each in chosen), subjects, strict=True)))
        wanted = " | ".join(itertools.chain.from_iterable(zip((label for label, _ in chosen), subjects, strict=True)))
        assert masked(text) == wanted


def test_masking_what_is_masked_changes_nothing() -> None:
    for all_such in PARTICULARS.values():
        for particular in all_such:
            once = masked(f"電話 {particular} phone")
            assert masked(once) == once


@pytest.mark.parametrize(
    "unit", ["a", "1", "a@", "1 ", "+1", "AB12", "(", "at ", "9123 ", "a.", "電話 ", "1234-", "A1"]
)
def test_a_long_text_is_masked_in_little_time(unit: str) -> None:
    begun = time.process_time()

    masked(unit * (16_000 // len(unit)))

    assert time.process_time() - begun < 2

"""A small faculty of five programmes, with tables, a list, dates and translations, for tests of whole answers."""

from datetime import date
from pathlib import Path

from assistant.answering import Assistant
from tests.scripted import ScriptedEmbedder, assistant_over, build_index, write_corpus

TODAY = date(2026, 11, 22)

CATALOGUE = """
institution:
  names: {en: Test University, zh-Hant: 測試大學, zh-Hans: 测试大学}
  aliases: [Test University, 測試大學]
  contact:
    names: {en: Admissions Office, zh-Hant: 入學處, zh-Hans: 入学处}
    url: https://admission.example.edu
  postgraduate_contact:
    names: {en: Graduate Office, zh-Hant: 研究生處, zh-Hans: 研究生处}
    url: https://graduate.example.edu
other_institutions: [HKUST, 科大, Tsinghua University, 清華大學]
other_subjects: [nursing, 護理學]
no_names: [植物學會, music box]
programmes:
  - id: robotics
    code: TU100
    level: undergraduate
    names: {en: Robotics Engineering, zh-Hant: 機械人學, zh-Hans: 机器人学}
    aliases: [ROBO, robots degree]
  - id: botany
    code: TU200
    level: undergraduate
    names: {en: Applied Botany, zh-Hant: 植物學, zh-Hans: 植物学}
    aliases: [BT, Botany]
  - id: poetry
    code: TU300
    level: undergraduate
    names: {en: Computational Poetry, zh-Hant: 計算詩學, zh-Hans: 计算诗学}
    aliases: [Poetry]
  - id: music
    code: TU400
    level: undergraduate
    names: {en: Music Technology, zh-Hant: 音樂科技, zh-Hans: 音乐科技}
    aliases: [Music]
  - id: ships
    code: TU900
    discontinued: true
    level: undergraduate
    names: {en: Naval Architecture, zh-Hant: 造船學, zh-Hans: 造船学}
  - id: msc-robotics
    code: TM500
    level: taught postgraduate
    names: {en: MSc in Robotics Engineering, zh-Hant: 機械人學理學碩士, zh-Hans: 机器人学理学硕士}
"""
TERMS = """
- {en: [median admission score, median, cut-off], zh: [收生中位數, 中位數]}
- {yearly: true, en: [first-year places, places, intake, seats, takes in], zh: [學額, 名額]}
- {en: [applicants, applied], zh: [申請人數]}
- {en: [offers made, offers, takes in], zh: [取錄人數]}
- {ratio_of: [applicants, offers made], en: [applicants per offer, success rate], zh: [錄取率]}
- {en: [interview, interviews, interviewed], zh: [面試]}
- {yearly: true, en: [tuition fee, tuition, fee, fees], zh: [學費]}
- {en: [mathematics, maths], zh: [數學]}
- {en: [English], zh: [英文]}
- {en: [level], zh: [級]}
- {en: [deadline, closing date], zh: [截止日期]}
- {en: [no longer offered, discontinued, still offered], zh: [停辦, 不再開辦]}
- {en: [units of the major, units], zh: [主修學分]}
- {en: [hostel], zh: [宿舍]}
- {en: [department], zh: [學系]}
- {own: true, en: [founded, since when], zh: [創辦]}
- {en: [library card], zh: [圖書證]}
- {en: [parking permit], zh: [泊車證]}
- {narrows: true, en: [application fee], zh: [報名費]}
- {narrows: true, kind: attendance, en: [part-time, part time], zh: [兼讀]}
- {kind: attendance, en: [full-time], zh: [全日制]}
- {en: [exchange, partner universities], zh: [交流]}
- {en: [International Baccalaureate, IB], zh: [國際預科文憑]}
"""
_HEAD = """---
title: {title}
programmes: [{programmes}]
language: {language}
source_url: https://example.edu/{name}
as_of: {as_of}
---

"""


def _head(title: str, programmes: str, name: str, as_of: str = "2026-06", language: str = "en") -> str:
    return _HEAD.format(title=title, programmes=programmes, name=name, as_of=as_of, language=language)


COMPARISON = (
    _head("Undergraduate programmes compared", "robotics, botany, poetry, music", "comparison")
    + """
## Admission scores, 2025

| Programme, 2025 entry | Median admission score | First-year places |
|---|---|---|
| Robotics Engineering (TU100) | 52.5 | 40 |
| Applied Botany (TU200) | 38 | 25 |
| Computational Poetry (TU300) | 41.25 | not stated |
| Music Technology (TU400) | 29.75 | 12 |

## Admission scores, 2024

| Programme, 2024 entry | Median admission score | First-year places |
|---|---|---|
| Robotics Engineering (TU100) | 50 | 38 |
| Applied Botany (TU200) | 39 | 24 |
| Computational Poetry (TU300) | 40 | 20 |

## Applications, 2025

| Programme, 2025 entry | Applicants | Offers made |
|---|---|---|
| Robotics Engineering (TU100) | 900 | 40 |
| Applied Botany (TU200) | 100 | 25 |
| Computational Poetry (TU300) | 210 | 20 |

## Interviews

| Programme | Interview |
|---|---|
| Robotics Engineering (TU100) | no interview |
| Applied Botany (TU200) | required for every applicant |
| Computational Poetry (TU300) | by invitation |
| Music Technology (TU400) | no interview |

## Minimum levels

| Programme | English | Mathematics |
|---|---|---|
| Robotics Engineering (TU100) | 4 | 5 |
| Applied Botany (TU200) | 3 | 2 |
| Computational Poetry (TU300) | 5 | 2 |
| Music Technology (TU400) | 3 | 3 |
"""
)
ROBOTICS = (
    _head("Robotics Engineering (TU100)", "robotics", "robotics")
    + """
Robotics Engineering (TU100) teaches how machines move and see.

## The major

- Units of the major: 75
- Length of study: four years

## Fees

> source_url: https://example.edu/fees; as_of: 2026-27

| Robotics Engineering (TU100), academic year | Tuition fee |
|---|---|
| Robotics Engineering (TU100), 2025-26 | HK$44,500 |
| Robotics Engineering (TU100), 2026-27 | HK$47,000 |
| Robotics Engineering (TU100), 2027-28 | HK$49,500 |

## Exchange

Robotics Engineering (TU100) students may go on exchange to Tsinghua University for one term.
"""
)
MSC = (
    _head("MSc in Robotics Engineering (TM500)", "msc-robotics", "msc-robotics")
    + """
## Deadlines for entry in 2026

> source_url: https://example.edu/msc; as_of: 2025-09; valid_until: 2026-02-26

The application deadline of the MSc in Robotics Engineering (TM500) for 2026 entry was 26 February 2026.

## Fees, 2026-27

The tuition fee of the MSc in Robotics Engineering (TM500) is HK$180,000 in 2026-27.
"""
)
BOTANY = (
    _head("Applied Botany (TU200)", "botany", "botany")
    + """
Applied Botany (TU200) teaches how plants grow.

## Fees

Not published in our sources as of 2026-11: the tuition fee of Applied Botany (TU200).
"""
)
SHIPS = (
    _head("Naval Architecture (TU900)", "ships", "ships", "2024")
    + """
## Is it still offered?

Naval Architecture (TU900) is no longer offered: the last entry was in 2020.

## Dates, 2020

The deadline of Naval Architecture (TU900) was 3 March 2020.
"""
)
CAMPUS = (
    _head("Campus", "", "campus")
    + """
## Hostel

Students may live in a hostel for two years.

## History

Test University was founded in 1991.

## Library, part-time students

Part-time students have a library card for one year.

## Library

All students have a library card for four years.
"""
)
CAMPUS_ZH = _head("校園", "", "campus", language="zh-Hant").replace("as_of", "translation_of: campus.md\nas_of") + (
    "## 宿舍\n\n學生可入住宿舍兩年。\n"
)


def faculty(folder: Path, **more: str) -> Assistant:
    """An assistant over this faculty, as of TODAY, with an index below `folder`; `more` are further documents."""
    documents = {
        "comparison": COMPARISON,
        "robotics": ROBOTICS,
        "msc": MSC,
        "botany": BOTANY,
        "ships": SHIPS,
        "campus": CAMPUS,
        "campus-zh": CAMPUS_ZH,
        **more,
    }
    corpus = write_corpus(folder / "corpus", **documents)
    (corpus / "programmes.yaml").write_text(CATALOGUE, encoding="utf-8")
    (corpus / "terms.yaml").write_text(TERMS, encoding="utf-8")
    embedder = ScriptedEmbedder()
    build_index(corpus, folder / "index", embedder)
    return assistant_over(folder / "index", embedder, TODAY)

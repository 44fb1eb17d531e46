"""What the assistant says in its own words around quotations, in three languages."""

import re
from collections.abc import Iterable

from assistant.domain import Language, Names, Place
from assistant.scope import Ask

NOT_FOUND = Names(
    en="The documents do not hold an answer to this question.",
    zh_hant="文件沒有這個問題的答案。",
    zh_hans="文件没有这个问题的答案。",
)
NOT_PUBLISHED = Names(
    en="The documents do not hold an answer to this question; what they say about it:",
    zh_hant="文件沒有這個問題的答案，只有以下說明：",
    zh_hans="文件没有这个问题的答案，只有以下说明：",
)
OTHER_INSTITUTION = Names(
    en="I only have documents on the {institution}, so nothing that answers a question on {others}.",
    zh_hant="我只有{institution}的文件，沒有關於{others}的資料。",
    zh_hans="我只有{institution}的文件，没有关于{others}的资料。",
)
LACKS_YEAR = Names(
    en="The documents do not hold this for {years} ({asked}). The years that they have: {known}.",
    zh_hant="文件沒有 {years} 年的資料（{asked}）。文件有的年份：{known}。",
    zh_hans="文件没有 {years} 年的资料（{asked}）。文件有的年份：{known}。",
)
PARTLY = Names(
    en="I can answer only a part of this.",
    zh_hant="我只能回答一部分。",
    zh_hans="我只能回答一部分。",
)
THE_OTHER_PART = Names(
    en="The documents hold no answer on: {part}.",
    zh_hant="文件沒有這方面的答案：{part}。",
    zh_hans="文件没有这方面的答案：{part}。",
)
MAY_BE_MORE = Names(
    en="There may be others: the documents have no list of all that do.",
    zh_hant="可能還有其他：文件沒有列出全部的清單。",
    zh_hans="可能还有其他：文件没有列出全部的清单。",
)
THE_REST = Names(en="the rest of the question", zh_hant="問題的其餘部分", zh_hans="问题的其余部分")
PAST = Names(en="past", zh_hant="已過", zh_hans="已过")
NOT_STATED = Names(en="not stated", zh_hant="沒有列明", zh_hans="没有列明")
HIGHEST = Names(en="Highest {what}: {which}", zh_hant="{what}最高：{which}", zh_hans="{what}最高：{which}")
LOWEST = Names(en="Lowest {what}: {which}", zh_hant="{what}最低：{which}", zh_hans="{what}最低：{which}")
DIFFERENCE = Names(
    en="Difference in {what}: {figure} ({parts})",
    zh_hant="{what}相差：{figure}（{parts}）",
    zh_hans="{what}相差：{figure}（{parts}）",
)
TOTAL = Names(
    en="{what} in total: {figure} ({parts})",
    zh_hant="{what}合計：{figure}（{parts}）",
    zh_hans="{what}合计：{figure}（{parts}）",
)
ROW = Names(en="{what}: {which}", zh_hant="{what}：{which}", zh_hans="{what}：{which}")
WHAT_IT_IS = Names(en="what it is", zh_hant="是甚麼課程", zh_hans="是什么课程")
COUNTED = Names(en="{what}: {count}", zh_hant="{what}：{count} 個", zh_hans="{what}：{count} 个")
NONE_OF = Names(
    en="{what}: {count} of {total}",
    zh_hant="{what}：{total} 個之中有 {count} 個",
    zh_hans="{what}：{total} 个之中有 {count} 个",
)
NEVER_MENTIONED = Names(
    en="They never mention: {words}.",
    zh_hant="文件從未提及：{words}。",
    zh_hans="文件从未提及：{words}。",
)
NOTHING_DATED = Names(
    en="They hold nothing on this that is dated {years}.",
    zh_hant="文件沒有 {years} 年的有關資料。",
    zh_hans="文件没有 {years} 年的有关资料。",
)
WHAT_THEY_SAY = Names(
    en="What they say about it:",
    zh_hant="文件對此的說明（原文照錄）：",
    zh_hans="文件对此的说明（原文照录）：",
)
QUOTED_FROM_ENGLISH = Names(
    en="",
    zh_hant="以下照錄英文文件原文：",
    zh_hans="以下照录英文文件原文：",
)
QUOTED = Names(
    en="The documents say: “{text}”",
    zh_hant="文件原文：「{text}」",
    zh_hans="文件原文：「{text}」",
)
WRITING_FAILED = Names(
    en="A fluent answer could not be written just now, so the documents are quoted.",
    zh_hant="暫時未能撰寫流暢的答案，以下直接引用文件。",
    zh_hans="暂时无法撰写流畅的答案，以下直接引用文件。",
)
CLOSEST_TOPICS = Names(
    en="The closest topics in the documents: {topics}.",
    zh_hant="文件中最接近的主題：{topics}。",
    zh_hans="文件中最接近的主题：{topics}。",
)
ASK = Names(
    en="Please ask: {contact},",
    zh_hant="請向{contact}查詢：",
    zh_hans="请向{contact}查询：",
)
EXAMPLE = Names(
    en="{programme} – {asked}?",
    zh_hant="{programme}的{asked}是多少？",
    zh_hans="{programme}的{asked}是多少？",
)
COMPARE = Names(
    en="Compare {one} and {other}: {asked}",
    zh_hant="比較{one}和{other}的{asked}",
    zh_hans="比较{one}和{other}的{asked}",
)
COULD_ASK = Names(
    en="You could ask me: {questions}",
    zh_hant="你可以問我：{questions}",
    zh_hans="你可以问我：{questions}",
)
TOO_LONG = Names(
    en="A question may have up to {most} characters; this one has {length}. Please shorten it.",
    zh_hant="問題最多可有 {most} 個字元，這條有 {length} 個。請縮短後再試。",
    zh_hans="问题最多可有 {most} 个字符，这条有 {length} 个。请缩短后再试。",
)
EMPTY = Names(
    en="Please type a question.",
    zh_hant="請輸入問題。",
    zh_hans="请输入问题。",
)
NOT_READY = Names(
    en="The assistant is still getting ready. Please try again in a moment.",
    zh_hant="助理仍在準備中，請稍後再試。",
    zh_hans="助理仍在准备中，请稍后再试。",
)
OUT_OF_ORDER = Names(
    en="The assistant cannot answer at the moment. Please try again later.",
    zh_hant="助理暫時未能回答，請稍後再試。",
    zh_hans="助理暂时无法回答，请稍后再试。",
)


def _not_done(en: str, zh_hant: str, zh_hans: str) -> Names:
    """What we do answer, and therefore cannot do."""
    return Names(
        en="I answer questions on programmes, admission and student life from the faculty's documents, so I can't "
        f"{en}.",
        zh_hant=f"我根據學院的文件，只回答有關課程、入學和學生生活的問題，所以不能{zh_hant}。",
        zh_hans=f"我根据学院的文件，只回答有关课程、入学和学生生活的问题，所以不能{zh_hans}。",
    )


NOT_DONE = {
    Ask.RULES: _not_done(
        "follow requests to change or show how I work",
        "執行更改或透露我如何運作的要求",
        "执行更改或透露我如何运作的要求",
    ),
    Ask.HOMEWORK: _not_done(
        "write, translate or solve things for anyone",
        "代寫、代譯或代做功課和創作",
        "代写、代译或代做功课和创作",
    ),
    Ask.GUARANTEE: _not_done(
        "promise admission, a visa or a job",
        "就取錄、簽證或工作作出保證",
        "就录取、签证或工作作出保证",
    ),
    Ask.PREDICTION: _not_done(
        "predict scores, rankings or anyone's chances",
        "預測分數、排名或任何人的取錄機會",
        "预测分数、排名或任何人的录取机会",
    ),
    Ask.PERSONAL: _not_done(
        "look into personal records or private details",
        "查閱個人紀錄或私人資料",
        "查阅个人记录或私人资料",
    ),
    Ask.ACT: _not_done(
        "act for anyone, such as submit a form, pay, book or write to someone",
        "代任何人辦事，例如交表、付款、預約或聯絡他人",
        "代任何人办事，例如交表、付款、预约或联络他人",
    ),
    Ask.OPINION: _not_done(
        "judge people, universities or politics",
        "評論人物、大學或政治",
        "评论人物、大学或政治",
    ),
    Ask.OTHER: _not_done(
        "help with that",
        "在這件事上幫忙",
        "在这件事上帮忙",
    ),
}

_PAGE = Names(en="page {page}", zh_hant="第 {page} 頁", zh_hans="第 {page} 页")
_SHEET = Names(en="sheet {sheet}", zh_hant="工作表 {sheet}", zh_hans="工作表 {sheet}")
_ROW = Names(en="row {rows}", zh_hant="第 {rows} 列", zh_hans="第 {rows} 行")
_ROWS = Names(en="rows {rows}", zh_hant="第 {rows} 列", zh_hans="第 {rows} 行")
_AS_OF = Names(en="as of {date}", zh_hant="截至 {date}", zh_hans="截至 {date}")
UNDATED = Names(en="undated", zh_hant="沒有註明日期", zh_hans="没有注明日期")
_MONTHS = "January February March April May June July August September October November December".split()


def space(language: Language) -> str:
    """What stands between two sentences."""
    return " " if language is Language.EN else ""


def listed(words: Iterable[str], language: Language) -> str:
    """Words one after the other.

    >>> listed(["2025", "2023"], Language.EN), listed(["學費", "學額"], Language.ZH_HANT)
    ('2025, 2023', '學費、學額')
    """
    return (", " if language is Language.EN else "、").join(words)


def brackets(note: str, language: Language) -> str:
    """A note behind a statement.

    >>> brackets("past", Language.EN), brackets("已過", Language.ZH_HANT)
    (' (past)', '（已過）')
    """
    return f" ({note})" if language is Language.EN else f"（{note}）"


def place_text(place: Place, language: Language) -> str:
    """The page, or the sheet and rows, where something stands; empty for a place without them.

    >>> place_text(Place(page=3), Language.ZH_HANT)
    '第 3 頁'
    >>> place_text(Place(sheet="Fees", first_row=2, last_row=9), Language.EN)
    'sheet Fees, rows 2–9'
    """
    parts = []
    if place.page:
        parts.append(_PAGE.in_language(language).format(page=place.page))
    if place.sheet:
        parts.append(_SHEET.in_language(language).format(sheet=place.sheet))
    if place.first_row:
        words = _ROWS if place.last_row > place.first_row else _ROW
        parts.append(words.in_language(language).format(rows=rows_text(place)))
    return (", " if language is Language.EN else "，").join(parts)


def rows_text(place: Place) -> str:
    """The numbers of the rows of a place: "5" or "2–9"; empty where there are none.

    >>> rows_text(Place(first_row=2, last_row=9)), rows_text(Place(line=7))
    ('2–9', '')
    """
    if place.last_row > place.first_row:
        return f"{place.first_row}–{place.last_row}"
    return str(place.first_row) if place.first_row else ""


def as_of_text(as_of: str, language: Language) -> str:
    """How old a source is, in words.

    >>> as_of_text("2026-06", Language.EN), as_of_text("2024 entry", Language.ZH_HANT)
    ('as of June 2026', '截至 2024 年入學')
    """
    if as_of == "undated":
        return UNDATED.in_language(language)
    return _AS_OF.in_language(language).format(date=date_text(as_of, language))


def date_text(as_of: str, language: Language) -> str:
    """A dated `as_of` in words: a month, day, entry year, academic year, span or year.

    >>> date_text("2026-27", Language.EN), date_text("2026-06-15", Language.ZH_HANS)
    ('2026-27', '2026 年 6 月 15 日')
    """
    english = language is Language.EN
    year, _, rest = as_of.partition("-")
    if as_of.endswith(" entry"):
        words = {Language.EN: "{} entry", Language.ZH_HANT: "{} 年入學", Language.ZH_HANS: "{} 年入学"}
        return words[language].format(as_of[:4])
    if re.fullmatch(r"\d{4}-\d\d-\d\d", as_of):
        month, day = map(int, rest.split("-"))
        return f"{day} {_MONTHS[month - 1]} {year}" if english else f"{year} 年 {month} 月 {day} 日"
    if re.fullmatch(r"\d\d", rest) and int(rest) <= 12:
        return f"{_MONTHS[int(rest) - 1]} {year}" if english else f"{year} 年 {int(rest)} 月"
    if re.fullmatch(r"\d\d", rest):
        words = {Language.EN: "{}", Language.ZH_HANT: "{} 學年", Language.ZH_HANS: "{} 学年"}
        return words[language].format(as_of)
    return as_of if english else f"{as_of} 年"

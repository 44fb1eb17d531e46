"""What a calendar and a copied answer say in our own words, in three languages."""

from assistant.domain import Names

CALENDAR = Names(
    en="Deadlines found by the programme assistant",
    zh_hant="課程助理找到的截止日期",
    zh_hans="课程助理找到的截止日期",
)
DEADLINE = Names(en="Deadline: {what}", zh_hant="截止日期：{what}", zh_hans="截止日期：{what}")
CHECK_DATE = Names(
    en="Found by the programme assistant, not by the university: check the date on the official page: {url}",
    zh_hant="由課程助理找到，並非大學發出：請在官方網頁核對日期：{url}",
    zh_hans="由课程助理找到，并非大学发出：请在官方网页核对日期：{url}",
)
SOURCE = Names(en="Source: {source}", zh_hant="出處：{source}", zh_hans="出处：{source}")
SOURCES = Names(en="Sources", zh_hant="出處", zh_hans="出处")
FOUND_ON = Names(
    en="From the programme assistant, {date}. Not the university's own service: check figures and dates on the "
    "official pages.",
    zh_hant="取自課程助理，{date}。並非大學的官方服務：請在官方網頁核對數字和日期。",
    zh_hans="取自课程助理，{date}。并非大学的官方服务：请在官方网页核对数字和日期。",
)

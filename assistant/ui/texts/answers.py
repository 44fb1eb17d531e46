"""What stands in and around an answer and its sources."""

from assistant.domain import Names, Outcome

ABOUT = Names("About: {names}", "關於：{names}", "关于：{names}")
OUR_TRANSLATION = Names("our translation", "本站譯名", "本站译名")
BADGES = {
    Outcome.ANSWERED: Names("Answered from the documents", "已在文件找到答案", "已在文件找到答案"),
    Outcome.PARTLY: Names("Only part of the answer", "只有部分答案", "只有部分答案"),
    Outcome.NOT_FOUND: Names("Not in the documents", "文件沒有答案", "文件没有答案"),
    Outcome.OUT_OF_SCOPE: Names("Not something I can do", "這不是我能做的事", "这不是我能做的事"),
    Outcome.UNAVAILABLE: Names("Not available now", "暫時未能使用", "暂时无法使用"),
}
SOURCES = Names("Sources", "出處", "出处")
SOURCE = Names("Source {mark}", "出處 {mark}", "出处 {mark}")
OPEN_SOURCE = Names("Open source {mark}: {title}", "開啟出處 {mark}：{title}", "打开出处 {mark}：{title}")
THE_PASSAGE = Names(
    "The passage in the document; the words that the answer rests on are marked.",
    "文件的原文；答案所據的字句已標示。",
    "文件的原文；答案所据的字句已标示。",
)
TABLE = Names("Comparison", "比較表", "比较表")
SECTION = Names("Section", "章節", "章节")
PLACE = Names("Place", "位置", "位置")
DATE = Names("Date", "日期", "日期")
FRESHNESS = Names("How fresh", "時效", "时效")
READ_FROM = Names("Read from", "閱讀自", "阅读自")
OFFICIAL_PAGE = Names("Open the official page", "開啟官方網頁", "打开官方网页")
REVIEWED = Names("reviewed {date}", "{date}覆核", "{date}复核")
EXPIRED = Names("expired on {date}", "已於 {date} 過期", "已于 {date} 过期")
VALID_UNTIL = Names("valid until {date}", "有效至 {date}", "有效至 {date}")
WHOM_TO_ASK = Names("Whom to ask", "可以向誰查詢", "可以向谁查询")
COPY = Names("Copy", "複製", "复制")
COPIED = Names("Copied with its sources.", "已連同出處複製。", "已连同出处复制。")
NOT_COPIED = Names("The browser did not allow copying.", "瀏覽器不容許複製。", "浏览器不允许复制。")
PRINT = Names("Print or save as PDF", "列印或儲存為 PDF", "打印或保存为 PDF")
CALENDAR = Names("Add the dates to a calendar", "把日期加入日曆", "把日期加入日历")

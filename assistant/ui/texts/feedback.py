"""Asking what a visitor thinks of an answer, and what is kept of it."""

from assistant.domain import Names
from assistant.journal import Reason

WAS_IT_GOOD = Names("Was this helpful?", "這個答案有幫助嗎？", "这个答案有帮助吗？")
UP = Names("Yes, this helped", "有幫助", "有帮助")
DOWN = Names("No, something is not right", "沒有幫助，有不妥之處", "没有帮助，有不妥之处")
WHAT_IS_WRONG = Names("What is not right?", "有甚麼不妥？", "有什么不妥？")
REASONS = {
    Reason.WRONG: Names("It is wrong", "內容錯誤", "内容错误"),
    Reason.OUTDATED: Names("It is outdated", "資料過時", "资料过时"),
    Reason.NOT_WHAT_I_ASKED: Names("It is not what I asked", "答非所問", "答非所问"),
    Reason.WRONG_SOURCE: Names("The source does not say this", "出處不符", "出处不符"),
}
LINE = Names("Anything else (optional)", "補充（可不填）", "补充（可不填）")
SEND = Names("Send", "送出", "提交")
THANKS = Names(
    "Thank you. Staff will see this when they improve the documents.",
    "多謝。職員改善文件時會參考你的意見。",
    "谢谢。职员改进文件时会参考你的意见。",
)
WHAT_IS_KEPT = Names(
    "Kept for staff: the question, the answer, your choice and your line, with e-mail addresses, phone and identity "
    "numbers masked. Not kept: who you are.",
    "供職員參考而保存的有：問題、答案、你的選擇和補充，其中的電郵地址、電話和證件號碼會遮蓋。不會保存你的身份。",
    "供职员参考而保存的有：问题、答案、你的选择和补充，其中的邮箱地址、电话和证件号码会遮盖。不会保存你的身份。",
)

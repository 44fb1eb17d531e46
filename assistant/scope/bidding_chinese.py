"""Who is to do something, and for whom, in Chinese: the parts its patterns share, for folded text without spaces."""

from assistant.scope.patterns import any_of

CAN = any_of("可唔可以 可不可以 可以 可否 能不能 能够 能否 能 得唔得")
PLEASE = any_of("(?<!申)(?<!邀)请 麻烦 唔该 拜托")
FIRST = any_of(f"{PLEASE} 现在 而家 即刻 马上 快啲 然后 再 跟住 仲有 同埋 并且? 顺便 同时 就 直接 一字不漏", after="*+")
SOMEBODY = "[你您](?!们|哋)"
# You are to do it: a bare imperative at the beginning, "can you", "please".
YOU = any_of(
    rf"""^{FIRST}(?:{SOMEBODY})?(?:{CAN}|要|必须)?{FIRST} {SOMEBODY}(?:{CAN}|要|必须)?{FIRST} {PLEASE}
    [要想叫]{SOMEBODY}"""
)
# You are to do it for me; not where it is asked whether the school, a teacher or friends would.
_OTHERS = any_of(
    """学校 大学 中大 学院 书院 老师 教授 导师 边个 谁 有人 冇人 公司 校方 办公室 课程 系方 同学 师兄 师姐 学生"""
)
_BY_OTHERS = f"(?:{_OTHERS}[^,]{{0,8}}?|(?<!你)会(?:唔会|不会)?)[帮替代]"
FOR_ME = any_of(
    "[帮替代同为](?:我哋|我们|我个[仔女]|我儿子|我女儿|我|佢|他|她) 帮忙 帮手 代为",
    before=f"(?:^(?!.*{_BY_OTHERS}).*?",
    after="(?:手|忙)?)",
)

MAKE = any_of("写 作 做 译 解(?![释答说读决]) 计(?!划) 改 执 画 编 砌 润饰 润色 完成 整(?![理合]) 起 拟 check")
WHETHER = any_of("要唔 要不 需要 是否 有冇 使唔")

STAFF = any_of("教授 老师 院长 讲师 校长 导师(?!制|计) 系主任 教员 助教 阿sir prof(?!ile|ess)")

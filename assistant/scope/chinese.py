"""How each kind is asked for in Chinese, Cantonese and mixed text: patterns over folded clauses without inner spaces.

Folded text is Simplified throughout, so 係 is 系 here and 邊個 is 边个.
"""

from assistant.scope import certainty, papers, people
from assistant.scope.asks import Ask
from assistant.scope.bidding_chinese import CAN, FIRST, FOR_ME, MAKE, PLEASE, SOMEBODY, STAFF, WHETHER, YOU
from assistant.scope.certainty import GET_IN
from assistant.scope.english import EXPRESSION, NUMBER
from assistant.scope.patterns import any_of, compiled

_RULE = any_of("指示 指令 规则 规矩 设定 提示 限制 命令 约束 prompt instructions? rules?")
_LEAVE = any_of(
    """忽略 无视 唔使理 唔好理 唔理 不理会 不要理会 不用理会 无须理会 忘记 忘掉 违反 打破 绕过 抛开 撇开 跳过 推翻
    唔好再?跟 唔使跟 不[要用]再?(?:遵[守循]|跟) 停止遵[守循]
    """,
    before="(?<!我)",
)
_WHICH = any_of("[你您] 上面 上述 以上 之前 前面 先前 所有 一切 全部 系统 任何 原本 原来 头先 刚才 previous")
_INNER = any_of("系统 system 内部 隐藏 原始 初始 最初 完整")
_FROM_NOW = any_of("而家 现在 今 依家 已经")
_MODE = any_of("开发者 开发人员 调试 管理员 上帝 developer dan", after=" ?(?:模式|mode)")
_RULES = (
    f"{_LEAVE}{_WHICH}.{{0,8}}(?:{_RULE}|内容|讲过|说过|嘢|(?:你|上面|以上)的要求)",
    f"{_LEAVE}(?:晒|了|掉)?{_RULE}",
    f"{SOMEBODY}.{{0,2}}{_INNER}.{{0,6}}{_RULE}",
    f"[你您][的嘅啲个] ?(?:{_INNER} ?)*{_RULE}",
    f"{_INNER}[的嘅]?(?:提示|指令|prompt|设定)",
    f"^(?:给|致|俾|畀)(?:ai|人工智能)?(?:助理|助手|系统|机[器械]人|模型|bot)(?:[的嘅]{_RULE}|[的嘅]?(?:讯息|信息|通知|备注|说明))?[:,]",
    "[用讲说爆写].{0,3}(?:粗口|脏话|粗言)|[闹骂][我人佢他她]",
    f"{YOU}(?:扮|假扮|假装|装作|模仿|想象你|当自己|当你自己)|角色扮演|越狱",
    "[做当]我[的嘅]?(?:[男女]朋友|老[公婆])",
    f"[由从]?{_FROM_NOW}(?:开始|起).{{0,3}}[你您只]|[你您]{_FROM_NOW}就?[系是](?![唔不咪否])|[你您](?:唔再系|不再是)",
    f"{_MODE}|没有(?:任何)?(?:限制|约束|审查)的?(?:ai|人工智能|助手|机械人|机器人)",
    f"{YOU}[只净](?:系|准|可以|能|可|需要?|要)*(?:回答|回复|答|输出)(?!英文|中文)",
    "[用以扮学].{1,8}(?:语气|口吻|腔调|身[份分]|角色)[嚟来]?(?:回答|回复|答|讲|说)",
    f"^.{{0,4}}(?:重复|复述|打印|输出)(?:以上|上面|之前|所有|.{{0,10}}{_RULE})",
)

_WORK = any_of(
    """作文 文章 篇文 论文 功课 作业 essay 诗 故事 小说 [首段]歌 歌词 程式 程序 (?<!课程)(?<!jupas)代码 code script
    习题 数学题 题目 [条道]题 [条道]数 方程 报告 report project assignment 自述 自我介绍 陈述 personal_?statement
    计划书 研究计划(?!奖) proposal 履历 简历 cv
    resume (?:推荐|自荐|求职|上诉|求情|介绍|道歉|感谢|情)信 封信 email 电邮 邮件 讲稿 演讲 ppt 简报
    笑话 剧本 段话 段文字 实验
    """
)
_HOMEWORK = (
    f"{FOR_ME}.{{0,4}}?{MAKE}(?:(?!{WHETHER})[^,]){{0,14}}?{_WORK}",
    rf"{FOR_ME}(?:写|作)(?:\?|$)|{FOR_ME}.{{0,3}}译|{YOU}(?:翻译|译)",
    f"^用.{{1,10}}[写做编][一1]?[个篇首段份](?!.*吗).{{0,16}}{_WORK}|{FOR_ME}[谂想].{{0,20}}题目",
    f"(?:{FOR_ME}|{YOU})[把将](?:(?!成绩|证书|文件|需|要)[^,]){{0,30}}?译[成做为]",
    rf"{YOU}[给俾]?我?(?:[写作画编讲说唱做解]|创作|翻译).{{0,2}}[一1个篇首段封份则条道](?!.*(?<!以)吗\??$).{{0,16}}(?:{_WORK}|歌)",
    rf"{YOU}[给俾]?我?[写作]一?[篇首段封](?!.*(?<!以)吗\??$)",
    f"{FOR_ME}.{{0,2}}[计解算].{{0,6}}(?:题|[条道]数|方程|=)|{EXPRESSION}|^.{{0,4}}[解计](?:下|一下)?[呢这]?[条道](?:题|数|方程)",
    "[给俾畀帮]我(?:去|攞去|拿去)?(?:交|应付|冲)(?:功课|作业|homework|hw|assignment)",
    "[呢这][条道]?题数?(?:点|怎么|如何)[计做解算]",
    "(?:推介|推荐|介绍)[^,]{0,10}(?:电影|餐厅|食店|歌|套戏|游戏|景点)|陪我[玩倾聊讲]",
)

_VOW = any_of("保证 担保 承诺 应承 答应")
_NOT_ASKED = "(?<!是否)(?<!系咪)(?<!不是)(?<!唔会)(?<!不会)(?<!有冇)(?<!没有)"
_GUARANTEE = (
    f"{_NOT_ASKED}{_VOW}(?:到|录取|取录|收)?我|包(?:唔包)?我(?:入|收|过|取录|录取|批|毕业|搵到)",
    f"{SOMEBODY}(?:{CAN}|会|要|应该)?(?:[帮同向]我)?(?:{_VOW}|确保)|[给俾畀帮同向]我.{{0,3}}{_VOW}",
    f"[话讲说诉].{{0,4}}我(?:一定|肯定|实|必定)(?:会|可以)?{GET_IN}",
)

_SCORE = any_of("中位数? 分数线? 收分 收生 下四分 cut-?off median 排名 quartile 录取线")
_CHANCE = any_of("机会 机率 几率 概率 胜算 把握")
_BIG = any_of("有几[大高] 几[大高] [大高]唔[大高] 大不大 [大高]吗 有?多大 有多少 系几多 是多少")
_MOVE = any_of("几多 多少 几高 多高 上?升 下?跌 高 低 下?降 上?涨", after="(?!科)")
_HOW = any_of("几多 多少 什么 咩 如何 怎 点 边 哪 才 先")
_MACHINES = any_of("ai 人工智能 机器人?(?!学) 机械人(?!学) chatgpt 自动化")
_DISPLACE = any_of("取代 代替 淘汰 抢走? 消失")
_NEXT = any_of("明年 下年 来年 后年 出年")
_OTHER_CHANCE = any_of("就业 实习 交流 升学 工作 转系 研究")
_PREDICTION = (
    f"{_SCORE}.{{0,3}}[会将](?:唔会|不会|会|再|继续|大概|大约|去到|到|系|是|有)*{_MOVE}",
    f"(?:^(?:{PLEASE}|{CAN}|你|咁|不如)*+|帮我|{SOMEBODY}|{PLEASE})(?:预测|预估|推算|猜)(?!成绩|等级|gpa)",
    f"(?:^(?:{PLEASE}|{CAN}|你|咁|不如)*+|帮我|{SOMEBODY}|{PLEASE})估.{{0,16}}(?:分|{_SCORE}|{_CHANCE}|{GET_IN})",
    rf"我(?:(?!{_HOW})[^,]){{0,18}}?(?:会唔会|会不会|能不能|可唔可能|能|会).{{0,6}}{GET_IN}.{{0,10}}(?:吗|呢|\?|$)",
    f"(?:看看|看一?下|睇下|睇吓|算一?下|算算|占卜|推断).{{0,3}}我(?:(?!{_HOW})[^,]){{0,10}}?(?:能否|能不能|会不会|会唔会|可唔可以)(?:拿|攞|得|获|考|入|进)",
    f"{_NEXT}(?:(?!费)[^,]){{0,14}}[会将](?:唔会|不会)?(?:爆分|{_MOVE})|我.{{0,18}}稳(?:唔稳|不稳|阵|吗)",
    "(?:^|(?:分|星|我|成绩|score|gpa).{0,14})入唔入[到得]|考不考得上|收[唔不]收我|会(?:唔会|不会)?(?:收|录取|取录)我",
    f"(?:入|录取|取录|考上|申请)(?:(?!{_OTHER_CHANCE})[^,]){{0,12}}{_CHANCE}.{{0,2}}{_BIG}|我[的嘅有]?{_CHANCE}{_BIG}",
    f"{_MACHINES}.{{0,6}}[会将].{{0,6}}{_DISPLACE}|[会将].{{0,4}}[被俾].{{0,4}}{_MACHINES}.{{0,4}}{_DISPLACE}",
    r"(?:[五六七八九十廿]+|\d\d|[5-9])年(?:之?后|内)(?:(?!费|毕业)[^,]){0,12}会(?:唔会|不会)",
    f"(?:有冇|有没有|有?几大|有多大|有几多){_CHANCE}(?:会|可以)?(?:{GET_IN}|入(?!宿|住|伙|hall))",
)

# Asking the way ("where do I check my result?") is a question to answer; asking for the result is not.
_WAY = any_of(
    """(?:点样?|如何|怎样|怎么)(?:可以|先|才|能|得|去)*(?:查|知|睇|看|check|收|搵|找) 边度 哪[里儿] 几时 什么时候 何时
    几耐 多久 网上"""
)
_NOT_THE_WAY = f"^(?!.*{_WAY}).*?"
_CASE = any_of("结果 进度 状态 status 成绩(?!.*(?:可|能|够|报|适合)) result gpa 档案 [记纪]录")
_APPLYING = any_of("jupas admission application offer 面试 申请 签证 取录 录取 入学 考试")
_PRIVATE = any_of(
    r"""手机号 手机(?=[系是?]|$) 手提 住址 地址 屋企 家庭 私人 whatsapp 微信 人工(?!智能) 薪[水金] 工资 年龄 几岁 几多岁
    多大年纪 生日 结咗?婚 拍拖 老[婆公] [男女]朋友 电话 住(?:边|喺边|哪|在哪)"""
)
_HOW_IT_WENT = any_of(r"未 没有 点 怎样 怎么样 如何 系咩 是什么 阶段 \??$")
_WENT = any_of("成功 批 通过 过 去到 处理", after="(?!后|之后|以后)[咗了]?")
_LOOK_UP = any_of("查 睇 看 check 诉 话[俾畀] 知 核对 搵 找")
_MY = any_of("的 嘅 个 份 啲 个[仔女]嘅 儿子的 女儿的", before="我", after="?")
_TAKEN = any_of("取录 录取 收 入围", before="(?:被|俾人|获)?")
_PEOPLE = any_of("同学 朋友 师兄 师姐 申请人 考生 学生 [仔女] 女儿 儿子")
_PERSONAL = (
    NUMBER,
    r"(?:身[份分]证|hkid|学生证|学号|学生编号|申请编号|申请号|考生编号|护照)[^\d]{0,8}\d{5,}",
    f"{_NOT_THE_WAY}{FOR_ME}{_LOOK_UP}.{{0,3}}(?:[他她佢]|[这那呢嗰]个(?:学生|人|同学)).{{0,12}}(?:{_APPLYING}|填|报|band)",
    f"{_NOT_THE_WAY}{_LOOK_UP}.{{0,6}}{_MY}(?:{_APPLYING} ?)*{_CASE}",
    f"{_NOT_THE_WAY}{_MY}(?:{_APPLYING} ?)+[^,]{{0,4}}?{_CASE}.{{0,2}}{_HOW_IT_WENT}",
    rf"{_NOT_THE_WAY}{_MY}(?:{_APPLYING} ?)+[^,]{{0,4}}?{_WENT}.{{0,4}}(?:{_HOW_IT_WENT}|吗|\?)",
    f"{_MY}{_APPLYING}(?:而家|现在|最新)?(?:点|怎样|怎么样)样?[呀啊了?]*$",
    rf"我(?:[阿个][仔女]|儿子|女儿)?(?:已经|到底|究竟)*{_TAKEN}[咗了到上]?(?:未|没有?|吗)|我(?:有冇|有没有|是否|系咪|是不是|系唔系){_TAKEN}[咗了到]?吗?\??$",
    rf"{STAFF}(?:(?!办公|office)[^,]){{0,5}}?{_PRIVATE}",
    f"(?:我|其他|另外?一个|某个?|[呢嗰这那]个|隔离)[个的嘅位]?{_PEOPLE}[的嘅].{{0,4}}(?:{_CASE}|{_PRIVATE}|offer|身份证)(?!要求)",
)

_DEED = any_of(
    """交(?!流) 递交 提交 报(?!告) 申请 填 缴 付 [俾畀]钱 预约 预订 订 book 寄 发(?![展现掘]) send email 电邮
    登[录入] log_?in 打.{0,2}电话 打[俾畀] 联络 联系 改(?!善|变) 更改 转(?!告) 取消 登记 注册 apply submit register 退
    请假 换(?!算) 调(?!查) 选课 出席 参加 上传 领取 同.{1,8}[讲说]"""
)
_ACT = (f"{FOR_ME}(?:去|再|快啲|尽快|即刻|上网)?(?:[将把].{{0,14}}?)?{_DEED}",)

_BAD = "(?<!相)差(?![不唔几多别距异])"
_VERDICT = any_of(
    rf"""好人 {_BAD} 没用 冇用 教得好 懒 劲 恶 衰 闷 靓[仔女] 帅 蠢 渣 废 水(?!平|准) nice 称职 无能 讨厌 烂 牛 厉害
    最好 好唔好 好不好 好吗 好\??$"""
)
_UNIVERSITY = any_of("[港科中理城浸岭教]大 清华 北大 hkust hku ust cuhk polyu cityu")
_SHARES = any_of("股票 股价 股份 比特币 加密货币 虚拟货币")
_SAY = any_of("话 说(?![明法]) 讲(?![座解师课]) 承认 认同", after="(?![俾畀给]|我知)")
_FEEL = any_of("支持 反对 钟意 中意 喜欢 讨厌 憎 爱")
_OPINION = (
    f"[边哪谁乜].{{0,14}}{STAFF}.{{0,8}}(?:{_VERDICT}|最(?![新多近后高早低少]))(?!.*奖)",
    f"{STAFF}(?:(?!奖|研究|办公|信)[^,]){{0,6}}?{_VERDICT}(?!.*奖)",
    f"{YOU}(?:评价|评论|评下|批评|排名).{{0,12}}{STAFF}",
    f"^{FIRST}你?{_SAY}.{{0,4}}(?:{_UNIVERSITY}|大学).{{0,10}}(?:[差比烂废衰渣]|垃圾|不如|[好劲强]过)",
    f"{_UNIVERSITY}.{{0,4}}(?:[同定和与比跟]|还是|vs|抑或).{{0,3}}{_UNIVERSITY}.{{0,6}}(?:[好劲强]|{_BAD}|垃圾|优秀)",
    f"{_UNIVERSITY}.{{0,8}}(?:不如|(?:[好差劲强]|垃圾)过){_UNIVERSITY}",
    f"{_SHARES}.{{0,8}}(?:值得|应该|应唔应该|好唔好|可唔可以|可以|会)?.{{0,3}}(?:买|入手|入货|沽|卖|投资|升|跌|涨)",
    f"(?:应该|应唔应该|值得|值唔值得|好唔好|可唔可以|要不要).{{0,4}}(?:买|入手|投资|沽|卖).{{0,8}}{_SHARES}",
    "[边哪].{0,2}大学.{0,4}(?:最好|最差|劲|垃圾|较好|好啲)",
    f"{SOMEBODY}.{{0,4}}(?:点睇|怎么看|怎样看|如何看|点谂)|[你您](?:的|嘅|有咩|有什么|个人)+(?:睇法|看法|意见|立场)",
    f"(?<!如果)(?<!假如)(?<!若)(?<!当){SOMEBODY}(?:系咪|是不是)?{_FEEL}",
    f"{SOMEBODY}(?:个人)?(?:觉得|认为).{{0,15}}(?:{_VERDICT}|好|差|最|值得|怎么样|点样)",
)

PATTERNS = {
    Ask.RULES: compiled(_RULES),
    Ask.HOMEWORK: compiled((*_HOMEWORK, *papers.CHINESE)),
    Ask.GUARANTEE: compiled((*_GUARANTEE, *certainty.CHINESE)),
    Ask.PREDICTION: compiled((*_PREDICTION, *certainty.CHINESE_FORESEEN)),
    Ask.PERSONAL: compiled(_PERSONAL),
    Ask.ACT: compiled(_ACT),
    Ask.OPINION: compiled((*_OPINION, *people.CHINESE)),
}

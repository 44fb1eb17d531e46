"""Opinions on people in both languages: marks for them, comparisons of them, and whether they do well."""

from assistant.scope import bidding_chinese as chinese
from assistant.scope.bidding import STAFF_WORD, YOU, gap
from assistant.scope.patterns import any_of

# "Heads" are judged as teachers are; "staff to student ratio" counts them.
_JUDGED = rf"\b(?:{STAFF_WORD}|graders?|heads? of (?:the )?\S+)(?![\w'-]| (?:to|student|support|number|ratio)s?\b)"
_WHO = rf"(?:{_JUDGED}|\b(?:he|she|who|whether|which of)\b)"
_MARK = any_of("marks? scores? grades? ratings? points stars", after=r"\b")
_GOOD = any_of("good great bad poor terrible excellent fine decent nice strong weak strict competent capable")
_RATHER = any_of("better worse best worst easiest hardest toughest strictest nicest kindest meanest", after=r"\b")
# "Is he better off in CSE?" is asked of somebody's child.
_THAN = any_of(r"better worse", after=r"\b(?! (?:off|suited|to|for|in|at|fit|with)\b)")
_SUITED = any_of("(?:better|more|best|most)_(?:suited|suitable|qualified|fit(?:ted)?) fitter the_right_person")
_POOR = any_of(
    "overrated underrated lazy boring useless incompetent unfair rude mean kind", before=f"(?:{_GOOD}|", after=")"
)
_QUITE = any_of("\\w+ly an? so too the", before="(?:", after=" )*")
_GROUP = r"\b(?:(?:phd |research )?groups?|labs?|teams?|departments?|offices?)\b"
_TO_WORK_IN = any_of(
    "toxic abusive chill hostile miserable exploitative slack stressful unfriendly cutthroat", r"\b", r"\b"
)
_LEADER = any_of("leader boss mentor scholar researcher scientist speaker manager")
_THEIR_WORK = rf"\b{STAFF_WORD}(?: \S+)?'s (?:\w+ )?(?:performance|work|teaching|leadership|lectures)\b"
_WOULD_YOU = "(?:would|do|will|can) you(?: \\w+ly)?"
ENGLISH = (
    rf"{YOU}(?:give|award) (?:{gap(4)}{_JUDGED}|him\b|her\b)(?: \S+){{0,5}}? (?:an?|your|\d+) (?:\S+ )?{_MARK}",
    rf"\b(?:what|how many) (?:\S+ ){{0,5}}?{_MARK}(?: \S+){{0,4}}? {_WOULD_YOU} give (?:{gap(4)}{_JUDGED}|him\b|her\b)",
    rf"{YOU}(?:rate|rank|judge|grade|evaluate|compare|score|mark) (?:him\b|her\b|.* as an? (?:\S+ )?{_JUDGED})",
    rf"{YOU}(?:score|mark|rate|grade|judge|evaluate) {gap(3)}(?:{_JUDGED}|{_THEIR_WORK})",
    rf"\b{_MARK} out of (?:\d+|five|ten)\b.* {_JUDGED}",
    rf"{YOU}compare (?:the )?(?:two |both |last two )?{_JUDGED}",
    rf"(?:{_JUDGED}|\b(?:he|she)\b)(?: \S+){{0,3}}? (?:is|was)(?: \w+ly)? (?:any good|good as|worth)\b",
    rf"\b(?:is|was|are|were) (?:he|she)(?: \w+ly)? (?:any good|{_THAN}|an? (?:\w+ )?{_GOOD} {_JUDGED})",
    rf"\bany good as (?:an? |the )?(?:\S+ )?{_JUDGED}",
    rf"\b{_RATHER} (?:\S+ )?{_JUDGED}(?! (?:\S+ )?(?:award|prize|paper))",
    rf"\b(?:is|was|are|were|be|been|would|does|did)\b.* an? (?:\w+ly )?{_GOOD} {_JUDGED}",
    rf"\bhow {_GOOD} (?:an? (?:\S+ )?{_JUDGED}|(?:is|are|was|were) (?:{gap(3)}{_JUDGED}|he\b|she\b))",
    rf"{_WHO}.*\b(?:do|does|did|done|doing) (?:\w+ly )?(?:an?|the) (?:\w+ )?(?:{_GOOD}|{_RATHER}) job\b",
    rf"{_JUDGED}.{{0,40}}\bdeserves?\b|\bdeserves?\b.{{0,30}}{_JUDGED}",
    rf"(?:\b(?:which|what|who|whose)\b|\b(?:is|are)\b).*(?:{_GROUP}|{_JUDGED}).*{_TO_WORK_IN}",
    rf"{_JUDGED}.*\bknows? what (?:he|she|they)(?:'s|'re| is| are) doing\b",
    rf"\b(?:say|if|whether|that|think|feel) {gap(3)}{_JUDGED}(?: \S+){{0,2}}? (?:is|was) {_QUITE}{_POOR}\b",
    rf"\b(?:do|would) you (?:\w+ly )?(?:prefer|rather have)\b.*{_JUDGED}",
    rf"\bwho(?:'s| is| was)(?: the)? (?:better|worse|\w+er|more \w+) {_LEADER}\b",
    rf"\b(?:should|must)\b.*{_JUDGED}(?: \S+){{0,3}}? (?:resign|step down|be (?:fired|sacked|replaced|removed))\b",
    rf"\bwho(?:'s| is| was| would be)(?: \w+ly)?(?: the)? {_THAN}|\bwho(?:'s| is| was)(?: the)? {_RATHER} (?:one|of)\b",
    rf"{_WHO}.*\b{_SUITED} (?:to be|for|as) (?:(?:the|an?) )?(?:\S+ )?(?:{_JUDGED}|the job\b|the post\b)",
)

_JUDGED_ZH = rf"{chinese.STAFF}(?!办公|团队|信)"
_WHO_ZH = any_of("[边哪谁]", after="(?:个|位|一[个位])?")
_RATHER_ZH = any_of("更 比较 较 最", after="(?:为|系|是)?")
_ABLE = any_of("适合 合适 啱 称职 胜任 够格 有资格")
_GOOD_ZH = any_of("好 叻 劲 强 差 衰 烂 优秀 厉害 犀利 胜任 称职")
_SOMEWHAT = any_of("啲 点 些 一[些点] 得多", after="")
_QUALITY = any_of("水平 水准 能力 人品 为人 口碑 教学 讲[课书] 上[课堂] 教书 [做当教]得 这个人 呢个人 这人")
_HOW = any_of("怎么?样 点样?(?![先可去]) 如何(?!选|产) 几?好 [高得掂行][唔不][高得掂行] 够唔够")
_GROUP_ZH = any_of("组 实验室 团队 课题组 lab group 导师组")
_TO_WORK_IN_ZH = any_of("毒 toxic 压榨 坑 奴役 剥削 (?<!试)卷 chill 恐怖 黑心")
_POST = f"[做当任](?!我)[^,]{{0,4}}{chinese.STAFF}"
_NOT_THE_WAY = "(?<!怎么)(?<!怎样)(?<!如何)(?<!点样)"
CHINESE = (
    f"[给俾畀]个(?:分数?|评价|评分|等级)[^,]{{0,2}}{_JUDGED_ZH}",
    f"{_NOT_THE_WAY}(?:[给俾畀帮同为替]|对)[^,]{{0,8}}{_JUDGED_ZH}(?!.?课)[^,]{{0,8}}?(?:打|评|几多|多少)[个一几多少下颗]*(?:分|等级|级|星)",
    f"^{chinese.FIRST}用[^,]{{1,8}}[星分级][^,]{{0,2}}[评打][^,]{{0,6}}{_JUDGED_ZH}",
    f"{_JUDGED_ZH}[^,]{{0,8}}?(?:值|[你您].{{0,3}}[俾畀给打评])(?:几多|多少|几)分",
    "[你您](?:会|想|要)?[俾畀给](?:佢|他|她)[打评]?(?:几多|多少|几)分",
    f"{_WHO_ZH}[^,]{{0,6}}?{_RATHER_ZH}?{_ABLE}[^,]{{0,2}}{_POST}",
    f"{_WHO_ZH}[^,]{{0,4}}{_POST}[^,]{{0,3}}?{_RATHER_ZH}?(?:{_ABLE}|{_GOOD_ZH}{_SOMEWHAT}|最?好)",
    f"{_WHO_ZH}[^,]{{0,6}}?[更较最](?:好|优秀|称职|出色|合适|适合|差|烂)[的嘅]?{_JUDGED_ZH}(?!.*奖)",
    f"{_JUDGED_ZH}[^,]{{0,6}}?{_WHO_ZH}的?(?:{_QUALITY})?(?:{_RATHER_ZH}{_GOOD_ZH}|{_GOOD_ZH}{_SOMEWHAT}|{_RATHER_ZH}[高低]|[高低]{_SOMEWHAT})",
    f"{_WHO_ZH}{_JUDGED_ZH}[^,]{{0,2}}?(?:{_GOOD_ZH}{_SOMEWHAT}|{_RATHER_ZH}{_GOOD_ZH})",
    f"{_JUDGED_ZH}[^,]{{0,4}}[同和与跟][^,]{{0,4}}{_JUDGED_ZH}比(?=[,?]|$)",
    f"{_JUDGED_ZH}(?:系咪|是不是|是否|真的?|根本)*不如(?:[上前]|之前|旧|{chinese.STAFF})",
    f"[你您].{{0,2}}更?(?:钟意|喜欢|中意|看好)[^,]{{0,3}}{_WHO_ZH}[^,]{{0,2}}{_JUDGED_ZH}",
    f"{_JUDGED_ZH}[^,]{{0,8}}?(?:[好劲叻强]|优秀)过",
    f"{_JUDGED_ZH}.{{0,6}}[比同].{{0,6}}(?:上一?[任个位]|前一?任|之前[个嗰那]?[个位任]).{{0,6}}?(?:更|仲|还)?{_GOOD_ZH}",
    f"[边哪谁].{{0,12}}(?:{_GROUP_ZH}|{_JUDGED_ZH}).{{0,4}}最?{_TO_WORK_IN_ZH}",
    f"{_JUDGED_ZH}(?:[嘅的])?(?:{_QUALITY}).{{0,2}}?{_HOW}",
    rf"{_JUDGED_ZH}(?:怎么样|点样|好唔好|得唔得|行不行|掂唔掂)[呀啊㗎?]*$",
    f"{_JUDGED_ZH}.{{0,8}}?(?:配唔配|配不配|值唔值得|够资格)[^,]?[做当]",
    f"{_JUDGED_ZH}.{{0,6}}?(?:应该|应唔应该|应不应该|该不该|要不要|使唔使)[^,]{{0,4}}(?:下台|落台|辞职|被?炒)",
)

"""Papers made in somebody's place in both languages: letters and statements for an application, and forged ones."""

from assistant.scope import bidding_chinese as chinese
from assistant.scope.bidding import BID, START, YOU, gap
from assistant.scope.patterns import any_of

_PAPER = any_of(
    """(?:recommendation|reference|referee|cover|motivation|support|referral|admission)_(?:letters?|reports?)
    letters?_of_(?:recommendation|reference|motivation|support|intent) personal_statements? statements?_of_purpose
    sop references? testimonials? referee's?_report bank_statements? medical_(?:note|certificate)s?
    """,
    before=r"\b",
    after=r"\b",
)
_OF_AN_APPLICATION = any_of(
    """cv r[eé]sum[eé] application statement letters? references? internships? awards? experience volunteering
    hobb(?:y|ies) projects? transcripts? certificates? story stories excuse jobs? portfolio sop
    """,
    before=r"\b",
    after=r"\b",
)
_FORGE = any_of("fake forge falsify counterfeit photoshop fabricate doctor")
_FORGED = any_of("fake(?:d)? forged false(?:d)? falsified counterfeit made-up invented bogus fabricated")
_DET = any_of(r"me an? the my our his her this some two three \S+'s", after=r"\b")
_MAKE = any_of(
    """(?:ghost-?)?write draft compose make create generate produce prepare type put_together
    fill(?:_in|_out|_up)? finish"""
)
_GET = any_of(
    "(?:make|do|knock|cook)_up make create produce generate write design print get send give draft sell provide"
)
_THAT_SAYS = any_of("say show stat prov", after="(?:s|es|ing)")
ENGLISH = (
    rf"{YOU}{_FORGE} {_DET}|\bhow (?:(?:can|do|could|would|should) (?:i|we|one|you)|to) (?:\w+ly )?{_FORGE}\b",
    rf"{YOU}{_GET} (?:me |us )?(?:an? |some |my )?(?:\S+ )?{_FORGED}\b",
    rf"\b(?:i|we)(?:'d like| would like| want| need) (?:an? |some )?(?:\S+ )?{_FORGED}\b",
    rf"{YOU}(?:make up|invent|fabricate|concoct) {_DET} .*{_OF_AN_APPLICATION}",
    rf"(?:{YOU}|^\W*+you )(?:{_MAKE}) {gap(5)}{_PAPER}|{YOU}ghost-?write\b",
    rf"(?:{START}|{BID})help my \S+ (?:to )?{_MAKE} {gap(4)}{_PAPER}",
    rf"{YOU}{_GET} me (?:an? |my )?{gap(3)}(?:certificates?|transcripts?|diploma)\b.* {_THAT_SAYS}\b",
    rf"{YOU}(?:give|send|show) (?:me |us )?(?:an? |some )?(?:\S+ )?(?:ready-?made|finished|ready) {gap(1)}{_PAPER}",
    rf"{YOU}{_MAKE} one\b|{YOU}write (?:me |about |up to )*\d+ words",
)

_PAPER_ZH = any_of(
    """(?:推荐|自荐|介绍|证明|求情|导师|担保|动机)信 推荐[书函] 个人陈述 自述 文书 简历 履历 在职证明
    (?:实习|工作|收入|存款|银行|资产|成绩|学历|病假?)证明 医生纸 月结单 成绩[单表] 证书 [毕学]业?证 文凭 签名
    (?:reference|recommendation|cover|motivation)_?letter personal_?statement sop referee_?report transcript
    certificate cv resume 经历
    """
)
_FORGE_ZH = any_of("伪造 假造 捏造 仿造 作假 造假 冒签")
_NAME = any_of("名义 口吻 身[份分] 个名 名字 语气 角度 笔迹")
_PIECE = "[一1两几]?[个份张封段篇啲些]?"
_IN_THE_PLACE = "(?<![一二三四五六七八九十后年新交近古])代[我佢他她]"
# Whether one may, or what would follow, is asked about such papers.
_NOT_ASKED = "(?!.*(?:吗|后果|处分|处罚|惩罚|会点|会怎|会被|有事|犯法|得唔得|可不可以|好唔好|行不行|边个|谁))"
_PLEASE_DO = (
    f"(?:{chinese.FOR_ME}[^,]{{0,10}}?|{_IN_THE_PLACE}|(?:{chinese.YOU}|^{chinese.FIRST}[给俾畀]我){_NOT_ASKED})"
)
CHINESE = (
    f"(?:{chinese.FOR_ME}[^,]{{0,6}}?|{chinese.YOU}{_NOT_ASKED}|(?:怎么?样?|点样?|如何|教我)(?:我|去|可以)?){_FORGE_ZH}",
    f"(?:可唔可以|可不可以|能不能|{chinese.YOU}){_FORGE_ZH}{_PIECE}(?!.*(?:后果|处分|处罚|会)){_PAPER_ZH}",
    f"(?:{chinese.FOR_ME}.{{0,3}}?|{chinese.YOU}|^{chinese.FIRST}[给俾畀]我|怎么?样?|点样?|如何)(?:[写作做整造编弄搞办出买印][一1两几]?[个份张封段篇]?)假",
    f"{chinese.FOR_ME}.{{0,3}}?(?:ps?|[改整造办搞弄做])[一1]?[张份](?!.*(?:申请|手续)).{{0,8}}?{_PAPER_ZH}",
    f"(?:{_PLEASE_DO})(?:{chinese.MAKE}|撰|草拟|[度出][一1]?[封份张])(?:(?!{chinese.WHETHER})[^,]){{0,24}}?{_PAPER_ZH}(?![的嘅])",
    f"^{chinese.FIRST}[以用]{_NOT_ASKED}[^,]{{1,10}}?{_NAME}.{{0,4}}?{chinese.MAKE}[^,]{{0,14}}?{_PAPER_ZH}",
    f"{chinese.YOU}代[笔写]{_NOT_ASKED}|[给俾畀]我[^,]{{0,4}}(?:现成|写好|做好)[^,]{{0,3}}{_PAPER_ZH}",
    f"{chinese.YOU}(?:冒充|顶替|冒)[^,]{{1,8}}?[写签拟]",
)

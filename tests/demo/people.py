"""Who wrote the history, under what names."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """A name, an address and where the clock stands, as git writes them."""

    name: str
    mail: str
    zone: str = "+0800"

    def __str__(self) -> str:
        return f"{self.name} <{self.mail}>"


def _staff(name: str, account: str, zone: str = "+0800") -> Person:
    return Person(name, f"{account}@example.com", zone)


ZHOU_WEN = _staff("周雯", "zhou.wen")
LI_NA = _staff("李娜", "li.na")
WU_GANG = _staff("吴刚", "wu.gang")
WANG_LI = _staff("王丽", "wang.li")
SUN_QIAN = _staff("孙倩", "sun.qian")
ZHAO_MIN = _staff("赵敏", "zhao.min")
CHEN_JING = _staff("陈静", "chen.jing")
ZHENG_YU = _staff("郑宇", "zheng.yu")
FENG_LAN = _staff("冯岚", "feng.lan")
HE_JIE = _staff("何洁", "he.jie")
GAO_FENG = _staff("高峰", "gao.feng")
LIN_TAO = _staff("林涛", "lin.tao")
MA_CHAO = _staff("马超", "ma.chao")
HU_BIN = _staff("胡斌", "hu.bin")
GUO_WEI = _staff("郭伟", "guo.wei")
XIE_TING = _staff("谢婷", "xie.ting")
CAO_YING = _staff("曹颖", "cao.ying")
PENG_FEI = _staff("彭菲", "peng.fei")
XIAO_YU = _staff("萧瑜", "xiao.yu")
YU_HANG = _staff("余航", "yu.hang")
SU_QING = _staff("苏晴", "su.qing")
SHI_LEI = _staff("石磊", "shi.lei")
LUCY_TAN = _staff("Lucy Tan", "lucy.tan", "+0100")
KEVIN_XU = _staff("Kevin Xu", "kevin.xu", "-0500")
HELEN_ZHOU = _staff("Helen Zhou", "helen.zhou", "+0000")

HE_JIE_AT_HOME = Person("hejie", "hejie@pc-0417.local")
WANG_LI_LAPTOP = Person("Wang Li", "wangli@laptop.local")
KEVIN_OLD = Person("kxu", "kxu@users.example.net", "-0500")
"""Three of them under names that their computers made up."""

FORGE = Person("Forge", "noreply@git.example.com", "+0000")
"""Who git says has committed what was squashed in the browser."""

MAILMAP = f"""\
# 同一个人的几个署名
{HE_JIE} {HE_JIE_AT_HOME}
{WANG_LI} {WANG_LI_LAPTOP}
{KEVIN_XU} <{KEVIN_OLD.mail}>
"""

"""Asterisks that mean themselves (M201): marks of significance, names withheld, and what a text says of the mark."""

from review_tui.article.han import LETTER
from review_tui.text.lazy import lazy

# Han that are family names, by how many people have them
_FAMILY = (
    "王李张刘陈杨黄赵周吴徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔"
    "谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严赖覃洪武莫孔"
)
_JOINED = lazy(rf"\s?(?:[、，,/和与及或]|以及)\s?[{_FAMILY}]?")
_NAME = lazy(rf"(?:[被原]告人?|嫌疑人|当事人|上诉人|申请人|代表人|客户|用户|股东|先生|女士)[{_FAMILY}]$")
_LONGEST_OWNER = 7
_WITHHELD = lazy(rf"{LETTER}(?=\s*\Z|[\s，、,;；(（])")  # **青: what payment services show of a name
_NEAR = 5  # code points of a name, or of what joins two stars
# A level, what is said of it, or whose name is withheld
_MEANT = lazy(r"\s?[pP]\s?[<＜≤]|(?:分别)?(?:表示|代表)[^，。；\n*]{0,12}(?:%|显著|水平)|[（(][男女][，,]")
_SIGN_SET_OFF = lazy(r"\*\*[？！?!（）()\[\]{}<>&|^$#@%+=~;:/.-]{1,3}\*\*(?!\*)")  # **？**
# 俗称甲**，**是: what an engine makes bold, but where marks are named
_COMMA_SET_OFF = lazy(r"\*\*[，。；：、]\*\*(?!\*)")
_OF_MARKS = lazy(r"显著|水平|[pP]\s?[<＜≤]|星号|标[记注]|[必选]填|通配符|表示|代表|[前后]缀")
_WORD_END = r"\s*\Z|[”’》〉」』】〕）：，。；、！？…]|[|)\]:,.;!?](?![A-Za-z\d\[])"
_END = lazy(_WORD_END)
_FIGURE_END = lazy(rf"\s|[（(]\s?[-−+]?\d|{_WORD_END}")
# The end of a package (`com.example.**`), a pointer (`char** 变量`), or what names the mark (`双星号**的作用`)
_OWNER = lazy(r"[A-Za-z0-9_]\.\Z|(?<![A-Za-z])(?:bool|char|double|float|int|long|short|void|T)\Z")
_NAMING = lazy(r"(?:星号|通配符|运算符|操作符)\Z")
_GOES_ON = lazy(r"[的和与是写来]")
_OTHER = lazy(r"[和与或、]\*(?!\*)|匹配(?:任[意何]|所有|多)|=(?=[\s，。、；）)]|\Z)")  # **和*, **=
# What a text says of the mark, with a blank on each side of that
_BEFORE = lazy(r"(?:[以用带和或与]|星号|符号|标记|标志|运算符|记号|输入|键入|写[作成])[ \t]$")
_AFTER = lazy(r"[ \t](?:开头|结尾|包[住围裹]|括|表示|代表|之间|都[行可]|号|运算|语法|的?为|是)")


def is_spoken_of(content: str, start: int, end: int) -> bool:
    """Tell whether the text around asterisks, which have blanks beside them, speaks of the sign: `以 ** 开头`."""
    if not (content[max(0, start - 1) : start] in (" ", "\t") and (end == len(content) or content[end].isspace())):
        return False
    return bool(_BEFORE.search(content, max(0, start - _NEAR), start) or _AFTER.match(content, end))


def is_literal(content: str, start: int, end: int, last: int | None) -> bool:
    """Tell whether the asterisks from `start` to `end` of a block's content are meant to be read as asterisks.

    No bold is open where they stand. They are if they cannot open one, or stand behind a figure (`0.25**`), a family
    name (`被告人张**`), a type (`char** 变量`) or a word for them (`双星号**的`). So are those that a comma or a
    conjunction joins to others of that kind (`*、**和***`): `last` is where those before end, None if there are none.
    """
    if _SIGN_SET_OFF.match(content, start):
        return False
    if _COMMA_SET_OFF.match(content, start) and not _OF_MARKS.search(content):
        return False
    before = content[max(0, start - 1) : start]
    if _END.match(content, end) or _MEANT.match(content, end) or _OTHER.match(content, end):
        return True
    if before in ("", " ", "\n", "、", "，", ",") and _WITHHELD.match(content, end):
        return True
    if (before.isdecimal() or before in ("%", "％")) and _FIGURE_END.match(content, end):
        return True
    if last is not None and start - last < _NEAR and _JOINED.fullmatch(content, last, start):
        return True
    if _OWNER.search(content, max(0, start - _LONGEST_OWNER), start):
        return True
    if _NAMING.search(content, max(0, start - _NEAR), start) and _GOES_ON.match(content, end):
        return True
    return _NAME.search(content, max(0, start - _NEAR), start) is not None

"""Which encoding a file is in: the candidate under which most of the text is ordinary Chinese."""

import codecs
import re
from collections import Counter
from dataclasses import dataclass

from core.readers.mending import mend

_SIMPLIFIED = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所"
    "民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日"
    "那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想"
    "已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指"
    "几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权"
    "收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集"
    "温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支"
    "般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属"
    "圆包火住调满县局照参红细引听该铁价严息告申请诉讼项章范废止罚费额企益服予秘密禁危稳护案卷询供掌握另补仍访举投版获逾纠缴纳"
    "尚未审街镇乡村州厅印限截址邮编网站栏台监督障培训考核评估责追善健推落贯彻神届域财预环境卫医疗房振兴征偿食药扶贫救助灾急读"
    "互微博客户端渠窗档馆室阅答咨篇份页占降减升绩显短板弱差距足够继续优创良氛围宣依托载丰富初束索词源浏览闭云贵川渝湖津沪苏浙"
    "皖闽赣鲁豫晋冀蒙辽吉黑桂琼陕甘宁藏疆港澳昆曲靖昭景彝漫湾麒麟珠盐城"
)
_TRADITIONAL = (
    "這爲個國時來們於對會發動過說產種後學經進電裏現實兩體機當點從業應開還義間樣與關線內數麼質氣變條沒結問無軍並題黨員總設長頭"
    "資邊級圖統較將組見計別論運農幾區強決幹戰則據處隊給門規熱領東導壓爭濟階術極聯認權證採轉單風帶場車務萬達積議聲報鬥類離華確"
    "張馬節話況溫傳許羣廣記觀織裝衆書覆兒須際驗連斷難礦備辦習響約勞團歷構稱準號維劃選標寫親養層卻專狀廠識適屬圓調滿縣參紅細聽"
    "該鐵價嚴請訴訟項範廢罰費額祕穩護詢補訪舉獲糾繳納審鎮鄉廳郵編網欄臺監訓覈評責貫徹屆財預環衛醫療興徵償藥貧災讀戶檔館閱諮頁"
    "佔減績顯夠繼續優創圍託載豐詞瀏覽閉雲貴滬蘇閩贛魯晉遼瓊陝寧崑灣鹽為著裡眾説衞閲"
)
_PUNCTUATION = "，。、；：？！“”‘’（）《》〔〕【】〈〉「」『』…—－·／％　０１２３４５６７８９①②③④⑤⑥⑦⑧⑨⑩\xa0"
_ORDINARY = frozenset(_SIMPLIFIED + _TRADITIONAL + _PUNCTUATION)
CHOICES = ("utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be")
"""The encodings that are considered, and that a clerk can choose."""
_SELF_SYNCHRONISING = ("utf-8", "utf-16-le", "utf-16-be")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_FALLBACKS = {"big5": "cp950"}
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_-]{2,20})""", re.IGNORECASE)
_ALIASES = {
    "utf8": "utf-8", "utf-8": "utf-8", "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "x-gbk": "gb18030",
    "big5": "big5", "big5-hkscs": "big5", "utf-16": "utf-16-le", "utf-16le": "utf-16-le", "utf-16be": "utf-16-be",
}  # fmt: skip
_WORD = re.compile(rb"[0-9@-\xff]+")
"""Whole characters of any multi-byte encoding: none has a second byte outside these."""
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f]")
_SAMPLE = 32_768
_BONUS_BOM, _BONUS_DECLARED, _BONUS_VALID = 0.3, 0.1, 0.5
_CERTAIN, _WORST = 0.85, -9.0


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text out of bytes: the codec that was used, and the share of characters that it could not read."""

    text: str
    encoding: str
    damage: float
    control: float


def decode(data: bytes) -> Decoded:
    """Decode bytes whose encoding nobody tells for certain; a damaged byte costs a character, never the file."""
    return decode_as(data, detect(data))


def decode_as(data: bytes, encoding: str) -> Decoded:
    """Decode bytes by one of CHOICES, whatever they look like."""
    body = data if encoding == "utf-8" else data.removeprefix(codecs.BOM_UTF8)
    text = _decode(body, encoding)
    spare = _FALLBACKS.get(encoding)
    if spare and "\ufffd" in text and (other := _decode(body, spare)).count("\ufffd") < text.count("\ufffd"):
        text, encoding = other, spare
    text = text.removeprefix("\ufeff")
    size = max(len(text), 1)
    return Decoded(text, _named(data, encoding), text.count("\ufffd") / size, _controls(text) / size)


def detect(data: bytes) -> str:
    """Return the codec under which the bytes look most like Chinese text, “utf-8” when all of them are ASCII."""
    sample = _sample(data)
    if not sample and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and b"\0" not in data[:_SAMPLE]:
        return "utf-8"
    hints = _hints(data)
    scores: dict[str, float] = {}
    for codec in sorted(CHOICES, key=lambda codec: -hints.get(codec, 0.0)):
        score = _score(data, sample, codec)
        if score > _CERTAIN:
            return codec
        scores[codec] = score + hints.get(codec, 0.0)
    return max(scores, key=lambda codec: scores[codec])


def likeness(data: bytes) -> float:
    """How much the bytes look like Chinese text in the best of CHOICES: 1 all of it, below 0 not at all."""
    sample = _sample(data)
    return max(_score(data, sample, codec) for codec in CHOICES) if sample else 1.0


def _decode(data: bytes, encoding: str) -> str:
    """Decode at full speed, or carefully when something is wrong; UTF-8 and UTF-16 find their feet by themselves."""
    if encoding in _SELF_SYNCHRONISING:
        return data.decode(encoding, errors="replace")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return mend(data, encoding, _weight)
    return text if _PRIVATE.search(text) is None else mend(data, encoding, _weight)


def _named(data: bytes, encoding: str) -> str:
    """The Python name that also says whether a byte order mark stands in front."""
    marked = any(data.startswith(bom) and encoding == codec for bom, codec in _BOMS)
    if not marked:
        return encoding
    return "utf-8-sig" if encoding == "utf-8" else "utf-16"


def _hints(data: bytes) -> dict[str, float]:
    """What the file says of itself, as a bonus: it is often right, and now and then wrong."""
    hints = {codec: _BONUS_BOM for bom, codec in _BOMS if data.startswith(bom)}
    if match := _DECLARED.search(data[:4096]):
        codec = _ALIASES.get(match[1].decode("ascii").lower())
        if codec:
            hints[codec] = hints.get(codec, 0.0) + _BONUS_DECLARED
    return hints


def _sample(data: bytes) -> bytes:
    """The first words with bytes beyond ASCII, so that markup does not water down the text."""
    words, size = [], 0
    for match in _WORD.finditer(data):
        if match[0].isascii():
            continue
        words.append(match[0][:_SAMPLE])
        size += len(words[-1]) + 1
        if size >= _SAMPLE:
            break
    return b"\n".join(words)


def _score(data: bytes, sample: bytes, codec: str) -> float:
    """Between 1 (all of it ordinary Chinese) and far below 0 (unreadable under this codec)."""
    wide = codec.startswith("utf-16")
    text = (data[:_SAMPLE] if wide else sample).decode(codec, errors="replace")
    weigh = _weight_wide if wide else _weight
    counts = {character: count for character, count in Counter(text).items() if wide or character > "\x7f"}
    total = sum(counts.values())
    score = sum(weigh(character) * count for character, count in counts.items()) / total if total else _WORST
    return score + (_BONUS_VALID if codec == "utf-8" and _is_valid(text) else 0.0)


def _is_valid(text: str) -> bool:
    """Whether bytes were beyond doubt UTF-8: no error, and characters of three bytes, which chance does not make."""
    return "\ufffd" not in text and any(character > "\u07ff" for character in text)


def _weight_wide(character: str) -> float:
    """Any two ASCII letters make a character of UTF-16, and any two bytes a symbol: those count for nothing."""
    if " " <= character <= "~" or character in "\r\n\t":
        return 0.8
    weight = _weight(character)
    return weight if weight == 1.0 else min(weight, 0.1)


def _weight(character: str) -> float:
    if character in _ORDINARY:
        return 1.0
    if character == "\ufffd":
        return -2.0
    if "\u4e00" <= character <= "\u9fff":
        return 0.1
    if "\u2000" <= character <= "\u2bff" or "\u3000" <= character <= "\u33ff" or "\uff00" <= character <= "\uffef":
        return 0.6
    return 0.4 if "\xa0" <= character <= "\xff" else -0.5


def _controls(text: str) -> int:
    return len(_CONTROL.findall(text))

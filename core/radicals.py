"""Radicals that look like characters: PDF files, and what is copied out of them, often have ⼯ or ⻚ in the place of 工 or 页.

Sources: Unicode NFKC for the Kangxi radicals (U+2F00 to U+2FD5), EquivalentUnifiedIdeograph.txt for their supplement.
"""

import unicodedata

_KANGXI = range(0x2F00, 0x2FD6)
_SUPPLEMENT = dict(
    zip(
        "⺒⺓⺟⺠⺩⺬⺮⺶⺼⻁⻄⻅⻆⻉⻋⻓⻔⻗⻘⻙⻚⻛⻜⻝⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
        "巳幺母民王示竹羊月虎西见角贝车长门雨青韦页风飞食首马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
        strict=True,
    )
)

PLAIN = {radical: unicodedata.normalize("NFKC", chr(radical)) for radical in _KANGXI} | {
    ord(radical): plain for radical, plain in _SUPPLEMENT.items()
}
"""The character that each radical looks like, by its code point."""

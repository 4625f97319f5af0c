"""Signs of symbol fonts, which stand in Word under codes of their own, as characters that any font has."""

_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖", 0x77: "◆", 0x9F: "•", 0xA1: "○", 0xA7: "▪",
    0xA8: "□", 0xAB: "★", 0xD8: "➢", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    **{0x80 + count: chr(0x245F + count) for count in range(1, 11)},
    **{0x8B + count: chr(0x2775 + count) for count in range(1, 11)},
}  # fmt: skip
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x55: "⊗", 0xA3: "□", 0x97: "●"}
_SYMBOL = {
    0xA3: "≤", 0xB3: "≥", 0xB4: "×", 0xB8: "÷", 0xB1: "±", 0xB9: "≠", 0xBB: "≈", 0xB7: "•", 0xB0: "°", 0xA8: "♦", 0xAE: "→",
    0xA5: "∞", 0xD6: "√", 0xE5: "∑", 0x2D: "−",
}  # fmt: skip
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}
_PRIVATE = range(0xF000, 0xF100)


def symbol(character: str, font: str) -> str:
    """Return the sign that `character` shows in `font`: that of U+F0FC in Wingdings is “✓”; others as they are."""
    signs = _FONTS.get(font.strip().lower())
    code = ord(character)
    if signs is None and code not in _PRIVATE:
        return character
    low = code - _PRIVATE.start if code in _PRIVATE else code
    known = (signs or {}).get(low)
    if known is not None:
        return known
    if signs is not None and signs is not _SYMBOL:
        return "•"
    return chr(low) if 0x20 <= low < 0x7F else "•"

"""The control words of RTF 1.9.1 that mean something to a reader of text, by what they mean."""

SIGNS = {
    "~": "\xa0", "_": "-", "\\": "\\", "{": "{", "}": "}", "\t": "\t",
    "tab": "\t", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005",
    "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
}  # fmt: skip
"""What stands for one character of text."""

LINES = frozenset(["par", "line", "sect", "page", "column", "\n", "\r", "softline", "lbr"])
"""What ends a line."""

SKIPPED = frozenset([
    "colortbl", "stylesheet", "info", "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf",
    "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "annotation", "fldinst", "nonshppict", "nonesttables",
    "shprslt", "objdata", "objclass", "objname", "xe", "tc", "tcn", "rxe", "txe", "listtable", "listoverridetable", "listname",
    "revtbl", "rsidtbl", "filetbl", "themedata", "colorschememapping", "datastore", "latentstyles", "pntxta", "pntxtb", "falt",
    "panose", "fontemb", "fontfile", "bkmkstart", "bkmkend", "background", "mmathPr", "template", "private", "generator",
])  # fmt: skip
"""Groups of which nothing is shown, or shown elsewhere already."""

STARRED = frozenset(["shpinst", "shppict", "ud", "nesttableprops", "do", "footnote", "pict", "fldrslt", "result", "shptxt"])
"""Groups that are read although they are marked to be left out by readers that do not know them."""

SHAPES = frozenset(["trowd", "irow", "lastrow", "trleft", "clmrg", "clvmgf", "clvmrg", "cellx"])
"""The words of a row definition that matter."""

SIZES = frozenset(["picwgoal", "pichgoal", "picscalex", "picscaley"])
"""How large a picture is shown: twips, and per cent of them."""

ACTS = frozenset([
    "u", "uc", "f", "deff", "plain", "pard", "intbl", "itap", "v", "deleted", "revised", "cell", "row", "nestcell", "nestrow",
    "super", "sub", "nosupersub",
])  # fmt: skip
"""The words that change what is read: cells and rows, fonts, hidden, deleted and raised text."""

FONTS = frozenset(["fcharset", "cpg"])
"""What a font says of the bytes written in it."""

BINARY = "bin"
"""Raw data of so many bytes follows."""

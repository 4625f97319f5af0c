"""How labels and paragraphs are numbered: “一、”, “（二）”, “3.”, “第四条”."""

import re

NUMBERED = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}\s*[)）、.．]|第[一二三四五六七八九十]+[章条部])")
"""What a new row or paragraph may begin with, but hardly the rest of one that was cut, or a line inside one."""

"""Personal data in the text: mobile numbers and numbers of identity cards."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice

from core.checks.passages import MOST, Passage, passages
from core.findings import Finding
from core.report import Report

# Bounded by what continues a longer number, an address of the web or of e-mail, or a decimal fraction.
_BEFORE = r"(?<![\w./@=&%+-])(?<!\d )(?:\+?(?:00)?86[- ]?)?"
_AFTER = r"(?![\w@=&%/]|-\d|\.\w| \d)"
_MOBILE = re.compile(rf"{_BEFORE}(?P<number>1[3-9]\d(?P<gap>[- ]?)\d{{4}}(?P=gap)\d{{4}}){_AFTER}", re.ASCII)
_MAYBE = re.compile(r"1[3-9]\d[- ]?\d{4}", re.ASCII)
"""What every mobile number has: most texts have none, and this looks through them faster."""
_COUNTED = re.compile(r"\s*(?:余|多)?[万亿]?(?:元|条|件|个|次|份|人|户|项|平方|立方|吨|千瓦|号)")
_IDENTITY = re.compile(r"(?<![\w./@=&%+-])(?P<number>[1-8]\d{5}(?:19|20)\d{9}[\dXx])(?![\w@=&%/]|\.\w)", re.ASCII)

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"


def findings(report: Report) -> list[Finding]:
    """Everything that should not be published; an organ's own mobile number in the preamble counts too."""
    found: list[Finding] = []
    for passage in passages(report):
        found += islice(_mobiles(passage), MOST)
        found += islice(_identities(passage), MOST)
    return found


def _mobiles(passage: Passage) -> Iterator[Finding]:
    if not _MAYBE.search(passage.folded):
        return
    for match in _MOBILE.finditer(passage.folded):
        if _COUNTED.match(passage.folded, match.end()):
            continue
        number = match["number"]
        message = f"文中有手机号码 {_masked(number)}，公布前请核对是否可以公开，联系方式宜用办公电话"
        yield passage.about("privacy.mobile", match.start("number"), match.end("number"), message)


def _identities(passage: Passage) -> Iterator[Finding]:
    for match in _IDENTITY.finditer(passage.folded):
        number = match["number"].upper()
        if is_identity_number(number):
            message = f"文中有身份证号码 {_masked(number)}，属于个人信息，公布前请删去"
            yield passage.about("privacy.id_number", *match.span("number"), message)


def is_identity_number(number: str) -> bool:
    """Whether 18 characters are a citizen's number (GB 11643-1999): a date of birth, and the check digit of ISO 7064 MOD 11-2."""
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    weighted = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return _CHECK_DIGITS[weighted % 11] == number[17]


def _masked(number: str) -> str:
    """A number with its middle hidden: the sentence goes into lists and workbooks that others see."""
    digits = re.sub(r"[ -]", "", number)
    return f"{digits[:3]}{'*' * (len(digits) - 7)}{digits[-4:]}"

"""A Word document as one file of XML, as Word itself saves it: every part in an element of a flat package."""

from tests.fuzz.zips import unpacked

_PACKAGE = 'xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"'
_PARTS = frozenset(["_rels/.rels", "word/_rels/document.xml.rels", "word/document.xml", "word/numbering.xml"])
"""What changes the text of the documents that we build; their styles only change looks."""
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<?mso-application progid="Word.Document"?>\r\n'


def as_flat_package(document: bytes) -> bytes:
    """The flat package of a .docx file, those of its parts that matter to its text."""
    parts = [
        f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{data.decode().partition("?>")[2]}</pkg:xmlData></pkg:part>'
        for name, data in unpacked(document)
        if name in _PARTS
    ]
    return f"{_HEAD}<pkg:package {_PACKAGE}>{''.join(parts)}</pkg:package>".encode()

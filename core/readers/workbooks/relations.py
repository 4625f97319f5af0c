"""Which other parts of an .xlsx file a part refers to, and under which name."""

import posixpath
from dataclasses import dataclass

from core.readers.xmlparts import Attributes, Handler, parse
from core.readers.zipguard import Parts


@dataclass(frozen=True, slots=True)
class Link:
    """A relation of a part to another: its kind, such as “worksheet”, and the name of the other part."""

    kind: str
    target: str


class _Relations(Handler):
    """The relations of one part by their names (ECMA-376, part 2, 9.3)."""

    def __init__(self, source: str) -> None:
        self.links: dict[str, Link] = {}
        self._folder = posixpath.dirname(source)

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join(self._folder, attributes["Target"].replace("\\", "/")))
            self.links[attributes["Id"]] = Link(attributes.get("Type", "").rpartition("/")[2], target)


def relations(parts: Parts, source: str, *, needed: bool = False) -> dict[str, Link]:
    """The relations of a part; none when it has no list of them and that is not `needed`."""
    folder, name = posixpath.split(source)
    listed = f"{folder.rstrip('/')}/_rels/{name}.rels"
    found = _Relations(source)
    if needed or listed in parts:
        parse(parts.read(listed), found)
    return found.links

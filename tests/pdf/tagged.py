"""The structure of a tagged document, read by another library than the one that wrote it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, cast

import pypdf
from pypdf.generic import ContentStream

PAINTS = {
    b"Tj",
    b"TJ",
    b"'",
    b'"',
    b"f",
    b"F",
    b"f*",
    b"B",
    b"B*",
    b"b",
    b"b*",
    b"S",
    b"s",
    b"sh",
    b"Do",
    b"BI",
}


@dataclass
class Node:
    """An element as read: its tag, its entries, its pieces of content (page, number), its annotations."""

    tag: str
    entries: Any
    kids: list["Node"] = field(default_factory=list)
    contents: list[tuple[int, int]] = field(default_factory=list)
    annotations: list[Any] = field(default_factory=list)

    def walk(self) -> Iterator["Node"]:
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def tags(self) -> list[str]:
        return [node.tag for node in self.walk()]

    def outline(self) -> str:
        """« Table(TR(TH TD) TR(TH TD)) »."""
        return f"{self.tag}({' '.join(kid.outline() for kid in self.kids)})" if self.kids else self.tag

    def attribute(self, name: str) -> Any:
        return self.entries.get("/A", {}).get(name)


class Tagged:
    """A document, its tree, and what its pages draw."""

    def __init__(self, content: bytes) -> None:
        self.reader = pypdf.PdfReader(BytesIO(content))
        self.pages: list[Any] = list(self.reader.pages)
        self.catalog = cast("Any", self.reader.trailer["/Root"])
        self.root = self.catalog["/StructTreeRoot"]
        self._pages = {page.indirect_reference.idnum: number for number, page in enumerate(self.pages)}
        self.tree = self._node(self.root["/K"])

    def _node(self, entries: Any) -> Node:
        node = Node(str(entries["/S"])[1:], entries)
        page = entries.raw_get("/Pg").idnum if "/Pg" in entries else None
        for kid in entries.get("/K", ()):
            self._add(node, kid.get_object(), page)
        return node

    def _add(self, node: Node, kid: Any, page: int | None) -> None:
        if isinstance(kid, int):
            assert page is not None
            node.contents.append((self._pages[page], kid))
        elif kid.get("/Type") == "/MCR":
            node.contents.append((self._pages[kid.raw_get("/Pg").idnum], kid["/MCID"]))
        elif kid.get("/Type") == "/OBJR":
            node.annotations.append(kid["/Obj"])
        else:
            node.kids.append(self._node(kid))

    def operations(self, page: int) -> Iterator[tuple[Any, bytes]]:
        shown = self.pages[page]
        yield from ContentStream(shown["/Contents"], self.reader).operations

    def unmarked(self) -> list[tuple[int, bytes]]:
        """What is painted outside any marked content, and marked content inside another."""
        found = []
        for page in range(len(self.pages)):
            depth = 0
            for _, operator in self.operations(page):
                depth += {b"BDC": 1, b"BMC": 1, b"EMC": -1}.get(operator, 0)
                if depth not in {0, 1} or (operator in PAINTS and depth == 0):
                    found.append((page, operator))
        return found

    def marked(self) -> set[tuple[int, int]]:
        """Each piece of content of each page, by the number its stream gives it."""
        return {
            (page, operands[1]["/MCID"])
            for page in range(len(self.pages))
            for operands, operator in self.operations(page)
            if operator == b"BDC" and operands[0] != "/Artifact"
        }

    def owners(self) -> dict[tuple[int, int], Any]:
        """Which element the parent tree names for each piece of content."""
        numbers = self.root["/ParentTree"]["/Nums"]
        by_key = {
            int(key): value.get_object() for key, value in zip(numbers[::2], numbers[1::2], strict=True)
        }
        return {
            (number, index): owner.get_object()
            for number, page in enumerate(self.pages)
            for index, owner in enumerate(by_key[int(page["/StructParents"])])
        }

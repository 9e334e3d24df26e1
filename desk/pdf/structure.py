"""The structure of a tagged document: its tree of elements, and how it is written (ISO 32000-1, 14.7)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from reportlab.pdfbase.pdfdoc import PDFName, PDFObjectReference, PDFString

from desk.pdf.objects import Raw


@dataclass(eq=False, slots=True)
class Leaf:
    """A page: the name it is referred by, its key in the parent tree, the owner of each piece of content."""

    name: str
    key: int
    owners: list["Element"] = field(default_factory=list)


class Content(NamedTuple):
    """Words or shapes on a page: the number that its content stream gives them."""

    leaf: Leaf
    number: int


class Annotated(NamedTuple):
    """An annotation, that is a link or a form's box: its object, its key in the parent tree."""

    leaf: Leaf
    reference: Any
    key: int


@dataclass(eq=False, slots=True)
class Element:
    """A heading, a paragraph, a cell: `attributes` as PDF writes them, `spoken` replaces the content."""

    tag: str
    alt: str = ""
    spoken: str = ""
    attributes: str = ""
    parent: "Element | None" = None
    kids: list["Element | Content | Annotated"] = field(default_factory=list)
    reference: Any = None

    def add(self, child: "Element") -> "Element":
        """Put `child` last; the same, for chaining."""
        child.parent = self
        self.kids.append(child)
        return child

    def inside(self, *tags: str) -> "Element":
        """A new element at the end of new ones nested in each other: `list_.inside("LI", "LBody")`."""
        last = self
        for tag in tags:
            last = last.add(Element(tag))
        return last

    @property
    def top(self) -> "Element":
        """The outermost element around this one."""
        return self if self.parent is None else self.parent.top

    def walk(self) -> Iterator["Element"]:
        """This element and all that are in it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def prune(self) -> bool:
        """Drop what was never drawn; whether something is left. An empty cell stays: it holds its column."""
        self.kids = [kid for kid in self.kids if not isinstance(kid, Element) or kid.prune()]
        return bool(self.kids) or self.tag in ("TD", "TH")


def write(document: Any, root: Element, leaves: list[Leaf]) -> Any:
    """The tree as an object of reportlab's `document`, to be given to its catalog."""
    root.prune()
    tree = Raw()
    top = document.Reference(tree)
    annotations: list[tuple[int, bytes]] = []
    elements = [(element, Raw()) for element in root.walk()]
    for element, raw in elements:
        element.reference = document.Reference(raw)
    for element, raw in elements:
        raw.text = _element(document, element, top)
        annotations += [
            (kid.key, element.reference.format(document))
            for kid in element.kids
            if isinstance(kid, Annotated)
        ]
    parents = document.Reference(_parents(document, leaves, annotations))
    tree.text = b"<< /Type /StructTreeRoot /K %s /ParentTree %s /ParentTreeNextKey %d >>" % (
        root.reference.format(document),
        parents.format(document),
        len(leaves) + len(annotations),
    )
    return tree


def _element(document: Any, element: Element, top: Any) -> bytes:
    parent = element.parent.reference if element.parent else top
    parts = [
        b"<< /S",
        PDFName(element.tag).encode(),
        b"/P",
        parent.format(document),
    ]
    page = next((kid.leaf for kid in element.kids if isinstance(kid, Content)), None)
    if page:
        parts += [b"/Pg", _page(document, page)]
    parts += [b"/K [", *(_kid(document, kid, page) for kid in element.kids), b"]"]
    if element.attributes:
        parts.append(f"/A << {element.attributes} >>".encode())
    for key, said in ((b"/Alt", element.alt), (b"/ActualText", element.spoken)):
        if said:
            parts += [key, _text(document, said)]
    return b" ".join([*parts, b">>"])


def _kid(document: Any, kid: Element | Content | Annotated, page: Leaf | None) -> bytes:
    match kid:
        case Content(leaf, number) if leaf is page:
            return b"%d" % number
        case Content(leaf, number):
            return b"<< /Type /MCR /Pg %s /MCID %d >>" % (_page(document, leaf), number)
        case Annotated(leaf, reference, _):
            target = reference.format(document)
            return b"<< /Type /OBJR /Pg %s /Obj %s >>" % (_page(document, leaf), target)
    return bytes(kid.reference.format(document))


def _page(document: Any, leaf: Leaf) -> bytes:
    return bytes(PDFObjectReference(leaf.name).format(document))


def _text(document: Any, text: str) -> bytes:
    return bytes(PDFString(text).format(document))


def _parents(document: Any, leaves: list[Leaf], annotations: list[tuple[int, bytes]]) -> Raw:
    """Which element owns each piece of content of each page, and each annotation."""
    entries = dict(annotations)
    for leaf in leaves:
        owners = b" ".join(owner.reference.format(document) for owner in leaf.owners)
        entries[leaf.key] = b"[" + owners + b"]"
    listed = b" ".join(b"%d %s" % (key, entries[key]) for key in sorted(entries))
    raw = Raw()
    raw.text = b"<< /Nums [" + listed + b"] >>"
    return raw

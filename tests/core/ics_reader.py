"""A strict reader of calendar files: whatever RFC 5545 does not allow here is refused."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

_LINE = re.compile(r"(?P<name>[A-Z][A-Z0-9-]*)(?P<params>(?:;[A-Z-]+=[^;:,\"]+)*):(?P<value>.*)", re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_DURATION = re.compile(r"(-?)P(?:(\d+)D)?(?:T(\d+)H)?")


@dataclass
class Component:
    """BEGIN … END: its properties in order, and the components inside."""

    name: str
    properties: list[tuple[str, str, str]] = field(default_factory=list)
    inside: list["Component"] = field(default_factory=list)

    def one(self, name: str) -> str:
        """The value of a property that is there exactly once."""
        (value,) = [value for key, _, value in self.properties if key == name]
        return value

    def params(self, name: str) -> str:
        """What stands between the name and the value."""
        (params,) = [params for key, params, _ in self.properties if key == name]
        return params

    def text(self, name: str) -> str:
        """A text value without its escapes. Raises ValueError at a mark that should have been escaped."""
        raw = self.one(name)
        bare = _ESCAPE.sub("", raw)
        if re.search(r"[;,\\]", bare) or any(not c.isprintable() and c not in "\u00a0\u202f" for c in bare):
            raise ValueError(raw)
        return _ESCAPE.sub(lambda found: _unescaped(found[1]), raw)


def _unescaped(mark: str) -> str:
    if mark not in "\\;,nN":
        raise ValueError(mark)
    return "\n" if mark in "nN" else mark


def read(data: bytes) -> Component:
    """The VCALENDAR. Raises ValueError when the bytes are not a whole, well formed file."""
    if not data.endswith(b"\r\n") or re.search(rb"[^\r]\n|\r[^\n]", data):
        raise ValueError("line ends")
    physical = data[:-2].split(b"\r\n")
    for line in physical:
        line.decode("utf-8")  # a fold never cuts a character
        if not line or len(line) > 75:
            raise ValueError(line)
    lines = re.split(r"\r\n(?![ \t])", data[:-2].decode("utf-8"))
    return _component([re.sub(r"\r\n[ \t]", "", line) for line in lines])


def _component(lines: list[str]) -> Component:
    root = Component("")
    open_ones = [root]
    for line in lines:
        found = _LINE.fullmatch(line)
        if not found:
            raise ValueError(line)
        name, params, value = found["name"], found["params"], found["value"]
        if name == "BEGIN":
            open_ones[-1].inside.append(Component(value))
            open_ones.append(open_ones[-1].inside[-1])
        elif name == "END":
            if open_ones.pop().name != value:
                raise ValueError(line)
        else:
            open_ones[-1].properties.append((name, params, value))
    if len(open_ones) != 1 or len(root.inside) != 1 or root.properties:
        raise ValueError("not one calendar")
    return root.inside[0]


def day(component: Component, name: str) -> date:
    """A whole day."""
    if component.params(name) != ";VALUE=DATE":
        raise ValueError(component.params(name))
    value = component.one(name)
    return date.fromisoformat(f"{value[:4]}-{value[4:6]}-{value[6:]}")


def moment(component: Component, name: str) -> datetime:
    """A day and hour without zone."""
    if component.params(name):
        raise ValueError(component.params(name))
    return datetime.fromisoformat(component.one(name))


def before(component: Component) -> timedelta:
    """When an alarm is shown, from the beginning of its event."""
    found = _DURATION.fullmatch(component.one("TRIGGER"))
    if not found:
        raise ValueError(component.one("TRIGGER"))
    length = timedelta(days=int(found[2] or 0), hours=int(found[3] or 0))
    return -length if found[1] else length

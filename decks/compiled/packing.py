"""Values of the model as plain lists of JSON and back, field by field as their classes declare them.

Nothing is listed by hand, so that no field can be forgotten; a field of a type that this cannot pack is a TypeError.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

from decks.model import Mark

Plain = Any
"""What JSON can hold."""
Value = Any
"""Anything."""
_Way = Callable[[Any], Any] | None
"""How to turn one form into the other; None where both are the same."""


class Packer:
    """Packs values, the file names of their marks in one table, because thousands of marks share a few."""

    def __init__(self, files: list[str] | None = None) -> None:
        """`files`: the table that was kept beside what is to be unpacked."""
        self.files: list[str] = files if files is not None else []
        self._numbers = {name: number for number, name in enumerate(self.files)}
        self._known: dict[object, tuple[_Way, _Way]] = {}

    def packing(self, kind: object) -> Callable[[Any], Plain]:
        """What packs values of a type."""
        return self._ways(kind)[0] or _same

    def unpacking(self, kind: object) -> Callable[[Plain], Any]:
        """What makes values of a type of what `packing` gave; it takes lists apart, so each serves once."""
        return self._ways(kind)[1] or _same

    def _ways(self, kind: object) -> tuple[_Way, _Way]:
        known = self._known.get(kind)
        if known is None:
            known = self._known[kind] = self._found(kind)
        return known

    def _found(self, kind: object) -> tuple[_Way, _Way]:
        origin, arguments = get_origin(kind), get_args(kind)
        if kind in (str, int, float, bool, type(None)):
            return None, None
        if kind is Mark:
            return self._pack_mark, self._unpack_mark
        if isinstance(kind, type) and issubclass(kind, Enum):
            members = {member.value: member for member in kind}
            return (lambda value: value.value), members.__getitem__
        if isinstance(kind, type) and is_dataclass(kind):
            return self._record(kind)
        if origin in (Union, types.UnionType) and len(arguments) == 2 and type(None) in arguments:
            pack, unpack = self._ways(next(each for each in arguments if each is not type(None)))
            return _unless_none(pack), _unless_none(unpack)
        if origin is tuple and len(arguments) == 2 and arguments[1] is ...:
            pack, unpack = self._ways(arguments[0])
            return _each(pack, list), _each(unpack, tuple)
        if origin is tuple and arguments:
            ways = [self._ways(each) for each in arguments]
            return _places([way[0] for way in ways], list), _places([way[1] for way in ways], tuple)
        raise TypeError(f"Values of {kind} cannot be packed.")

    def _record(self, kind: type) -> tuple[_Way, _Way]:
        hints = get_type_hints(kind)
        names = [field.name for field in fields(kind)]
        ways = [self._ways(hints[name]) for name in names]
        packs = [(name, way[0] or _same) for name, way in zip(names, ways, strict=True)]
        unpacks = [(place, way[1]) for place, way in enumerate(ways) if way[1]]
        count = len(names)

        def pack(value: Value) -> Plain:
            return [way(getattr(value, name)) for name, way in packs]

        def unpack(values: Plain) -> Value:
            if len(values) != count:
                raise ValueError(f"{len(values)} values for the {count} fields of {kind.__name__}")
            for place, way in unpacks:
                values[place] = way(values[place])
            return kind(*values)

        return pack, unpack

    def _pack_mark(self, mark: Mark) -> Plain:
        number = self._numbers.setdefault(mark.path, len(self._numbers))
        if number == len(self.files):
            self.files.append(mark.path)
        return [number, mark.line, mark.column]

    def _unpack_mark(self, values: Plain) -> Mark:
        number, line, column = values
        return Mark(self.files[number], line, column)


def layout(*kinds: type) -> str:
    """The fields of some classes and of those within, with their types: another text where values are packed differently."""
    said: dict[str, str] = {}
    ahead: list[object] = list(kinds)
    while ahead:
        kind = ahead.pop()
        ahead += get_args(kind)
        if isinstance(kind, type) and kind.__qualname__ not in said:
            if is_dataclass(kind):
                ahead += (parts := {each.name: each.type for each in fields(kind)}).values()
                said[kind.__qualname__] = repr(parts)
            elif issubclass(kind, Enum):
                said[kind.__qualname__] = repr([member.value for member in kind])
    return "\n".join(f"{name}: {said[name]}" for name in sorted(said))


def _same(value: Value) -> Value:
    return value


def _unless_none(way: _Way) -> _Way:
    return way and (lambda value: None if value is None else way(value))


def _each(way: _Way, made: type[list[Any]] | type[tuple[Any, ...]]) -> _Way:
    return made if way is None else (lambda values: made([way(value) for value in values]))


def _places(ways: list[_Way], made: type[list[Any]] | type[tuple[Any, ...]]) -> _Way:
    each = [way or _same for way in ways]
    return lambda values: made([way(value) for way, value in zip(each, values, strict=True)])

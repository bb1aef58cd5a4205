"""A record of the learning loop as plain values and back: what the desk keeps, and what a handover pack carries."""

import types
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")

LONGEST = 4_000
"""Letters of a text whose field says nothing else: two pages."""

MOST = 500
"""Entries of a list."""

MOST_LETTERS = "most letters"
"""In the metadata of a field: `field(default="", metadata={MOST_LETTERS: 120})`."""


class RecordNotUnderstood(ValueError):
    """Plain values that are no such record. The message is one sentence that names the field and never what it holds."""


def plain(content: Any) -> dict[str, Any]:
    """A frozen record as values that JSON knows: a day is '2026-10-31', a tuple a list."""
    return {each.name: _plain(getattr(content, each.name)) for each in fields(content)}


def understood(kind: type[T], values: Mapping[str, Any]) -> T:
    """The record of this type. A field that is not there has its default, so that what an older version wrote is read.

    Raises RecordNotUnderstood for a field that the type does not have, for a value of another type, for a text or list that is too long,
    and for what the type itself refuses.
    """
    hints = _hints(kind)
    if unknown := set(values) - set(hints):
        raise RecordNotUnderstood(f"There is no field {sorted(unknown)[0]!r} in a {_name(kind)}.")
    lengths = {each.name: each.metadata.get(MOST_LETTERS, LONGEST) for each in fields(kind)}  # type: ignore[arg-type]
    found = {name: _understood(name, hints[name], value, lengths[name]) for name, value in values.items()}
    try:
        return kind(**found)
    except (TypeError, ValueError) as problem:
        raise RecordNotUnderstood(f"This is no {_name(kind)}: {problem}") from problem


def refuse_too_long(content: Any) -> None:
    """Raise RecordNotUnderstood where a text of a record made here is longer than what is kept."""
    understood(type(content), plain(content))


def cut_to(text: str, most: int) -> str:
    """As many letters of a text as fit, the last of them three dots where some are left out."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip(' ,')}…"


def texts_in(value: Any) -> Iterator[str]:
    """Every text in plain values, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from texts_in(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from texts_in(each)


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return plain(value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, StrEnum) else value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _name(kind: type) -> str:
    return kind.__name__.lower()


def _understood(name: str, hint: Any, value: Any, longest: int) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        if value is None:
            return None
        hint = next(each for each in get_args(hint) if each is not type(None))
    if get_origin(hint) is tuple:
        if not isinstance(value, list) or len(value) > MOST:
            raise RecordNotUnderstood(f"'{name}' is no list of at most {MOST} entries.")
        return tuple(_understood(name, get_args(hint)[0], each, longest) for each in value)
    if is_dataclass(hint):
        if not isinstance(value, Mapping):
            raise RecordNotUnderstood(f"'{name}' holds something that is no {_name(hint)}.")  # type: ignore[arg-type]
        return understood(hint, value)  # type: ignore[arg-type]
    if hint is date or issubclass(hint, StrEnum):
        if isinstance(value, str):
            try:
                return date.fromisoformat(value) if hint is date else hint(value)  # type: ignore[call-arg]
            except ValueError:
                pass
        raise RecordNotUnderstood(f"'{name}' holds something that is no {_name(hint)}.")
    if type(value) is not hint:
        raise RecordNotUnderstood(f"'{name}' holds something that is no {hint.__name__}.")
    if hint is str and len(value) > longest:
        raise RecordNotUnderstood(f"'{name}' holds {len(value):,} letters; at most {longest:,} are kept.")
    return value

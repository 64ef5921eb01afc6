"""Which plug-ins there are, and what each hands over."""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import os
import sys
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from kgbuild.errors import UsageError
from kgbuild.ids import content_id
from kgbuild.plugins.kinds import Exporter, Extractor, Reader, Store

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

GROUPS: Mapping[str, type[Any]] = MappingProxyType(
    {"readers": Reader, "extractors": Extractor, "exporters": Exporter, "stores": Store}
)
"""Group -> what its entry points must hand over; of an extractor a plain function will do."""

NARROWED = "KGBUILD_PLUGINS"


@dataclass(frozen=True, slots=True)
class Plugin:
    """A plug-in as it was found; `made` is None where it cannot be used, and `fault` says why."""

    group: str
    name: str
    origin: str
    mark: str
    made: Any = None
    fault: str = ""


def installed(group: str) -> tuple[Plugin, ...]:
    """The plug-ins of a group that installed packages name, by name; broken ones with their fault."""
    return _installed(group, os.environ.get(NARROWED))


@cache
def _entries() -> tuple[metadata.EntryPoint, ...]:
    """What all installed packages offer to kgbuild: read once, for every group."""
    every = metadata.entry_points()
    return tuple(one for group in GROUPS for one in every.select(group=f"kgbuild.{group}"))


@cache
def _installed(group: str, narrowed: str | None) -> tuple[Plugin, ...]:
    allowed = None if narrowed is None else {name.strip() for name in narrowed.split(",")}
    found: dict[str, Plugin] = {}
    mine = (entry for entry in _entries() if entry.group == f"kgbuild.{group}")
    entries = sorted(mine, key=lambda e: (e.name, e.value))
    for entry in entries:
        if allowed is not None and entry.name not in allowed:
            continue
        origin = f"{entry.dist.name} {entry.dist.version}" if entry.dist else entry.value
        if entry.name in found:
            if found[entry.name].origin != origin:
                fault = f"{found[entry.name].origin} has a plug-in of this name already"
                twice = Plugin(group, entry.name, origin, "", fault=fault)
                found[f"{entry.name} of {origin}"] = twice
            continue
        try:
            made = checked(group, entry.name, entry.load())
        except Exception as error:  # somebody else's code: whatever it raises is told
            found[entry.name] = Plugin(group, entry.name, origin, "", fault=_words(error))
        else:
            found[entry.name] = Plugin(group, entry.name, origin, _mark(entry.module), made)
    return tuple(found.values())


def checked(group: str, name: str, made: Any) -> Any:
    """What an entry point gave, as its group needs it; raises TypeError for anything else."""
    kind = GROUPS[group]
    if kind is Extractor and callable(made) and not isinstance(made, Extractor):
        return Extractor(name, made, (made.__doc__ or "").strip().partition("\n")[0])
    if not isinstance(made, kind):
        raise TypeError(
            f"gives a {type(made).__name__}, a kgbuild.plugins.{kind.__name__} is needed"
        )
    return made


def loaded(group: str) -> list[Any]:
    """What the usable plug-ins of a group hand over, by name."""
    return [plugin.made for plugin in installed(group) if plugin.made is not None]


def by_name(group: str, name: str) -> Any:
    """What the plug-in of this name hands over, None where there is none; UsageError where it is broken."""
    for plugin in installed(group):
        if plugin.name == name:
            if plugin.made is None:
                raise UsageError(f"plug-in {name} ({plugin.origin}) cannot be used: {plugin.fault}")
            return plugin.made
    return None


def told() -> list[tuple[str, str]]:
    """(plug-in, what is wrong with it) for each that cannot be used."""
    return [
        (f"plug-in {p.name} ({p.origin})", f"cannot be used: {p.fault}")
        for group in GROUPS
        for p in installed(group)
        if p.made is None
    ]


def named(spec: str) -> Plugin:
    """An extractor named on the command line: MODULE:NAME, FILE.py:NAME, or a table FILE.jsonl.

    Raises UsageError where there is no such thing, InputError (with file and line) for a table that is wrong.
    """
    from kgbuild.plugins.tables import read_table

    if spec.endswith((".jsonl", ".json")):
        return Plugin("extractors", spec, spec, _digest(Path(spec)), read_table(Path(spec)))
    place, colon, attribute = spec.rpartition(":")
    if not colon or not attribute.isidentifier():
        raise UsageError(f"--extractor {spec}: write MODULE:NAME, FILE.py:NAME, or FILE.jsonl")
    try:
        module = _of_file(Path(place)) if place.endswith(".py") else importlib.import_module(place)
        made = checked("extractors", attribute, getattr(module, attribute))
    except UsageError:
        raise
    except Exception as error:  # somebody else's code
        raise UsageError(f"--extractor {spec}: {_words(error)}") from None
    mark = _digest(Path(place)) if place.endswith(".py") else _mark(place)
    return Plugin("extractors", made.name, spec, mark, made)


def _of_file(path: Path) -> Any:
    if not path.is_file():
        raise UsageError(f"--extractor {path}: no such file")
    name = f"kgbuild_extractor_{content_id('v', str(path.resolve()))[2:]}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise UsageError(f"--extractor {path}: not a Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


_named: list[Plugin] = []


def use(specs: Sequence[str]) -> None:
    """Read with these extractors too, in this process, from now on."""
    _named[:] = [named(spec) for spec in specs]


def extractors() -> tuple[Plugin, ...]:
    """Every extractor beside ours that can be used: installed ones, then those named."""
    return (*(p for p in installed("extractors") if p.made is not None), *_named)


def stamp() -> str:
    """What documents are read by beside our own rules; empty without plug-ins."""
    used = [*extractors(), *(p for p in installed("readers") if p.made is not None)]
    if not used:
        return ""
    return content_id("v", *(f"{p.group}:{p.name}:{p.origin}:{p.mark}" for p in used))


def _mark(module: str) -> str:
    """The bytes of a module's file, so that an edited plug-in reads again."""
    found = sys.modules.get(module)
    file = getattr(found, "__file__", None)
    return _digest(Path(file)) if file else ""


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})") from None


def _words(error: BaseException) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split()).rstrip(": ")[:200]

"""One file with the licence texts of everything that is bundled, from what the packages themselves bring.

Python distributions are told from the files that go in, system libraries from Debian's records of them. Where a
distribution brings no text, its licence's name is given and the text is looked up here; one that cannot be found ends
the build, since what has no licence text must not be given on.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

_TEXT = re.compile(r"(licen[cs]e|copying|notice|authors|3rd.?party|third.?party)", re.IGNORECASE)
_NO_TEXT = (".py", ".pyc", ".pyi", ".pyd", ".so", ".json", ".png", ".svg")
_SYSTEM_TEXTS = Path("/usr/share/common-licenses")
_OWN_TEXTS = Path(__file__).parent / "texts"
_COMMON = {"LGPL-3.0": ("LGPL-3", "GPL-3"), "GPL-3.0": ("GPL-3",), "Apache": ("Apache-2.0",)}
"""Licences that some distributions only name, and the files with their texts."""
_LIST = "Licences of what is in this program"
_RULE = "=" * 100


@dataclass(frozen=True, slots=True)
class Part:
    """Something that is bundled, with the licence's name and its texts, each under a file's name."""

    name: str
    version: str
    licence: str
    texts: tuple[tuple[str, str], ...]


def write(analysis: Any, path: Path) -> Path:
    """Writes the licences of what a PyInstaller analysis found to `path`. Raises SystemExit where one is missing."""
    sources = [Path(source) for _, source, kind in (*analysis.binaries, *analysis.datas) if kind != "SYMLINK"]
    sources += [Path(source) for _, source, _ in analysis.pure if source]
    path.write_text(document(parts_of(sources)), encoding="utf-8")
    return path


def parts_of(sources: Iterable[Path]) -> list[Part]:
    """What the files belong to: Python itself, its distributions, system packages; by name."""
    wanted = {source.resolve() for source in sources}
    owners = _owners()
    distributions = {owners[file] for file in wanted if file in owners}
    parts = [_python(), *(_distribution(name) for name in distributions)]
    parts += _system({file for file in wanted if file not in owners and ".so" in file.name})
    return sorted(parts, key=lambda part: part.name.lower())


def document(parts: Iterable[Part]) -> str:
    """The file's text: a list, then every licence. Raises SystemExit where a part has no text."""
    parts = list(parts)
    missing = [part.name for part in parts if not part.texts]
    if missing:
        raise SystemExit(f"No licence text was found of {', '.join(missing)}; see tools/bundle/licences.py.")
    width = max(len(part.name) for part in parts)
    lines = [_LIST, "", *(f"{part.name:{width}}  {part.version:12}  {part.licence}".rstrip() for part in parts), ""]
    said: dict[str, str] = {}
    for part in parts:
        for name, text in part.texts:
            lines += [_RULE, f"{part.name} {part.version}: {name}", _RULE, ""]
            lines += [f"The same text as of {said[text]}, above." if text in said else text, ""]
            said.setdefault(text, f"{part.name}, {name}")
    return "\n".join(lines)


def _owners() -> dict[Path, str]:
    """Each installed file's distribution."""
    owners: dict[Path, str] = {}
    for distribution in metadata.distributions():
        name = distribution.name  # reads the distribution's description anew each time
        for file in distribution.files or ():
            owners[Path(str(distribution.locate_file(file))).resolve()] = name
    return owners


def _distribution(name: str) -> Part:
    distribution = metadata.distribution(name)
    about = distribution.metadata
    licence = _named(about, "License-Expression") or _short(_named(about, "License")) or _from_classifiers(about)
    texts = []
    for file in distribution.files or ():
        if _TEXT.search(file.name) and not file.name.endswith(_NO_TEXT):
            place = Path(str(distribution.locate_file(file)))
            if place.is_file():
                texts.append((str(file), place.read_text(encoding="utf-8", errors="replace").strip()))
    if not texts:
        texts = list(_common(licence))
    return Part(name, distribution.version, licence, tuple(texts))


def _named(about: Any, name: str) -> str:
    """A field of a distribution's metadata, empty where it has none."""
    return str(about[name]) if name in about else ""


def _short(licence: str) -> str:
    """The licence's name; some distributions give the whole text instead."""
    lines = licence.strip().splitlines()
    return lines[0] if len(lines) == 1 else ""


def _from_classifiers(about: Any) -> str:
    found = (
        value.rpartition("::")[2].strip() for value in about.get_all("Classifier") or () if "License ::" in value
    )
    return ", ".join(found) or "see its text"


def _common(licence: str) -> Iterator[tuple[str, str]]:
    for word, files in _COMMON.items():
        if word in licence:
            for name in files:
                place = next((p for p in (_OWN_TEXTS / name, _SYSTEM_TEXTS / name) if p.is_file()), None)
                if place is not None:
                    yield name, place.read_text(encoding="utf-8").strip()
            return


def _python() -> Part:
    version = ".".join(map(str, sys.version_info[:3]))
    places = [Path(sysconfig.get_path("stdlib")) / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt"]
    places += [Path(f"/usr/share/doc/python3.{sys.version_info[1]}/copyright")]
    text = next((place.read_text(encoding="utf-8") for place in places if place.is_file()), None)
    return Part("Python", version, "PSF-2.0", ((("LICENSE.txt", text.strip()),) if text else ()))


def _system(files: Iterable[Path]) -> Iterator[Part]:
    """Libraries of the system that go in, by Debian package."""
    if shutil.which("dpkg-query") is None:
        return
    names = sorted(map(str, files))
    # Debian records some under /lib, which is a link to /usr/lib.
    names += [name.removeprefix("/usr") for name in names]
    found = _asked("dpkg-query", "-S", *names) if names else ""
    packages = {line.rpartition(": ")[0] for line in found.splitlines() if ": " in line}
    for package in sorted(packages):
        place = Path("/usr/share/doc") / package.partition(":")[0] / "copyright"
        version = _asked("dpkg-query", "-W", "-f=${Version}", package)
        text = place.read_text(encoding="utf-8", errors="replace").strip() if place.is_file() else ""
        yield Part(package, version, "see its text", (("copyright", text),) if text else ())


def _asked(*words: str) -> str:
    return subprocess.run(words, capture_output=True, text=True, check=False).stdout.strip()

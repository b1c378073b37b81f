"""Collects every text that the screen can show, and compiles the translations.

    python tools/translations.py            collect new texts, keep what is translated, compile
    python tools/translations.py --check    change nothing; fail when something is missing, unfinished or not compiled

Texts are what `tr` and `translate` are called with in gui/, and the templates of all `KnownError`s and
`Sentence`s (context "KnownError"), which are found in the syntax trees because lupdate does not know them.
"""

from __future__ import annotations

import argparse
import ast
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
TRANSLATIONS = ROOT / "resources" / "translations"
LANGUAGES = {"zh_TW": [], "en": ["-pluralonly"]}
"""Languages, with lupdate's further options: English is the source, and needs its plural forms only."""

TEMPLATE_FOLDERS = ("engine", "training", "gui")
TEMPLATE_CLASSES = ("KnownError", "Sentence", "Remark", "Diverged", "DivergedError", "TooFewError")
DEFINITION = ROOT / "engine" / "errors.py"


def error_templates(path: Path) -> Iterator[str]:
    """The templates of the errors and sentences that a source file makes; raises ValueError for no literal."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name not in TEMPLATE_CLASSES:
            continue
        first = node.args[0] if node.args else None
        if not (isinstance(first, ast.Constant) and isinstance(first.value, str)):
            raise ValueError(f"{path}:{node.lineno}: a {name} begins with a literal template")
        yield first.value


def all_templates() -> list[str]:
    """Every template in the program, once, in the order of its letters."""
    files = [ROOT / "main.py", *(file for folder in TEMPLATE_FOLDERS for file in (ROOT / folder).rglob("*.py"))]
    return sorted({text for file in files if file.exists() and file != DEFINITION for text in error_templates(file)})


def tool(name: str) -> str:
    """One of PySide's command line tools, from the environment that runs this."""
    return str(Path(sysconfig.get_path("scripts")) / f"pyside6-{name}")


def collect(target: Path, options: list[str], scratch: Path) -> None:
    """Brings a .ts file up to date with the source; what is translated in it stays."""
    stand_in = scratch / "known_errors.py"
    calls = "\n".join(f'QCoreApplication.translate("KnownError", {text!r})' for text in all_templates())
    stand_in.write_text(calls, encoding="utf-8")
    sources = sorted(str(file) for file in (ROOT / "gui").rglob("*.py"))
    command = [tool("lupdate"), "-locations", "none", "-no-obsolete", "-silent", "-source-language", "en"]
    subprocess.run([*command, *options, *sources, str(stand_in), "-ts", str(target)], check=True)


def unfinished(ts_file: Path) -> list[str]:
    """The texts in a .ts file that have no finished translation, each with its context."""
    missing = []
    for context in ElementTree.parse(ts_file).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            forms = [] if translation is None else translation.findall("numerusform")
            texts = [form.text for form in forms] if forms else [None if translation is None else translation.text]
            kind = None if translation is None else translation.get("type")
            if kind == "unfinished" or not all(texts):
                missing.append(f"{context.findtext('name')}: {message.findtext('source')}")
    return missing


def compile_to(ts_file: Path, qm_file: Path) -> None:
    """Makes the .qm that Qt loads."""
    subprocess.run([tool("lrelease"), "-silent", str(ts_file), "-qm", str(qm_file)], check=True)


def check(language: str, options: list[str], scratch: Path) -> list[str]:
    """What is wrong with the committed translation into a language, without changing it."""
    kept = TRANSLATIONS / f"mien_{language}.ts"
    fresh = scratch / kept.name
    fresh.write_bytes(kept.read_bytes())
    collect(fresh, options, scratch)
    problems = [f"{kept.name}: not translated: {text}" for text in unfinished(fresh)]
    if fresh.read_bytes() != kept.read_bytes():
        problems.append(f"{kept.name}: not up to date with the source; run tools/translations.py")
    compiled = scratch / f"mien_{language}.qm"
    compile_to(kept, compiled)
    if not kept.with_suffix(".qm").exists() or compiled.read_bytes() != kept.with_suffix(".qm").read_bytes():
        problems.append(f"{kept.with_suffix('.qm').name}: not compiled from {kept.name}; run tools/translations.py")
    return problems


def update(language: str, options: list[str], scratch: Path) -> list[str]:
    """Collects and compiles; the texts that still have to be translated."""
    ts_file = TRANSLATIONS / f"mien_{language}.ts"
    collect(ts_file, options, scratch)
    compile_to(ts_file, ts_file.with_suffix(".qm"))
    return [f"{ts_file.name}: not translated: {text}" for text in unfinished(ts_file)]


def main(arguments: list[str] | None = None) -> int:
    """0 when everything is translated and compiled, else 1 with a list."""
    parser = argparse.ArgumentParser(description="Collect, check and compile the translations.")
    parser.add_argument("--check", action="store_true", help="change nothing, only say what is wrong")
    work = check if parser.parse_args(arguments).check else update
    with tempfile.TemporaryDirectory() as folder:
        problems = [text for name, options in LANGUAGES.items() for text in work(name, options, Path(folder))]
    sys.stdout.writelines(f"{problem}\n" for problem in problems)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

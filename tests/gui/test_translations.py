"""Every text is translated, and what is translated fits."""

from __future__ import annotations

import importlib.util
import re
import tempfile
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("translations_tool", ROOT / "tools" / "translations.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_nothing_is_missing_and_the_compiled_file_is_current(tool: ModuleType, language: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert tool.check(language, tool.LANGUAGES[language], Path(folder)) == []


def test_translations_keep_the_placeholders() -> None:
    def placeholders(text: str) -> list[str]:
        return sorted(re.findall(r"\{\w+\}|%L?n", text))

    root = ElementTree.parse(ROOT / "resources" / "translations" / "mien_zh_TW.ts").getroot()
    for message in root.iter("message"):
        source, translation = message.findtext("source") or "", message.find("translation")
        assert translation is not None
        for text in [form.text or "" for form in translation.findall("numerusform")] or [translation.text or ""]:
            if text:
                assert placeholders(text) == placeholders(source), source


def test_a_template_that_is_no_literal_is_found(tool: ModuleType, tmp_path: Path) -> None:
    file = tmp_path / "bad.py"
    file.write_text("raise KnownError(text, path=path)\n")
    with pytest.raises(ValueError, match=r"bad\.py:1"):
        list(tool.error_templates(file))


def test_templates_are_found_wherever_they_are(tool: ModuleType, tmp_path: Path) -> None:
    file = tmp_path / "good.py"
    file.write_text('x = [errors.KnownError("One {a}.", a=1), f(KnownError("Two " "halves."))]\n')
    assert list(tool.error_templates(file)) == ["One {a}.", "Two halves."]

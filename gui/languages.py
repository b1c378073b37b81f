"""The screen's language: which one, and how Qt is told."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from engine.paths import resources_folder

TRANSLATIONS = resources_folder() / "translations"


def language_of(setting: str) -> str:
    """ "en" or "zh_TW": what is set, else what the system speaks (any Chinese is zh_TW, anything else English)."""
    if setting in ("en", "zh_TW"):
        return setting
    return "zh_TW" if QLocale.system().language() == QLocale.Language.Chinese else "en"


class Languages:
    """Speaks one language at a time; widgets get a LanguageChange event when it changes."""

    def __init__(self, app: QCoreApplication) -> None:
        self._app = app
        self._translator: QTranslator | None = None
        self._qt: QTranslator | None = None
        self._words = b""
        self.language = ""

    def speak(self, setting: str) -> None:
        """Takes over `ScreenSettings.language`."""
        language = language_of(setting)
        if language == self.language:
            return
        self.fall_silent()
        self.language = language
        QLocale.setDefault(QLocale(language))
        # Read, and kept for as long as Qt looks into it: a file that Qt maps into memory ends the program with a bus
        # error when something writes a new one over it.
        file = TRANSLATIONS / f"mien_{language}.qm"
        self._words = file.read_bytes()
        self._translator = QTranslator(self._app)
        if not self._translator.load(self._words):
            raise ValueError(f"{file} is no translation")
        self._app.installTranslator(self._translator)
        # What Qt says itself, in its file dialogs; English needs none.
        self._qt = QTranslator(self._app)
        if self._qt.load(f"qtbase_{language}.qm", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            self._app.installTranslator(self._qt)

    def fall_silent(self) -> None:
        """Takes the translation away again."""
        for translator in (self._translator, self._qt):
            if translator is not None:
                self._app.removeTranslator(translator)
                translator.deleteLater()
        self._translator, self._qt, self.language = None, None, ""

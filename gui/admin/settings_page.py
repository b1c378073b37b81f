"""Everything that can be set: checked as it is typed, at work at once, and undone on wish."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from engine.emotions import in_display_order
from engine.errors import KnownError
from engine.settings import Settings
from gui.admin.page import AdminContext, AdminPage
from gui.admin.parts import Card, ask
from gui.admin.setting_form import SettingForm
from gui.admin.source_card import SourceCard
from gui.messages import expression_word
from gui.theme import Metrics, Theme

WEIGHTS = "counting.index_weights"


class WeightsForm(SettingForm):
    """The weights of the expression index: one setting, a field for each expression."""

    def __init__(self, context: AdminContext, parent: QWidget | None = None) -> None:
        super().__init__(context.settings, parent, columns=3)
        self.expressions = in_display_order(tuple(context.settings.settings().counting.index_weights))
        for name in self.expressions:
            field = self.decimal(name, -1.0, 1.0, 0.1, 2)
            field.setKeyboardTracking(False)
            field.valueChanged.connect(lambda value, name=name: self._weigh(name, value))

    def names(self) -> tuple[str, ...]:
        return (WEIGHTS,)

    def show_settings(self) -> None:
        self._showing = True
        for name, value in self._keeper.settings().counting.index_weights.items():
            if name in self._fields:
                self._fields[name].setValue(value)  # type: ignore[attr-defined]
        self._showing = False
        self.defaults.setVisible(self._keeper.value(WEIGHTS) != Settings().model_dump()["counting"]["index_weights"])

    def _weigh(self, name: str, value: float) -> None:
        if not self._showing:
            self._change({WEIGHTS: {**self._keeper.value(WEIGHTS), name: round(value, 2)}})


class SettingsPage(AdminPage):
    """Cards of settings; the header has the undo."""

    def __init__(self, context: AdminContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._entered = False
        self.undo = self.add_action()
        self.undo.clicked.connect(self._undo)
        self.restart = QLabel(self)
        self.restart.setProperty("role", "warning")
        self.restart.setWordWrap(True)
        self.restart.hide()
        self.source = SourceCard(context, self.theme, self.sizes, self)
        keeper = context.settings
        self.screen_form = SettingForm(keeper, self, columns=3)
        for name in ("screen.language", "screen.look", "admin.look", "screen.tally_period"):
            self.screen_form.bind_choice(name)
        self.screen_form.bind_tick("screen.mirror")
        self.notice_form = SettingForm(keeper, self, columns=1)
        self.notice = self.notice_form.bind_text("screen.notice")
        self.detection = SettingForm(keeper, self)
        self.detection.bind_choice("detection.detector")
        self.detection.bind_number("detection.min_face_share", factor=100, step=1)
        self.detection.bind_number("detection.every_nth_frame")
        self.detection.bind_number("detection.working_width_px", step=80)
        self.counting = SettingForm(keeper, self, columns=3)
        self.counting.bind_number("counting.min_attention_s", step=0.1, digits=1)
        self.counting.bind_number("counting.attention_yaw_deg", step=5)
        self.counting.bind_number("counting.missed_detections_s", step=0.1, digits=1)
        self.counting.bind_number("counting.uncertain_below", factor=100, step=5)
        self.counting.bind_number("counting.min_viewers")
        self.weights = WeightsForm(context, self)
        self.data = SettingForm(keeper, self)
        self.data.bind_number("store.retention_days")
        self.data.bind_number("store.checkpoint_s", step=0.5, digits=1)
        self.data.bind_text("store.database")
        self.data.asked = frozenset({"store.retention_days"})
        self.data.wished.connect(self._ask_retention)
        self.folder = QLabel(self.data)
        self.folder.setWordWrap(True)
        self.folder.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.data.inside.addWidget(self.folder)
        self.consent = SettingForm(keeper, self)
        self.consent.bind_tick("consent.offered")
        self.consent.bind_number("consent.give_up_s", step=5)
        self.consent.asked = frozenset({"consent.offered"})
        self.consent.wished.connect(self._ask_consent)
        self.access = Card(self)
        self.to_access = QPushButton(self.access)
        self.to_access.clicked.connect(lambda: self.page_wanted.emit("access"))
        self.access_words = QLabel(self.access)
        self.access_words.setProperty("role", "explanation")
        self.access_words.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(self.access_words, 1)
        row.addWidget(self.to_access)
        self.access.inside.addLayout(row)
        self.forms: tuple[SettingForm, ...] = (
            self.screen_form, self.notice_form, self.counting, self.weights, self.detection, self.data, self.consent,
        )  # fmt: skip
        for card in (self.restart, self.source, *self.forms, self.access):
            self.body.addWidget(card)
        self.body.addStretch(1)
        keeper.changed.connect(self._follow)

    def title(self) -> str:
        return self.tr("Settings")

    def retranslate(self) -> None:
        self.subtitle.setText(self.tr("Every change works at once and stands in the history"))
        self.source.retranslate()
        self._word_screen()
        self._word_counting()
        self._word_data()
        for form in self.forms:
            form.defaults.setText(self.tr("Defaults"))
            form.show_settings()
        self.access.set_title(self.tr("PIN and lock"))
        self.access_words.setText(self.tr("The PIN, and after how many minutes the panel locks itself."))
        self.to_access.setText(self.tr("Change…"))
        self._render_undo()

    def _word_screen(self) -> None:
        form = self.screen_form
        form.set_title(self.tr("Screen"))
        form.set_items(
            "screen.language",
            {"auto": self.tr("As the system"), "en": "English", "zh_TW": "繁體中文"},
        )
        looks = {"dark": self.tr("Dark"), "light": self.tr("Light")}
        form.set_items("screen.look", looks)
        form.set_items("admin.look", looks)
        form.set_items(
            "screen.tally_period",
            {"today": self.tr("Today"), "week": self.tr("The last seven days"), "all": self.tr("Everything kept")},
        )
        form.set_words("screen.language", self.tr("Language"))
        form.set_words("screen.look", self.tr("Kiosk's look"))
        form.set_words("admin.look", self.tr("Panel's look"))
        form.set_words("screen.tally_period", self.tr("The kiosk's numbers cover"))
        form.set_words("screen.mirror", self.tr("Mirror the picture, as shoppers expect"))
        self.notice_form.set_title(self.tr("Notice to shoppers"))
        self.notice_form.set_words(
            "screen.notice",
            self.tr("Your own words; empty for the built-in sentence"),
            self.tr(
                "It must say that a camera reads facial expressions and that no pictures are kept: people have a "
                "right to know."
            ),
        )

    def _word_counting(self) -> None:
        form = self.counting
        form.set_title(self.tr("What counts"))
        form.set_words("counting.min_attention_s", self.tr("A viewer looks for at least"), "")
        self._suffix(form, "counting.min_attention_s", self.tr(" s"))
        form.set_words("counting.attention_yaw_deg", self.tr("Turned away by at most"))
        self._suffix(form, "counting.attention_yaw_deg", self.tr("°"))
        form.set_words("counting.missed_detections_s", self.tr("A face may be lost for"))
        self._suffix(form, "counting.missed_detections_s", self.tr(" s"))
        form.set_words("counting.uncertain_below", self.tr("Uncertain under a probability of"))
        self._suffix(form, "counting.uncertain_below", " %")
        form.set_words("counting.min_viewers", self.tr("Too few to tell under"))
        self._suffix(form, "counting.min_viewers", self.tr(" viewers"))
        self.weights.set_title(self.tr("Expression index: how much each expression counts, from −1 to +1"))
        for name in self.weights.expressions:
            self.weights.set_words(name, expression_word(name))
        form = self.detection
        form.set_title(self.tr("Finding faces"))
        form.set_items(
            "detection.detector",
            {
                "auto": self.tr("The best that is installed"),
                "haar": self.tr("Haar, comes with the program"),
                "yunet": self.tr("YuNet, finds tilted faces too"),
            },
        )
        form.set_words(
            "detection.detector", self.tr("Face detector"), self.tr("YuNet is installed on the page Models.")
        )
        form.set_words(
            "detection.min_face_share",
            self.tr("Smallest face, as a share of the picture's height"),
            self.tr("Smaller ones are passers-by, too far away to be looking."),
        )
        self._suffix(form, "detection.min_face_share", " %")
        form.set_words(
            "detection.every_nth_frame",
            self.tr("Analyse every"),
            self.tr("1 is every picture; more spares a slow machine."),
        )
        self._suffix(form, "detection.every_nth_frame", self.tr(". picture"))
        form.set_words("detection.working_width_px", self.tr("Width in which faces are searched"))
        self._suffix(form, "detection.working_width_px", self.tr(" px"))

    def _word_data(self) -> None:
        form = self.data
        form.set_title(self.tr("Data"))
        form.set_words(
            "store.retention_days",
            self.tr("Single visits are kept for"),
            self.tr("After that only each day's totals remain, for good."),
        )
        self._suffix(form, "store.retention_days", self.tr(" days"))
        form.set_words(
            "store.checkpoint_s",
            self.tr("Write what goes on every"),
            self.tr("So much a power cut can lose of the viewers who stand there at that moment."),
        )
        self._suffix(form, "store.checkpoint_s", self.tr(" s"))
        form.set_words(
            "store.database",
            self.tr("Database; empty for the file in the data folder"),
            self.tr("A file or an address such as postgresql://…; it takes effect when the program starts again."),
        )
        self.folder.setText(
            self.tr(
                "Data folder: {folder}\nTo move it: leave the kiosk, move the folder, and start the program with the "
                "environment variable MIEN_HOME set to where the folders data and config lie now."
            ).format(folder=self.context.paths.data)
        )
        form = self.consent
        form.set_title(self.tr("Pictures that shoppers give"))
        form.set_words(
            "consent.offered",
            self.tr("Ask shoppers on the kiosk whether they give a picture for training"),
            self.tr(
                "Only after they have agreed, seen the picture and confirmed it is it kept; they can take it back."
            ),
        )
        form.set_words("consent.give_up_s", self.tr("Without a touch everything is dropped after"))
        self._suffix(form, "consent.give_up_s", self.tr(" s"))

    @staticmethod
    def _suffix(form: SettingForm, name: str, suffix: str) -> None:
        form._fields[name].setSuffix(suffix)  # type: ignore[attr-defined]

    def set_look(self, theme: Theme, sizes: Metrics) -> None:
        super().set_look(theme, sizes)
        for card in (self.source, *self.forms, self.access):
            card.set_look(theme, sizes)

    def enter(self) -> None:
        if not self._entered:
            self._entered = True
            self.source.enter()
        self._follow(self.context.settings.settings())

    def leave(self) -> None:
        if self._entered:
            self._entered = False
            self.source.leave()

    def setting_words(self) -> Mapping[str, str]:
        """The words for each setting, for what undo would do."""
        words: dict[str, str] = {"source": self.tr("Picture from"), WEIGHTS: self.tr("Expression index")}
        for form in self.forms:
            for name in form.names():
                if name not in words:
                    label, field = form._names[name].text(), form._fields[name]
                    words[name] = label or str(getattr(field, "text", str)())
        return words

    def _follow(self, _settings: Settings) -> None:
        for form in self.forms:
            form.show_settings()
        self.source.fill()
        self._render_undo()
        waiting = self.context.settings.waiting_for_restart()
        self.restart.setText(self.tr("The other database takes effect when the program is started again."))
        self.restart.setVisible(bool(waiting))

    def _render_undo(self) -> None:
        names = self.context.settings.undoable()
        words = self.setting_words()
        self.undo.setEnabled(bool(names))
        self.undo.setText(self.tr("Undo"))
        self.undo.setToolTip(", ".join(words.get(name, name) for name in names))

    def _undo(self) -> None:
        names = self.context.settings.undoable()
        words = self.setting_words()
        try:
            self.context.settings.undo()
        except KnownError as error:
            self.show_problem(error)
        else:
            self.say(self.tr("Set back: {names}").format(names=", ".join(words.get(name, name) for name in names)))

    def _ask_retention(self, name: str, days: Any) -> None:
        if days >= self.context.settings.value(name):
            self._change(name, days)
            return
        title = self.tr("Keep single visits for {n} days only?").format(n=days)
        words = self.tr("Older ones become each day's totals within a minute. That cannot be undone.")
        ask(self, title, words, self.tr("Keep fewer"), lambda: self._change(name, days), danger=True)

    def _ask_consent(self, name: str, offered: Any) -> None:
        if not offered:
            self._change(name, offered)
            return
        title = self.tr("Ask shoppers for pictures?")
        words = self.tr(
            "Kept pictures are personal data. Say in the shop who keeps them, what for and for how long, and how "
            "shoppers can have them deleted. Do not let children be asked."
        )
        ask(self, title, words, self.tr("Ask shoppers"), lambda: self._change(name, offered))

    def _change(self, name: str, value: Any) -> None:
        try:
            self.context.settings.change({name: value})
        except KnownError as error:
            self.show_problem(error)

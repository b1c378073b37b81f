"""The labelled faces that models learn from: import, what there is of each class, and what was generated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from engine.emotions import in_display_order
from gui.admin.class_bars import ClassBars
from gui.admin.face_grid import FaceGrid
from gui.admin.import_card import ImportCard, found_words, problem_words
from gui.admin.page import AdminContext, AdminPage
from gui.admin.parts import Card, ask, scrolling
from gui.background import Background
from gui.jobs.form import Picks, Segments
from gui.messages import count, expression_word
from gui.theme import Metrics, Theme
from training.datasets.dataset import Dataset, DatasetManifest, open_dataset
from training.datasets.dataset_import import delete_dataset
from training.datasets.generated import remove_generated
from training.datasets.listing import list_manifests

NAME = Qt.ItemDataRole.UserRole
PARTS = ("all", "train", "val", "test")
SOURCES = ("both", "real", "generated")


@dataclass(frozen=True, slots=True)
class Opened:
    """The datasets that there are, and the one that is looked at, if any."""

    manifests: tuple[DatasetManifest, ...]
    dataset: Dataset | None


class DatasetPage(AdminPage):
    """The datasets at the left; counts, problems and faces of the chosen one at the right, or the import."""

    scrolls = False

    def __init__(self, context: AdminContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._manifests: tuple[DatasetManifest, ...] = ()
        self._dataset: Dataset | None = None
        self._part, self._source = "all", "both"
        self._was_read = False
        self._reading, self._working = Background(self), Background(self)
        self._working.busy_changed.connect(lambda _busy: self._show_buttons())
        self.delete = self.add_action(danger=True)
        self.clean = self.add_action()
        self.bring = self.add_action(primary=True)
        self.delete.clicked.connect(self._ask_delete)
        self.clean.clicked.connect(self._ask_clean)
        self.bring.clicked.connect(lambda: self.show_import(True))
        self.list_card = Card(self)
        self.list = QListWidget(self.list_card)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setWordWrap(True)
        self.list.currentItemChanged.connect(lambda _now, _before: self._read())
        self.list_card.inside.addWidget(self.list)
        self._make_counts()
        self._make_faces()
        self.import_card = ImportCard(context.paths, self.theme, self.sizes, self)
        self.import_card.kept.connect(self._kept)
        self.import_card.closed.connect(lambda: self.show_import(False))
        self.import_card.hide()
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.import_card.stop)
        column = QWidget()
        self._right = right = QVBoxLayout(column)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self.counts)
        right.addWidget(self.faces, 1)
        right.addWidget(self.import_card, 1)
        self._row = QHBoxLayout()
        self._row.addWidget(self.list_card, 1)
        self._row.addWidget(scrolling(column), 3)
        self.body.addLayout(self._row, 1)

    def _make_counts(self) -> None:
        self.counts = Card(self)
        self.parts = Segments(PARTS, self.counts)
        self.parts.chosen.connect(self._choose_part)
        self.counts.corner.addWidget(self.parts)
        self.about = QLabel(self.counts)
        self.about.setProperty("role", "muted")
        self.about.setWordWrap(True)
        self.bars = ClassBars(self.theme, self.sizes, self.counts)
        self.troubles = QLabel(self.counts)
        self.troubles.setProperty("role", "muted")
        self.troubles.setWordWrap(True)
        widgets: tuple[QWidget, ...] = (self.about, self.bars, self.troubles)
        for widget in widgets:
            self.counts.inside.addWidget(widget)

    def _make_faces(self) -> None:
        self.faces = Card(self)
        self.sources = Segments(SOURCES, self.faces)
        self.sources.chosen.connect(self._choose_source)
        self.faces.corner.addWidget(self.sources)
        self.picks = Picks(self.faces, columns=8)
        self.picks.changed.connect(self._show_faces)
        self.grid = FaceGrid(self.faces)
        self.legend = QLabel(self.faces)
        self.legend.setProperty("role", "muted")
        widgets: tuple[QWidget, ...] = (self.picks, self.grid, self.legend)
        for widget in widgets:
            self.faces.inside.addWidget(widget, 1 if widget is self.grid else 0)

    def title(self) -> str:
        return self.tr("Dataset")

    def retranslate(self) -> None:
        self.subtitle.setText(self.tr("Labelled faces that models learn from"))
        self.delete.setText(self.tr("Delete…"))
        self.clean.setText(self.tr("Remove generated…"))
        self.bring.setText(self.tr("Import…"))
        self.list_card.set_title(self.tr("Datasets"))
        self.counts.set_title(self.tr("Pictures of each expression"))
        parts = {
            "all": self.tr("All"),
            "train": self.tr("Training"),
            "val": self.tr("Validation"),
            "test": self.tr("Test"),
        }
        for name, button in self.parts.buttons.items():
            button.setText(parts[name])
        self.faces.set_title(self.tr("Faces"))
        sources = {
            "both": self.tr("Real and generated"),
            "real": self.tr("Real"),
            "generated": self.tr("Generated"),
        }
        for name, button in self.sources.buttons.items():
            button.setText(sources[name])
        self.legend.setText(self.tr("◥ made by a DCGAN, to train on only. Point at a picture to see its origin."))
        self.picks.word_again(expression_word)
        self.import_card.retranslate()
        self._fill()

    def set_look(self, theme: Theme, sizes: Metrics) -> None:
        super().set_look(theme, sizes)
        for card in (self.list_card, self.counts, self.faces, self.import_card):
            card.set_look(theme, sizes)
        self.bars.set_look(theme, sizes)
        self.picks.make_small(sizes.compact)
        self.grid.setMinimumHeight(round(sizes.body_px * 8))
        self.grid.set_side(round(sizes.body_px * 3.6), theme.accent)
        self._row.setSpacing(sizes.gap)
        self._right.setSpacing(sizes.gap)

    def enter(self) -> None:
        self._read()

    def leave(self) -> None:
        self._reading.forget()

    # What there is

    def dataset(self) -> Dataset | None:
        """The dataset that is looked at."""
        return self._dataset

    def is_busy(self) -> bool:
        """Whether something is being read or done."""
        return self._reading.is_busy() or self._working.is_busy()

    def choose(self, name: str) -> None:
        """Looks at another dataset."""
        for place in range(self.list.count()):
            item = self.list.item(place)
            if item is not None and item.data(NAME) == name:
                self.list.setCurrentItem(item)

    def show_import(self, shown: bool) -> None:
        """Shows the import instead of the dataset, or the other way round."""
        self.import_card.setVisible(shown)
        self._fill()

    def _chosen(self) -> str | None:
        item = self.list.currentItem()
        return None if item is None else str(item.data(NAME))

    def _read(self, wanted: str | None = None) -> None:
        folder, name = self.context.paths.datasets, wanted or self._chosen()

        def work() -> Opened:
            manifests = list_manifests(folder)
            names = [manifest.name for manifest in manifests]
            chosen = name if name in names else (names[0] if names else None)
            return Opened(manifests, open_dataset(folder / chosen) if chosen else None)

        self._reading.start(work, self._take, self.show_problem)

    def _take(self, opened: Opened) -> None:
        self._manifests, self._dataset = opened.manifests, opened.dataset
        if not self._was_read and not self._manifests:
            self.import_card.show()  # there is nothing else to do here
        self._was_read = True
        if self._dataset is not None:
            classes = tuple(in_display_order(self._dataset.manifest.classes))
            if self.picks.picked() == () or set(self.picks.picked()) - set(classes):
                self.picks.offer(classes, frozenset(classes[:1]), expression_word)
            else:
                self.picks.offer(classes, frozenset(self.picks.picked()), expression_word)
        self._fill()

    def _fill(self) -> None:
        name = self._dataset.folder.name if self._dataset is not None else None
        self.list.blockSignals(True)
        self.list.clear()
        for manifest in self._manifests:
            made = sum(sum(of_run.values()) for of_run in manifest.generated.values())
            about = self.tr("{n} pictures").format(n=count(manifest.n))
            if made:
                about += self.tr(", {n} of them generated").format(n=count(made))
            item = QListWidgetItem(f"{manifest.name}\n{about}", self.list)
            item.setData(NAME, manifest.name)
            if manifest.name == name:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        importing = not self.import_card.isHidden()
        there = self._dataset is not None
        self.counts.setVisible(there and not importing)
        self.faces.setVisible(there and not importing)
        if not self._was_read:
            self.list_card.set_title(self.tr("Reading…"))
        elif not self._manifests:
            self.list_card.set_title(self.tr("No dataset yet: import one"))
        else:
            self.list_card.set_title(self.tr("Datasets"))
        self._show_counts()
        self._show_faces()
        self._show_buttons()

    def _show_counts(self) -> None:
        if self._dataset is None:
            return
        manifest = self._dataset.manifest
        real, made = dict.fromkeys(manifest.classes, 0), dict.fromkeys(manifest.classes, 0)
        for entry in self._dataset.entries:
            if self._part in ("all", entry.split):
                (made if entry.generated else real)[entry.label] += 1
        self.bars.show_counts(real, made)
        self.about.setText(found_words(manifest))
        runs = self.tr(", ").join(manifest.generated)
        more = "\n" + self.tr("Hatched: generated by {runs}").format(runs=runs) if runs else ""
        self.troubles.setText(problem_words(self._dataset) + more)

    def _show_faces(self) -> None:
        dataset = self._dataset
        if dataset is None:
            self.grid.faces.show_faces(None, ())
            return
        picked = set(self.picks.picked())
        chosen = [
            number
            for number, entry in enumerate(dataset.entries)
            if entry.label in picked
            and self._part in ("all", entry.split)
            and (self._source == "both" or entry.generated == (self._source == "generated"))
        ]
        self.grid.faces.show_faces(dataset, chosen)
        has_made = any(entry.generated for entry in dataset.entries)
        self.sources.setVisible(has_made)
        self.legend.setVisible(has_made)
        self.faces.set_title(self.tr("Faces: {n}").format(n=count(len(chosen))))

    def _choose_part(self, part: str) -> None:
        self._part = part
        self._show_counts()
        self._show_faces()

    def _choose_source(self, source: str) -> None:
        self._source = source
        self._show_faces()

    def _show_buttons(self) -> None:
        free = not self._working.is_busy() and self._dataset is not None
        importing = not self.import_card.isHidden()
        made = self._dataset is not None and bool(self._dataset.manifest.generated)
        self.delete.setEnabled(free and not importing)
        self.clean.setEnabled(free and made and not importing)
        self.bring.setEnabled(not importing)

    # What can be done

    def _kept(self, manifest: DatasetManifest) -> None:
        self.context.audit.record("dataset_imported", name=manifest.name, n=manifest.n)
        self.say(self.tr("The dataset {name} is there.").format(name=manifest.name))
        self.show_import(False)
        self._read(manifest.name)

    def _ask_clean(self) -> None:
        if self._dataset is not None and not self._refused():
            name = self._dataset.folder.name
            words = self.tr("The real pictures stay. The run that made them can add them again.")
            title = self.tr("Remove the generated pictures from {name}?").format(name=name)
            ask(self, title, words, self.tr("Remove"), self.remove_generated, danger=True)

    def remove_generated(self) -> None:
        """Takes the generated pictures out of the dataset that is looked at."""
        if self._dataset is None:
            return
        folder = self._dataset.folder

        def done(removed: int) -> None:
            self.context.audit.record("generated_removed", name=folder.name, n=removed)
            self.say(self.tr("{n} generated pictures removed.").format(n=count(removed)))

        self._do(lambda: remove_generated(folder), done)

    def _ask_delete(self) -> None:
        if self._dataset is not None and not self._refused():
            title = self.tr("Delete the dataset {name}?").format(name=self._dataset.folder.name)
            words = self.tr("Models that were trained on it stay. Its pictures are gone from this machine for good.")
            ask(self, title, words, self.tr("Delete"), self.delete_chosen, danger=True)

    def delete_chosen(self) -> None:
        """Removes the dataset that is looked at from the disk."""
        if self._dataset is None:
            return
        folder = self._dataset.folder

        def done(_: None) -> None:
            self.context.audit.record("dataset_deleted", name=folder.name)
            self.say(self.tr("The dataset {name} is deleted.").format(name=folder.name))

        self._do(lambda: delete_dataset(folder), done)

    def _refused(self) -> bool:
        """Says so and is True while a training reads the datasets."""
        if self.context.jobs is not None and self.context.jobs.is_running():
            self.say(self.tr("A training is at work on the datasets. Wait for its end, or stop it."))
            return True
        return False

    def _do(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        self.show_problem()

        def finished(outcome: Any) -> None:
            done(outcome)
            self._read()

        self.grid.faces.show_faces(None, ())  # lets go of the files
        self._working.start(work, finished, self.show_problem)

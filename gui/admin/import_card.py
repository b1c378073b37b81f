"""Importing a dataset: choose, read and check with progress, look at what was found, keep or discard it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QThreadPool, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from engine.errors import KnownError
from engine.faces.face_detector import choose_detector
from engine.paths import Paths
from engine.settings import DetectionSettings
from gui.admin.class_bars import ClassBars
from gui.admin.face_grid import FaceGrid
from gui.admin.files import choose_file
from gui.admin.parts import mark_wrong
from gui.background import Background
from gui.jobs.form import Form, Picks, word_more
from gui.messages import count, error_text, expression_word
from gui.theme import Metrics, Theme
from training.datasets.dataset import Dataset, DatasetManifest, open_dataset
from training.datasets.dataset_import import EMPTY, PROBLEMS, ImportOptions, import_dataset
from training.datasets.splits import CK_SUBJECT, shares_of_parts, subject_pattern
from training.datasets.staging import discard_staged, keep_staged

MOST_NAMES = 6
POLL_MS = 100
OTHER = "other"


class Progress:
    """How far the reading is: written by its thread, read by the window. `cancel` ends it at the next picture."""

    def __init__(self) -> None:
        self.done, self.total = 0, 0
        self._cancelled = False

    def cancel(self) -> None:
        self._cancelled = True

    def is_cancelled(self) -> bool:
        return self._cancelled

    def __call__(self, done: int, total: int) -> None:
        self.done, self.total = done, total
        if self._cancelled:
            raise KnownError("The import was cancelled; nothing was kept.")


def read_source(source: Path, staged: Path, options: ImportOptions, progress: Progress) -> Dataset:
    """Imports aside, under the name of `staged`, and opens what came of it. Raises `KnownError`."""
    discard_staged(staged.parent)
    detector = None
    if options.find_faces or (source / "cohn-kanade-images").is_dir():
        # A face fills its crop: the smallest that counts is a third of the enlarged picture.
        settings = DetectionSettings(min_face_share=0.3)
        detector, _ = choose_detector(settings, Paths(staged, staged, staged))
    import_dataset(source, staged, options, detector, progress)
    return open_dataset(staged)


class ImportCard(Form):
    """`kept(DatasetManifest)` when the dataset is among the others, `closed()` when the card is to go."""

    kept = Signal(object)
    closed = Signal()

    def __init__(self, paths: Paths, theme: Theme, sizes: Metrics, parent: QWidget | None = None) -> None:
        super().__init__(parent, columns=2)
        self._paths = paths
        self._source: Path | None = None
        self._dataset: Dataset | None = None
        self._progress = Progress()
        self._reading = Background(self)
        self._poll = QTimer(self)
        self._poll.setInterval(POLL_MS)
        self._poll.timeout.connect(self._show_progress)
        choosers = QWidget(self)
        row = QHBoxLayout(choosers)
        row.setContentsMargins(0, 0, 0, 0)
        self.from_folder, self.from_file = QPushButton(choosers), QPushButton(choosers)
        self.from_folder.clicked.connect(lambda: self._choose(folder=True))
        self.from_file.clicked.connect(lambda: self._choose(folder=False))
        self.source_words = QLabel(choosers)
        self.source_words.setWordWrap(True)
        row.addWidget(self.from_folder)
        row.addWidget(self.from_file)
        row.addWidget(self.source_words, 1)
        self.add("source", choosers, wide=True)
        self.name = self.line("name")
        self.split = self.choice("split")
        self.shares = self.line("shares")
        self.shares.setPlaceholderText("80 / 10 / 10")
        self.by_subject: QCheckBox = self.tick("by_subject")
        self.find_faces: QCheckBox = self.tick("find_faces")
        self.by_subject.setChecked(True)
        self.find_faces.setChecked(True)
        self.pattern = self.line("pattern")
        self.pattern.setPlaceholderText(CK_SUBJECT.pattern)
        self.seed = self.spin("seed", 0, 2**31 - 1)
        self.seed.setValue(ImportOptions().seed)
        self.kept_all_the_same = Picks(self)
        self.kept_all_the_same.changed.connect(self.edited.emit)
        self.kept_all_the_same.offer(PROBLEMS[1:], ImportOptions().keep, _problem_word)
        self.add("keep", self.kept_all_the_same, wide=True)
        self.more_button = self.more("pattern", "seed", "keep")
        self.inside.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignRight)
        self.problem = QLabel(self)
        self.problem.setProperty("role", "error")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.bar = QProgressBar(self)
        self.bar_words = QLabel(self)
        self.bar_words.setProperty("role", "muted")
        self.found = QWidget(self)
        found = QVBoxLayout(self.found)
        found.setContentsMargins(0, 0, 0, 0)
        self.found_words = QLabel(self.found)
        self.found_words.setWordWrap(True)
        self.bars = ClassBars(theme, sizes, self.found)
        self.grid = FaceGrid(self.found)
        self.problems_words = QLabel(self.found)
        self.problems_words.setWordWrap(True)
        parts: tuple[QWidget, ...] = (self.found_words, self.bars, self.problems_words, self.grid)
        for part in parts:
            found.addWidget(part)
        self._found = found
        self.cancel, self.read, self.keep = (QPushButton(self) for _ in range(3))
        self.keep.setProperty("role", "primary")
        self.cancel.clicked.connect(self._cancel)
        self.read.clicked.connect(lambda: self.begin())
        self.keep.clicked.connect(self._keep)
        buttons = QHBoxLayout()
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        buttons.addWidget(self.read)
        buttons.addWidget(self.keep)
        for widget in (self.problem, self.bar_words, self.bar, self.found):
            self.inside.addWidget(widget)
        self.inside.addStretch(1)
        self.inside.addLayout(buttons)
        self.edited.connect(self._edited)
        self._render()

    def set_look(self, theme: Theme, sizes: Metrics) -> None:
        super().set_look(theme, sizes)
        self.bars.set_look(theme, sizes)
        self.grid.set_side(round(sizes.body_px * 3.4), theme.accent)
        self.grid.setFixedHeight(round(sizes.body_px * 8))
        self._found.setSpacing(round(sizes.gap * 0.7))

    def retranslate(self) -> None:
        """Sets every text anew."""
        self.set_title(self.tr("Import labelled faces"))
        self.set_words("source", self.tr("A folder with one folder a class, CK+, a zip of these, or FER2013's CSV"))
        self.from_folder.setText(self.tr("Folder…"))
        self.from_file.setText(self.tr("File…"))
        self.set_words("name", self.tr("Name of the dataset"))
        self.set_words(
            "split",
            self.tr("Training, validation, test"),
            self.tr("The source's own division is taken where it has one."),
        )
        chosen = self.split.currentIndex()
        self.split.blockSignals(True)
        self.split.clear()
        self.split.addItem(self.tr("The source's own, else 80 / 10 / 10 %"), None)
        for shares in ((0.8, 0.1, 0.1), (0.7, 0.15, 0.15), (0.6, 0.2, 0.2)):
            self.split.addItem(" / ".join(f"{share * 100:g}" for share in shares) + " %", shares)
        self.split.addItem(self.tr("Other shares…"), OTHER)
        self.split.setCurrentIndex(max(0, chosen))
        self.split.blockSignals(False)
        self.set_words(
            "by_subject",
            self.tr("Keep each person in one part"),
            self.tr("Else a model is tested on people whom it knows, and looks better than it is."),
        )
        self.set_words(
            "find_faces",
            self.tr("Look for a face in each picture"),
            self.tr("Takes longer; what has none is reported."),
        )
        self.set_words("shares", self.tr("Training, validation, test, in percent"))
        self.set_words(
            "pattern",
            self.tr("Pattern of a person in a file name"),
            self.tr("A regular expression; its first group in parentheses is the person."),
        )
        self.set_words("seed", self.tr("Seed of the random numbers"))
        self.set_words("keep", self.tr("Keep all the same"))
        self.kept_all_the_same.word_again(_problem_word)
        word_more(self.more_button)
        self.read.setText(self.tr("Read and check"))
        self.keep.setText(self.tr("Keep the dataset"))
        self._render()

    def is_busy(self) -> bool:
        """Whether a source is being read."""
        return self._reading.is_busy()

    def stop(self) -> None:
        """Ends the reading, for a program that quits."""
        self._progress.cancel()
        self._poll.stop()

    def take_source(self, source: Path) -> None:
        """The folder or file to read."""
        self._source = source
        if not self.name.text():
            self.name.setText("".join(sign if sign.isalnum() or sign in " .+-_" else "-" for sign in source.stem))
        self._edited()

    def begin(self) -> None:
        """Reads the source aside; what is found is shown before it becomes a dataset."""
        name = self.name.text().strip()
        if self._source is None or self._reading.is_busy():
            return
        if (self._paths.datasets / name).exists():
            self._show_problem(
                KnownError("There is already a dataset {name}. Choose another name, or delete that one.", name=name)
            )
            return
        try:
            options = self.options()
        except KnownError as problem:
            self._show_problem(problem)
            return
        self._show_problem(None)
        self._close_dataset()
        self._progress = progress = Progress()
        source, staged = self._source, self._staging() / name
        self._reading.start(lambda: read_source(source, staged, options, progress), self._take, self._failed)
        self._poll.start()
        self._render()

    def options(self) -> ImportOptions:
        """What the form says. Raises `KnownError` where it makes no sense."""
        split, pattern = self.split.currentData(), self.pattern.text().strip()
        return ImportOptions(
            shares=shares_of_parts(self.shares.text()) if split == OTHER else split,
            by_subject=self.by_subject.isChecked(),
            keep=frozenset(self.kept_all_the_same.picked()),
            find_faces=self.find_faces.isChecked(),
            subject_pattern=subject_pattern(pattern) if pattern else CK_SUBJECT,
            seed=self.seed.value(),
        )

    def dataset(self) -> Dataset | None:
        """What was read and is not yet kept."""
        return self._dataset

    def _staging(self) -> Path:
        return self._paths.data / "importing"

    def _choose(self, *, folder: bool) -> None:
        kinds = self.tr("Zip or CSV files (*.zip *.csv)")
        choose_file(self.window(), self.tr("Import labelled faces"), kinds, self.take_source, folder=folder)

    def _edited(self) -> None:
        if self._dataset is not None:
            self._close_dataset()  # what was found belongs to the options of before
        self._render()

    def _cancel(self) -> None:
        if self._reading.is_busy():
            self._progress.cancel()
            return
        self._close_dataset()
        self._source = None
        self.name.clear()
        self._show_problem(None)
        self.closed.emit()

    def _close_dataset(self) -> None:
        if self._dataset is not None:
            self._dataset = None
            self.grid.faces.show_faces(None, ())
            folder = self._staging()
            QThreadPool.globalInstance().start(lambda: discard_staged(folder))

    def _take(self, dataset: Dataset) -> None:
        self._poll.stop()
        self._dataset = dataset
        self._show_found(dataset)
        self._render()

    def _failed(self, problem: KnownError) -> None:
        self._poll.stop()
        self._show_problem(problem)
        self._render()

    def _keep(self) -> None:
        dataset = self._dataset
        if dataset is None:
            return
        manifest, staged, target = dataset.manifest, dataset.folder, self._paths.datasets / dataset.folder.name
        try:
            keep_staged(staged, target)
        except KnownError as problem:
            self._show_problem(problem)
            return
        self._dataset = None
        self.grid.faces.show_faces(None, ())
        self._source = None
        self.name.clear()
        self._render()
        self.kept.emit(manifest)

    def _show_found(self, dataset: Dataset) -> None:
        manifest = dataset.manifest
        real = {name: sum(part[name] for part in manifest.counts.values()) for name in manifest.classes}
        self.bars.show_counts(real, {})
        self.found_words.setText(found_words(manifest))
        self.problems_words.setText(problem_words(dataset))
        step = max(1, len(dataset.entries) // 120)
        self.grid.faces.show_faces(dataset, range(0, len(dataset.entries), step))

    def _show_problem(self, problem: KnownError | None) -> None:
        self.problem.setText(error_text(problem) if problem is not None else "")
        self.problem.setVisible(problem is not None)

    def _show_progress(self) -> None:
        done, total = self._progress.done, self._progress.total
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(done)
        if self._progress.is_cancelled():
            self.bar_words.setText(self.tr("Cancelling…"))
        elif total:
            self.bar_words.setText(
                self.tr("{done} of {total} pictures read").format(done=count(done), total=count(total))
            )
        else:
            self.bar_words.setText(self.tr("Looking at the source…"))

    def _render(self) -> None:
        busy, there = self._reading.is_busy(), self._dataset is not None
        self.source_words.setText(str(self._source) if self._source else self.tr("Nothing chosen yet"))
        for widget in (
            self.from_folder, self.from_file, self.name, self.split, self.shares, self.by_subject, self.find_faces,
            self.pattern, self.seed, self.kept_all_the_same,
        ):  # fmt: skip
            widget.setEnabled(not busy)
        self.show_field("shares", self.split.currentData() == OTHER)
        self.bar.setVisible(busy)
        self.bar_words.setVisible(busy)
        if busy:
            self._show_progress()
        self.found.setVisible(there)
        self.keep.setVisible(there)
        self.read.setVisible(not there)
        ready = self._source is not None and bool(self.name.text().strip())
        mark_wrong(self.name, self._source is not None and not self.name.text().strip())
        self.read.setEnabled(ready and not busy)
        self.cancel.setText(self.tr("Discard") if there else self.tr("Cancel"))


def found_words(manifest: DatasetManifest) -> str:
    """Pictures, subjects and splits of a dataset in a sentence."""
    parts = {split: sum(of_class.values()) for split, of_class in manifest.counts.items()}
    people = QCoreApplication.translate("Dataset", "{n} people").format(n=count(manifest.subjects))
    unknown = QCoreApplication.translate("Dataset", "people unknown")
    return QCoreApplication.translate(
        "Dataset", "{n} pictures, {people}: {train} to train on, {val} to choose by, {test} to test with"
    ).format(
        n=count(manifest.n),
        people=people if manifest.subjects else unknown,
        train=count(parts.get("train", 0)),
        val=count(parts.get("val", 0)),
        test=count(parts.get("test", 0)),
    )


def _problem_word(problem: str) -> str:
    return {
        "broken": QCoreApplication.translate("Dataset", "Broken, or no picture"),
        "blank": QCoreApplication.translate("Dataset", "Blank"),
        "duplicate": QCoreApplication.translate("Dataset", "The same picture twice"),
        "no_face": QCoreApplication.translate("Dataset", "No face found"),
        EMPTY: QCoreApplication.translate("Dataset", "A class without a usable picture"),
    }.get(problem, problem)


def problem_words(dataset: Dataset) -> str:
    """What was wrong with which pictures, a line a kind; that nothing was, where nothing was."""
    there = {entry.file for entry in dataset.entries}
    lines = []
    for problem, names in dataset.manifest.reported.items():
        template = (
            QCoreApplication.translate("Dataset", "{problem}, kept all the same")
            if there.issuperset(names)
            else QCoreApplication.translate("Dataset", "{problem}, left out")
        )
        if problem == EMPTY:
            names = [expression_word(name) for name in names]
        shown = ", ".join(names[:MOST_NAMES]) + (" …" if len(names) > MOST_NAMES else "")
        lines.append(f"{template.format(problem=_problem_word(problem))}: {count(len(names))} ({shown})")
    return "\n".join(lines) or QCoreApplication.translate("Dataset", "Nothing was wrong with any picture.")

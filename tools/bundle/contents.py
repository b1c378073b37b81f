"""What goes into the packaged program and what stays out.

PyInstaller follows every import, also those that this program never reaches, and takes whole packages. What is left
out here was measured to be large, and the smoke test holds that the rest works.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

Entry = tuple[str, str, str]
"""A file for the program as PyInstaller writes it: path inside it, path here, kind."""

PACKAGES = ("engine", "training", "gui", "benchmarks")
"""The program's own; their modules are imported by name here and there."""

IMPORTED_BY_NAME = (
    "sqlalchemy.dialects.sqlite",
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg",
    "matplotlib.backends.backend_pdf",
    "matplotlib.backends.backend_qtagg",
)

NEVER_IMPORTED = (
    *("tkinter", "_tkinter", "turtle", "idlelib", "lib2to3", "ensurepip", "pydoc_data", "xmlrpc"),
    *("pytest", "_pytest", "pytestqt", "hypothesis", "mypy", "ruff", "PyInstaller", "setuptools", "pip", "wheel"),
    *("IPython", "jupyter", "notebook", "sphinx", "numpydoc", "pandas", "torch", "jax", "cupy"),
    *("distributed", "dask", "tornado"),  # the optional extra `cluster`
    *("onnx", "onnxruntime", "openvino", "tf2onnx"),  # the optional extra `bench`
    *("PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtDesigner", "PySide6.QtTest", "PySide6.QtUiTools"),
    *("PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets", "PySide6.QtNetwork", "PySide6.QtDBus"),
    *("scipy.io", "scipy.datasets", "matplotlib.tests", "cv2.gapi", "PIL._avif", "PIL._webp", "PIL._imagingtk"),
    *("yaml", "distutils", "_distutils_hack"),
)

LEFT_OUT = (
    # Qt's parts for what this program has none of.
    "PySide6/Qt/qml/*",
    "PySide6/Qt/lib/libQt6Q[mu]*",  # Qml, Quick
    "PySide6/Qt/lib/libQt6VirtualKeyboard*",
    "PySide6/Qt/lib/libQt6Pdf*",
    "PySide6/Qt/lib/libQt6EglF[sS]*",
    "PySide6/Qt/lib/libQt6Network*",
    "PySide6/Qt/plugins/egldeviceintegrations/*",
    "PySide6/Qt/plugins/generic/libqtuiotouch*",
    "PySide6/Qt/plugins/imageformats/libqpdf*",
    "PySide6/Qt/plugins/networkinformation/*",
    "PySide6/Qt/plugins/platforminputcontexts/*virtualkeyboard*",
    "PySide6/Qt/plugins/platforms/libq[mv]*",  # minimal, minimalegl, vnc, vkkhrdisplay
    "PySide6/Qt/plugins/platforms/libqeglfs*",
    "PySide6/Qt/plugins/platformthemes/libqgtk3*",
    "PySide6/Qt/plugins/tls/*",
    # One cascade is used.
    "cv2/data/haarcascade_[!f]*",
    "cv2/data/haarcascade_frontal[!f]*",
    "cv2/data/haarcascade_frontalface_alt_tree.xml",
    "cv2/data/haarcascade_frontalface_alt.xml",
    "cv2/data/haarcascade_frontalface_default.xml",
    # LiteRT's tools for phones, browsers and accelerators.
    "ai_edge_litert/libLiteRtWebGpuAccelerator.so",
    "ai_edge_litert/tools/*",
    "ai_edge_litert/vendors/*",
    "ai_edge_litert/pywrap_genai_ops.so",
    "ai_edge_litert/_pywrap_litert_converter.so",
    "ai_edge_litert/format_converter_wrapper_pybind11.so",
    "matplotlib/mpl-data/sample_data/*",
    "*/tests/*",
    "resources/translations/*.ts",
)

QT_LANGUAGES = ("zh_TW", "en")


@dataclass(frozen=True, slots=True)
class Edition:
    """One of the two programs that are made."""

    name: str
    excluded: tuple[str, ...] = ()
    imported_by_name: tuple[str, ...] = ()
    run_before: tuple[str, ...] = ()
    left_out: tuple[str, ...] = field(default=LEFT_OUT)


EDITIONS = {
    edition.name: edition
    for edition in (
        Edition(
            "kiosk",
            excluded=(
                *("tensorflow", "keras", "tensorboard", "h5py", "optree", "grpc", "google.protobuf", "ml_dtypes"),
                *("rich", "pygments", "markdown_it", "requests", "urllib3", "certifi", "charset_normalizer"),
            ),
        ),
        Edition(
            "full",
            excluded=("tensorboard", "grpc", "tensorflow.python.profiler.internal._pywrap_profiler_plugin"),
            imported_by_name=("tensorflow", "keras"),
            run_before=("tools/bundle/without_profiler.py",),
            left_out=(
                *LEFT_OUT,
                "tensorflow/include/*",
                "tensorflow/xla_aot_runtime_src/*",
                "tensorflow/python/profiler/internal/_pywrap_profiler_plugin*",
                # Operations of compilers that this program does not use; TensorFlow loads them on demand.
                "tensorflow/compiler/mlir/stablehlo/stablehlo_extension*",
                "tensorflow/compiler/tf2xla/ops/_xla_ops*",
            ),
        ),
    )
}


def edition_named(name: str) -> Edition:
    """Raises SystemExit, which ends a build with its sentence, where there is none of that name."""
    if name not in EDITIONS:
        raise SystemExit(f"MIEN_EDITION is {' or '.join(EDITIONS)}, not {name!r}.")
    return EDITIONS[name]


def programs(platform: str) -> tuple[tuple[str, bool], ...]:
    """The executables, and whether each has a console. Windows alone tells the two apart: a program with a console
    brings a black window, one without can print nothing."""
    return (("mien", False), ("mien-cli", True)) if platform == "win32" else (("mien", True),)


def wanted(entries: Iterable[Entry], edition: Edition) -> list[Entry]:
    """Those of the files that go in."""
    return [
        entry
        for entry in entries
        # A link's second part is the file inside the program that it leads to.
        if not is_left_out(entry[0], edition) and not (entry[2] == "SYMLINK" and is_left_out(entry[1], edition))
    ]


def is_left_out(inside: str, edition: Edition) -> bool:
    """Whether the file with this path inside the program stays out."""
    path = inside.replace("\\", "/")
    if path.startswith("PySide6/Qt/translations/") or path.startswith("PySide6/translations/"):
        return not path.removesuffix(".qm").endswith(QT_LANGUAGES)
    return any(fnmatchcase(path, pattern) for pattern in edition.left_out)


def without_orphans(entries: Iterable[Entry], needed_by: Callable[[str], Iterable[str]]) -> list[Entry]:
    """Without the system's libraries that only something needed which was left out.

    `needed_by(file)` gives the names of all libraries that a file here needs, directly or not.
    """
    entries = list(entries)
    needed = {name for entry in entries if not _is_systems(entry) for name in needed_by(entry[1])}
    return [entry for entry in entries if not _is_systems(entry) or entry[0] in needed]


def _is_systems(entry: Entry) -> bool:
    """Whether it is a library of the system: those lie at the top, and are no links into a package."""
    inside, source, kind = entry
    return kind == "BINARY" and "/" not in inside and source.startswith(("/lib", "/usr/lib"))

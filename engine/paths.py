"""Where things lie: the program's own files, and the user's data and settings."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import platformdirs

APP_NAME = "mien"
HOME_VARIABLE = "MIEN_HOME"
"""Environment variable that puts data and settings under one folder (tests, several kiosks on one machine)."""


@dataclass(frozen=True, slots=True)
class Paths:
    """The folders of one installation. Nothing is created here; who writes creates."""

    data: Path
    config: Path
    resources: Path

    @property
    def database(self) -> Path:
        return self.data / "mien.sqlite3"

    @property
    def settings(self) -> Path:
        return self.config / "settings.json"

    @property
    def models(self) -> Path:
        """Installed models, and the detector file, beside the bundled one."""
        return self.data / "models"

    @property
    def product_pictures(self) -> Path:
        return self.data / "products"

    @property
    def sample_products(self) -> Path:
        """The demo's products; their pictures lie beside the file."""
        return self.resources / "products" / "products.csv"

    @property
    def datasets(self) -> Path:
        return self.data / "datasets"

    @property
    def runs(self) -> Path:
        """One folder a job."""
        return self.data / "runs"

    @property
    def logs(self) -> Path:
        return self.data / "logs"

    @property
    def bundled_model(self) -> Path:
        return self.resources / "models" / "default"


def resources_folder() -> Path:
    """The program's own read-only files, in the source tree and in the packaged program alike."""
    frozen = getattr(sys, "_MEIPASS", None)
    root = Path(frozen) if frozen else Path(__file__).resolve().parent.parent
    return root / "resources"


def default_paths() -> Paths:
    """The user's own folders, by the platform's rules, or those under `MIEN_HOME`."""
    home = os.environ.get(HOME_VARIABLE)
    if home:
        return Paths(data=Path(home) / "data", config=Path(home) / "config", resources=resources_folder())
    return Paths(
        data=Path(platformdirs.user_data_dir(APP_NAME, appauthor=False)),
        config=Path(platformdirs.user_config_dir(APP_NAME, appauthor=False)),
        resources=resources_folder(),
    )

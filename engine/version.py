"""The program's version, which the packaged program cannot ask a package manager for."""

VERSION = "0.1.0"
"""As in pyproject.toml; a test holds them together."""

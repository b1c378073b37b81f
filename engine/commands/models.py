"""`main.py models`: the models that are installed, which of them the kiosk uses, and bringing them in and out."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from engine import model_archive, model_registry
from engine.edition import as_typed_here
from engine.emotions import in_display_order
from engine.errors import KnownError
from engine.faces.face_detector import install_yunet
from engine.model_registry import ModelManifest, active_model, installed_models, model_folder
from engine.paths import Paths

DETECTOR_SUFFIX = ".onnx"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    actions.add_parser("list", help="the installed models, the active one marked")
    shown = actions.add_parser("show", help="what a model says of itself")
    shown.add_argument("name", nargs="?", help="the model (default: the active one)")
    activated = actions.add_parser("activate", help="make a model the one that the kiosk uses")
    activated.add_argument("name")
    actions.add_parser("rollback", help="go back to the model that was active before")
    verified = actions.add_parser("verify", help="check a model's files")
    verified.add_argument("name", nargs="?", help="the model (default: all)")
    imported = actions.add_parser("import", help="install a model, or the face detector YuNet")
    imported.add_argument(
        "file", type=Path, help="a model archive made by `models export`, a model's folder, or YuNet's .onnx file"
    )
    imported.add_argument("--name", help="install the model under another name")
    imported.add_argument("--activate", action="store_true", help="use it from now on")
    exported = actions.add_parser("export", help="write a model into one archive file")
    exported.add_argument("name")
    exported.add_argument("file", type=Path, help="the archive to write, NAME.zip")
    for action in actions.choices.values():
        action.add_argument("--json", action="store_true", help="print one JSON document and nothing else")


def run(args: argparse.Namespace, paths: Paths) -> int:
    """Does the chosen action; 1 where `verify` found a damaged model."""
    document = ACTIONS[args.action](args, paths)
    if args.json:
        print(json.dumps(document, ensure_ascii=False, indent=1))
    else:
        _print(args.action, document)
    return 1 if args.action == "verify" and any(model["problem"] for model in document["models"]) else 0


def _list(_args: argparse.Namespace, paths: Paths) -> dict[str, Any]:
    """Reads the manifests only; `verify` reads the files."""
    active = active_model(paths)
    names = installed_models(paths)
    return {
        "active": active,
        "models": [_summary(paths, name, active, model_registry.read_manifest) for name in names],
    }


def _verify(args: argparse.Namespace, paths: Paths) -> dict[str, Any]:
    if args.name is not None:
        model_folder(paths, args.name)
    names = installed_models(paths) if args.name is None else (args.name,)
    if not names:
        raise KnownError("No model is installed. Import one with `main.py models import FILE`.")
    active = active_model(paths)
    return {
        "active": active,
        "models": [_summary(paths, name, active, model_archive.check_model) for name in names],
    }


def _summary(paths: Paths, name: str, active: str, read: Callable[[Path], ModelManifest]) -> dict[str, Any]:
    try:
        manifest = read(model_folder(paths, name))
    except KnownError as problem:
        return {"name": name, "active": name == active, "problem": str(problem)}
    return {
        "name": name,
        "active": name == active,
        "problem": None,
        "created": manifest.created,
        "classes": list(manifest.classes),
        "metrics": dict(manifest.metrics),
    }


def _show(args: argparse.Namespace, paths: Paths) -> dict[str, Any]:
    name = active_model(paths) if args.name is None else args.name
    manifest = model_registry.read_manifest(model_folder(paths, name))
    return {"name": name, "active": name == active_model(paths), "manifest": manifest.model_dump(mode="json")}


def _activate(args: argparse.Namespace, paths: Paths) -> dict[str, Any]:
    model_archive.check_model(model_folder(paths, args.name))
    model_registry.activate(paths, args.name)
    return {"active": args.name}


def _rollback(_args: argparse.Namespace, paths: Paths) -> dict[str, Any]:
    return {"active": model_registry.rollback(paths)}


def _import(args: argparse.Namespace, paths: Paths) -> dict[str, Any]:
    if args.file.suffix.lower() == DETECTOR_SUFFIX:
        return {"detector": str(install_yunet(args.file, paths))}
    manifest = model_archive.import_model(args.file, paths, args.name)
    if args.activate:
        model_registry.activate(paths, manifest.name)
    return {"model": manifest.name, "active": active_model(paths)}


def _export(args: argparse.Namespace, paths: Paths) -> dict[str, Any]:
    manifest = model_archive.export_model(model_folder(paths, args.name), args.file)
    return {"model": manifest.name, "file": str(args.file), "sha256": model_registry.file_sha256(args.file)}


ACTIONS: Mapping[str, Callable[[argparse.Namespace, Paths], dict[str, Any]]] = {
    "list": _list,
    "show": _show,
    "activate": _activate,
    "rollback": _rollback,
    "verify": _verify,
    "import": _import,
    "export": _export,
}


def _print(action: str, document: Mapping[str, Any]) -> None:
    if "models" in document:
        for model in document["models"]:
            print(_line(model, verified=action == "verify"))
        if not document["models"]:
            print(as_typed_here("No model is installed. Import one with `main.py models import FILE`."))
    elif "manifest" in document:
        _print_manifest(document)
    elif "detector" in document:
        print(f"The face detector YuNet is installed as {document['detector']}.")
    elif "file" in document:
        print(f"The model {document['model']} is in {document['file']} (SHA-256 {document['sha256']}).")
    elif "model" in document:
        print(f"The model {document['model']} is installed. The kiosk uses {document['active']}.")
    else:
        print(f"The kiosk uses {document['active']}.")


def _line(model: Mapping[str, Any], *, verified: bool) -> str:
    mark = "*" if model["active"] else " "
    if model["problem"] is not None:
        return f"{mark} {model['name']}: {model['problem']}"
    parts = [model["created"], ", ".join(in_display_order(model["classes"]))]
    metrics = ", ".join(f"{name} {_figure(value)}" for name, value in model["metrics"].items() if _is_plain(value))
    if metrics:
        parts.append(metrics)
    return f"{mark} {model['name']}: {'sound; ' if verified else ''}{'; '.join(parts)}"


def _print_manifest(document: Mapping[str, Any]) -> None:
    manifest = document["manifest"]
    print(f"{document['name']}{' (active)' if document['active'] else ''}")
    print(f"  called: {manifest['name']}")
    print(f"  made: {manifest['created']}{', from ' + manifest['parent'] if manifest['parent'] else ''}")
    print(f"  classes: {', '.join(in_display_order(manifest['classes']))}")
    for title, key in (("trained on", "training_data"), ("trained with", "hyperparameters"), ("measured", "metrics")):
        for name, value in manifest[key].items():
            print(f"  {title}: {name} = {_figure(value)}")
    for name, checksum in manifest["files"].items():
        print(f"  file: {name} (SHA-256 {checksum})")


def _is_plain(value: object) -> bool:
    return isinstance(value, (int, float, str)) and not isinstance(value, bool)


def _figure(value: object) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)

"""The sentence for each kind of change in the history."""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtCore import QCoreApplication

from engine.audit import AuditEntry
from gui.admin.setting_names import setting_name, setting_value


def audit_sentence(entry: AuditEntry) -> str:
    """What was done, in the screen's language; an action that this program does not know keeps its own words."""
    details = {name: _plain(value) for name, value in entry.details.items()}
    if entry.action in ("setting_changed", "setting_undone") and "name" in details:
        name = details["name"]
        details = {key: setting_value(name, value) for key, value in entry.details.items()}
        details["name"] = setting_name(name)
    template = _templates().get(entry.action)
    if entry.action == "panel_locked" and entry.details.get("by_itself"):
        template = QCoreApplication.translate("Audit", "The panel locked by itself")
    if template is None:
        rest = ", ".join(f"{name}: {value}" for name, value in details.items())
        words = entry.action.replace("_", " ").capitalize()
        return f"{words} ({rest})" if rest else words
    try:
        return template.format(**details)
    except KeyError:  # an older program's entry
        return f"{template} {details}"


def _templates() -> dict[str, str]:
    return {
        "panel_opened": QCoreApplication.translate("Audit", "The panel was opened"),
        "panel_locked": QCoreApplication.translate("Audit", "The panel was closed"),
        "wrong_pin": QCoreApplication.translate("Audit", "A wrong PIN was tried"),
        "pin_set": QCoreApplication.translate("Audit", "The PIN was set"),
        "kiosk_left": QCoreApplication.translate("Audit", "The kiosk was left"),
        "setting_changed": QCoreApplication.translate("Audit", "Setting {name}: {before} → {after}"),
        "setting_undone": QCoreApplication.translate("Audit", "Setting {name} set back: {before} → {after}"),
        "product_saved": QCoreApplication.translate("Audit", "Product {code} saved: {name}"),
        "product_retired": QCoreApplication.translate("Audit", "Product {code} retired: {name}"),
        "product_back": QCoreApplication.translate("Audit", "Product {code} is on offer again: {name}"),
        "products_ordered": QCoreApplication.translate("Audit", "Products put in another order"),
        "products_undone": QCoreApplication.translate("Audit", "Change of the products undone: {codes}"),
        "zone_drawn": QCoreApplication.translate("Audit", "Shelf zone of product {code}: {zone}"),
        "products_imported": QCoreApplication.translate("Audit", "{n} products imported from {file}"),
        "model_activated": QCoreApplication.translate("Audit", "Model {name} put to work (before: {before})"),
        "model_rolled_back": QCoreApplication.translate("Audit", "Back to model {name} (before: {before})"),
        "model_imported": QCoreApplication.translate("Audit", "Model {name} imported"),
        "model_deleted": QCoreApplication.translate("Audit", "Model {name} deleted"),
        "model_exported": QCoreApplication.translate("Audit", "Model {name} written to {file}"),
        "detector_installed": QCoreApplication.translate("Audit", "Face detector installed from {file}"),
        "dataset_deleted": QCoreApplication.translate("Audit", "Dataset {name} deleted"),
        "dataset_imported": QCoreApplication.translate("Audit", "Dataset {name} imported, {n} pictures"),
        "generated_removed": QCoreApplication.translate(
            "Audit", "Generated pictures removed from dataset {name}: {n}"
        ),
        "face_kept": QCoreApplication.translate("Audit", "A shopper's picture kept, with consent, as {label}"),
        "face_withdrawn": QCoreApplication.translate("Audit", "A shopper's picture withdrawn"),
        "job_started": QCoreApplication.translate("Audit", "Started: {kind}, {run}"),
        "job_ended": QCoreApplication.translate("Audit", "Ended: {kind}, {run}: {outcome}"),
        "report_exported": QCoreApplication.translate("Audit", "Report written to {file}"),
    }


def _plain(value: Any) -> str:
    if value == "":
        return "“”"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

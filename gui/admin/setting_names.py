"""What each setting and its values are called, for the history of changes."""

from __future__ import annotations

import json

from PySide6.QtCore import QCoreApplication


def setting_name(name: str) -> str:
    """The words for "section.field"; one that this program does not know keeps its own name."""
    translate = QCoreApplication.translate
    words = {
        "source": translate("Setting", "Camera or source"),
        "detection.detector": translate("Setting", "Face detector"),
        "detection.yunet_path": translate("Setting", "File of the YuNet detector"),
        "detection.min_face_share": translate("Setting", "Smallest face"),
        "detection.every_nth_frame": translate("Setting", "Pictures analysed, one of"),
        "detection.working_width_px": translate("Setting", "Width of the analysed picture"),
        "counting.min_attention_s": translate("Setting", "Attention that makes a viewer"),
        "counting.attention_yaw_deg": translate("Setting", "Turn of the head that still is attention"),
        "counting.missed_detections_s": translate("Setting", "Time for which a face may be lost"),
        "counting.uncertain_below": translate("Setting", "Probability under which an expression is uncertain"),
        "counting.min_viewers": translate("Setting", "Viewers needed to tell"),
        "counting.index_weights": translate("Setting", "Weights of the expression index"),
        "attribution.mode": translate("Setting", "Which product a face looks at"),
        "attribution.rotation_s": translate("Setting", "Time of a product in turn"),
        "screen.language": translate("Setting", "Language"),
        "screen.look": translate("Setting", "Look of the kiosk"),
        "screen.mirror": translate("Setting", "Mirrored picture"),
        "screen.tally_period": translate("Setting", "Days that the kiosk's numbers cover"),
        "screen.notice": translate("Setting", "Notice to shoppers"),
        "admin.look": translate("Setting", "Look of the panel"),
        "admin.lock_after_min": translate("Setting", "Minutes until the panel locks"),
        "consent.offered": translate("Setting", "Shoppers are asked for pictures"),
        "consent.give_up_s": translate("Setting", "Seconds until a question to a shopper ends"),
        "store.database": translate("Setting", "Database"),
        "store.retention_days": translate("Setting", "Days for which single viewers are kept"),
        "store.checkpoint_s": translate("Setting", "Seconds between two saves"),
    }
    return words.get(name, name)


def setting_value(name: str, value: object) -> str:
    """The words for a value of "section.field": as on the settings page where it has words there, else as it is
    stored."""
    translate = QCoreApplication.translate
    words = {
        "dark": translate("Setting", "Dark"),
        "light": translate("Setting", "Light"),
        "en": "English",
        "zh_TW": "繁體中文",
        "": "“”",
    }
    if isinstance(value, bool):
        return translate("Setting", "on") if value else translate("Setting", "off")
    if isinstance(value, str):
        return words.get(value, value) if value == "" or name.endswith(("look", "language")) else value
    return json.dumps(value, ensure_ascii=False)

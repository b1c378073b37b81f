"""What the demo's faces do: a few muscles, each from rest to full."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Expression:
    """Each value is 0 for a face at rest; 1 is much, -1 (where it has a meaning) much the other way."""

    smile: float = 0.0
    """Corners of the mouth out and up, cheeks raised; negative: corners down."""
    jaw: float = 0.0
    """The mouth open and the chin down."""
    teeth: float = 0.0
    """Upper lip lifted off the teeth."""
    pucker: float = 0.0
    """The mouth narrow and round; negative: stretched wide."""
    press: float = 0.0
    """Lips thin."""
    brow_raise: float = 0.0
    brow_frown: float = 0.0
    """Inner ends of the brows down and together."""
    brow_worry: float = 0.0
    """Inner ends of the brows up."""
    eye_open: float = 0.0
    """Eyes wide; -1: shut."""
    nose_wrinkle: float = 0.0

    def blend(self, other: Expression, share: float) -> Expression:
        """The face on its way from this expression (share 0) to the other (1)."""
        mixed = {f.name: (1 - share) * getattr(self, f.name) + share * getattr(other, f.name) for f in fields(self)}
        return Expression(**mixed)


NEUTRAL = Expression()
HAPPY = Expression(smile=0.95, jaw=0.25, teeth=0.9, eye_open=-0.15, brow_raise=0.1)
SURPRISE = Expression(jaw=1.0, pucker=0.45, brow_raise=1.0, eye_open=0.9)
ANGER = Expression(
    smile=-0.37, pucker=0.36, press=0.4, brow_raise=-0.57, brow_frown=0.85, brow_worry=0.28, nose_wrinkle=0.65
)
DISGUST = Expression(
    smile=-0.65, jaw=0.25, teeth=0.7, pucker=0.6, brow_raise=-0.14, brow_frown=0.45, eye_open=-0.63, nose_wrinkle=1.05
)
FEAR = Expression(smile=-0.6, jaw=0.12, teeth=0.35, pucker=-0.45, brow_raise=0.1, brow_worry=1.1, eye_open=0.7)

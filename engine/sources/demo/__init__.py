"""The source `demo`: a loop that the program draws itself, with nobody real in it.

It shows the whole function of the program on a machine without a camera: people come, look, react and leave, and
both detectors find their faces.
"""

from engine.sources.demo.source import DEMO, FPS, DemoSource

__all__ = ["DEMO", "FPS", "DemoSource"]

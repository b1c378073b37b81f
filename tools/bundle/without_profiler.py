"""Run before the program in the edition `full`: the profiler's plugin (80 MB) is imported, never needed."""

import sys
import types

_NAME = "tensorflow.python.profiler.internal._pywrap_profiler_plugin"
sys.modules[_NAME] = types.ModuleType(_NAME)

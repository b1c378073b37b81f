"""Labelled faces on disk and in memory: import, checks, splits, random views."""

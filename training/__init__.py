"""Datasets, models and experiments; run in child processes. Knows no Qt."""

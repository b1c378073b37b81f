"""The Taguchi experiment: arrays, results, analysis, conclusions."""

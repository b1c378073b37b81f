"""How good a model is: figures, comparisons on the same pictures, plots."""

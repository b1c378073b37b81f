"""Products, and the files that bring them."""

"""What outlives the program: exposures, daily totals, products, the settings' history."""

"""What the speed figures in the README come from, and the long trials: bench, soak, kill_test."""

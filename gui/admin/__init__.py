"""What only an administrator sees."""

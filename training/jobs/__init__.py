"""Long work: run folders, the child process that works in one, and the supervisor that watches it."""

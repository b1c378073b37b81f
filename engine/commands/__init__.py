"""What the command line offers of the engine: one module a command, imported only when it is asked for."""

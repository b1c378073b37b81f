"""What the command line offers of training: one module a command, imported only when it is asked for."""

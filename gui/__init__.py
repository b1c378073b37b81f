"""Qt windows over the engine and the training jobs. Renders state, decides nothing."""

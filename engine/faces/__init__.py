"""From a frame to tracked faces."""

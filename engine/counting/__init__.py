"""From frames to stored exposures and the tallies of this moment."""

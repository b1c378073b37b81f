"""From camera to stored exposures. Knows neither Qt nor TensorFlow."""

"""VGG16: the network, pretraining, retraining on cached features, export to LiteRT."""

"""Long work on the screen: the controller that holds the one job, and what its pages are made of."""

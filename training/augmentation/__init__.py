"""Generated faces for classes that have few: a DCGAN a class, how good its pictures are, and whether they help."""

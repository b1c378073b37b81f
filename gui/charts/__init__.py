"""Charts that paint themselves: the same on a page of the panel and in a report."""

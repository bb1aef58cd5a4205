"""What people decide: words, places, names of medicines, breaks, annotations, marks, views, settings."""

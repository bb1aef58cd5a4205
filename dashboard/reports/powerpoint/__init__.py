"""A pack as a PowerPoint file."""

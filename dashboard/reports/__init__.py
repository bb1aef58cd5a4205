"""What leaves the building: every file goes through the one export writer."""

"""Finished measures to pictures: one palette, one frame, a title, a sentence, a caption and a table for each."""

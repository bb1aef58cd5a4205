"""The field's words as values. Standard library only; nothing of ours is imported from the right."""

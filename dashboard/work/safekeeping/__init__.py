"""Keeping the store whole: backups, restoring, damage, copies, who has it in use."""

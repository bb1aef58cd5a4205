"""The pages of the learning loop: cards, actions, alerts, escalation, assurance, the officer's desk."""

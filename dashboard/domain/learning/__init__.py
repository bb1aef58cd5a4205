"""The learning loop in the field's words: cards, safety actions, alerts, escalation, the officer's post. Data and its rules, no store."""

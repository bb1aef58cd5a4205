"""What is learnt: cards, actions, alerts, escalation, in words."""

"""The learning loop in the field's words: what an action aims at, and what is learnt."""

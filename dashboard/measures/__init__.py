"""A question's rows and the statistic that judges them, as one finished value: what charts draw and sentences say."""

"""What was measured: the values of indicators, timed samples of tasks, and what things cost."""

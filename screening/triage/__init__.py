"""From an alert to a decision: the states, and one deed a file."""

"""The reasons of an assessment: every figure as a step with its sentence and what it was made from."""

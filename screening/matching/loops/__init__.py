"""The inner loops of the candidate step, compiled by numba. They know arrays alone."""

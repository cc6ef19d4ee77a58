"""Who we deal with, what they get, for what use, and how risky that is to people."""

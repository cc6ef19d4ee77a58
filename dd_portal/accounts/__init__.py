"""Users, roles as one table, API keys, sign-in."""

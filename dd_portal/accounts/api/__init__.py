"""How a client of the API is known and what it may do."""

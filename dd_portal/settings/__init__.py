"""Settings: base, and on it embedded, production and testing."""

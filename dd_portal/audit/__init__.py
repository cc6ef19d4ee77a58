"""The audit trail: append-only events, sealed in a chain, told as sentences."""

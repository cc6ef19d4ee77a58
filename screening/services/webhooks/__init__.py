"""Telling other systems of events: registered addresses, an outbox in the transaction of the deed, signed delivery."""

"""The only signal of the house: a party changed. It carries an id and no logic."""

from django.dispatch import Signal

# Arguments: party_id (int). Sent inside the transaction of the change.
party_changed = Signal()

"""From the board edition to the public one: identity and terms go, findings stay. Pure Python."""

"""Official lists: one file per publisher's list, each read from its bytes into entities."""

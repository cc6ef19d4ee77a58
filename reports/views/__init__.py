"""Pages: thin doors, one file a family."""

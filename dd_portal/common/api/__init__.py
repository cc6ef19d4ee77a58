"""What every part of the REST API shares."""

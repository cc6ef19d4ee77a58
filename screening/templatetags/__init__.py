"""Tags by which pages of customers show what screening knows."""

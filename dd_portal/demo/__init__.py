"""An invented vendor with customers, suppliers and small list files in the official formats."""

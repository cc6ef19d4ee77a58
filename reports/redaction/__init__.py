"""What the public edition leaves out, and why: pure Python."""

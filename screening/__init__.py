"""From a list file to a decided alert."""

"""Country and territory indices: read like lists, kept by year, mapped to factors. They never decide."""

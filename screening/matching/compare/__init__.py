"""One comparison per file: each takes two subjects and gives Evidence, or nothing where neither side states it."""

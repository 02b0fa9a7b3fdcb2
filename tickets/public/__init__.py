"""The site: ask, follow, answer, rate. Each view parses, makes one call and presents."""

"""Finding and ordering the work: words that search, views that are kept, tasks in bulk."""

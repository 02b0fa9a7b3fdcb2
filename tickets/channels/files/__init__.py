"""How files come in and go out, the same at every door."""

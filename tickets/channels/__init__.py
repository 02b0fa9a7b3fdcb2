"""Ways in and out that are not pages: mail first; one folder a channel."""

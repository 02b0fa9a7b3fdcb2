"""The dashboard: pictures drawn by the server from facts, each figure a click from its tickets."""

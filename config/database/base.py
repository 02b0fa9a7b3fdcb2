"""Django's PostgreSQL backend on the embedded server, which starts with the first connection."""

from pathlib import Path
from typing import Any

from django.db.backends.postgresql import base

from config.database import server


class DatabaseWrapper(base.DatabaseWrapper):
    """Ensure that the server of ``settings_dict["EMBEDDED"]`` runs before connecting to it.

    Lazy on purpose: importing settings, or a command that asks no database, starts nothing.
    """

    # Data folders seen running by this process: asking again would cost each request a connection.
    _seen: set[Path] = set()
    # Those of them whose server this process started.
    _started: set[Path] = set()

    @property
    def data_dir(self) -> Path:
        return self.settings_dict["EMBEDDED"]["data_dir"]

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        self.start_server()
        return super().get_new_connection(conn_params)

    def start_server(self) -> None:
        """Start the server unless this process has seen it run."""
        if self.data_dir not in self._seen:
            self.revive_server()

    def revive_server(self) -> bool:
        """Start the server unless it answers; True when it had to be started."""
        durable = self.settings_dict["EMBEDDED"]["durable"]
        started = server.ensure_running(self.data_dir, durable=durable)
        self._seen.add(self.data_dir)
        if started:
            self._started.add(self.data_dir)
        return started

    @property
    def server_is_ours(self) -> bool:
        """Whether this process started the server, and nobody else is connected to it."""
        self.close()
        self.close_pool()
        return self.data_dir in self._started and not server.clients(self.data_dir)

    def stop_server(self) -> bool:
        """Close our connections and stop the server; the data stays."""
        self.close()
        self.close_pool()
        self._seen.discard(self.data_dir)
        self._started.discard(self.data_dir)
        return server.stop(self.data_dir)

    def remove_server(self) -> None:
        """Stop the server and delete its data for good."""
        self.stop_server()
        server.remove(self.data_dir)

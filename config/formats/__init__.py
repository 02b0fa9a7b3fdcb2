"""How days and times are written where the framework's own way differs from the desk's."""

"""Settings: ``dev`` (default), ``test``, ``demo`` and ``production``; all begin with ``base``."""

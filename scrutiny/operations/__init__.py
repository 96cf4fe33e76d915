"""Every writer of this app: each checks, writes, logs and releases, or refuses with reasons."""

"""Import this before Django starts to get a local environment: embedded database and keys. pytest's first plugin."""

from tijdig.__main__ import prepare_environment

prepare_environment()

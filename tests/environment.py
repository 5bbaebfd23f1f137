"""Loaded by pytest before anything else (`-p tests.environment`): the database and the keys of the tests.

pytest-django reads the settings before any conftest, and settings need a database and keys.
"""

from tijdig.__main__ import prepare_environment

prepare_environment()

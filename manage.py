#!/usr/bin/env python
"""The same as `tijdig`: kept because every Django developer looks for it."""

from tijdig.__main__ import main

if __name__ == "__main__":
    main()

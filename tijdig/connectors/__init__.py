"""Everything outside the house: one package per source, and beside it a fake that is a real server.

A connector knows no Django and no settings: its configuration comes in as a frozen value, its answers go out
as frozen values, and nothing raw leaves it. The fake speaks the same interface over HTTP, so that the code
that runs in a test or a demonstration is the code that runs in production.
"""

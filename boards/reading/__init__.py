"""Reading what is not for publication: copies with the reader's name, who opened what, changes.

docs/restricted-reading.md says what it promises.
"""

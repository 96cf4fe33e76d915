"""The tables of a file as rows of plain texts; run in the child, without Django.

Where `portal.inside` itself looks for everything that a file says, this looks for its tables alone,
as a person reads them: what is deleted, hidden or commented is no part of a cell.
"""

"""The disclosure gate: what may identify a child or a private person is found, and held back.

`matters` says what belongs together and who looks after it, `scanning` reads files, `texts` reads
records, `watching` keeps the names to look for, `gate` answers whether something may go out, and
`clearing` lets a person decide.
"""

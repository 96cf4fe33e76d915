"""Everything that a file says, wherever it says it: runs in the child, without Django.

`task.run` reads one file; each kind of file has a module. What is read goes into a
`gathering.Gathering`. `portal.contents` is what the rest of the portal calls.
"""

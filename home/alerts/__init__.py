"""Letters by e-mail on what one follows: asked for, confirmed, and stopped by a link.

docs/alerts.md says who is told of what, and what is kept of them.
"""

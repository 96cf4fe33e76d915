"""The accessibility statement and the privacy notice, made from what is really so."""

"""Answering an action or a request by link."""

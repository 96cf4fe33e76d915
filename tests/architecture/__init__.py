"""Tests of the shape of the code: who may import whom, and what may stand where."""

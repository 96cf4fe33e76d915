"""Tests of bodies, people, roles and meetings."""

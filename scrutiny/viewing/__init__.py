"""What is restricted, who may see it, and how seeing it is logged."""

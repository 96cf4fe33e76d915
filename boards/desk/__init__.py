"""The screens on which a body's registers and meetings are kept."""

"""Use cases that need more than one room of the floors below."""

"""leadtui: work a queue of sales leads in the terminal."""

__version__ = "0.1.0"

"""What makes two records the same: plain values in, keys out. Knows no database and no domain record."""

from leadtui.matching.normalise import keys

__all__ = ["keys"]

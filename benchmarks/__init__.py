"""What the README's figures come from: ``python -m benchmarks``. Nothing here fails by the clock."""

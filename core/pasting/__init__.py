"""What was copied elsewhere, for a grid: figures whose labels name their cells, or a plain block of entries."""

"""What the readers of word processors share: numbers that the program writes, symbols, rows of tables."""

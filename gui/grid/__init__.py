"""The grid of the window: official tables as on paper, edited as in a spreadsheet."""

"""Recognition: a Document becomes a Report, by labels and sums, with everything left over kept visible."""

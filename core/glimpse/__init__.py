"""Where a value or a sentence stood in the source, cut out so that it can be shown beside what was read."""

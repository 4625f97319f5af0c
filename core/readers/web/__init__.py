"""Web pages: as files, as single files, as frames, and as what was copied from them."""

"""The columnar reading: the conditions and awards of measures as columns over many applications at once."""

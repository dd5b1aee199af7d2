"""收存: what one freeze run hands to somebody else before its numbers exist, on paper, as a file and as a code."""

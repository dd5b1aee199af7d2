"""The logs of a desk: one engine that chains lines and repairs, typed events, and the state that follows from them."""

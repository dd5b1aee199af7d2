"""Working days: the bureau's sheet 节假日, the State Council's notices, and deadlines counted by both."""

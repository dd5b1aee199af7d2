"""The desk: what all steps share. Its folders, the files written into them, the workbooks read from it."""

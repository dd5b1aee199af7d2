"""公示: inspections published, corrected and withdrawn, a batch each time."""

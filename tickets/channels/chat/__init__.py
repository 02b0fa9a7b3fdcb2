"""The door of the assistant: site page, widget and API say and show the same by these modules."""

"""What text, notes and styles does this file hold? bytes → Document."""

"""Every statement of a handout beside its sources."""

"""One queue of what needs a person's agreement: who, what they saw, what they decided, why."""

"""Getting in: invitation, company switch, language; and allauth's pages at French addresses."""

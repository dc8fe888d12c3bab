"""« Diagnostic »: the questionnaire, the scores and their reasons, the reports kept."""

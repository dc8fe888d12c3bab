"""« Méthode »: from the assessment to a measured gain, one room per step."""

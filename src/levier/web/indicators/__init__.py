"""« Indicateurs »: boards, gains, surveys."""

"""Projects over time: who works on what, week by week, within what people can give."""

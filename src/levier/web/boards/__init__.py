"""« Indicateurs », boards: the list, a board that follows its data, its tiles and their lines."""

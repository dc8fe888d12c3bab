"""« Boîte à idées »: everyone's ideas, the answers promised, the tries and their lessons."""

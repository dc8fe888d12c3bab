"""« Boutiques »: publish what a web shop may propose, give its script tag, try it, pause it, withdraw it."""

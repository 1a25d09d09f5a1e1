"""What can a person ask for? A request → the rooms, in order. The headless core under cli and tui."""

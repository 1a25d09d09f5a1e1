"""The nouns of refdesk: frozen values that every room speaks of and none may change."""

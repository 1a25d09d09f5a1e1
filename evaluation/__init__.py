"""How well refdesk finds, parses and links, as tables: `make evaluate`."""

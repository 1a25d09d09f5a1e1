"""Where does this text name a source? Document → Notes, References, Citations, Mentions. Pure."""

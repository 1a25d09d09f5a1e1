"""What does the web answer? URL → raw answer. The only room that opens sockets."""

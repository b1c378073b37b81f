"""Where frames come from: cameras, films, folders, addresses, the demo; and the capture that keeps them coming."""

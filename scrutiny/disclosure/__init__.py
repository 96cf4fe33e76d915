"""What of this app the disclosure gate looks at before it goes out."""

"""What the stored numbers say: by product and time, and which differences are more than chance. Pure numbers."""

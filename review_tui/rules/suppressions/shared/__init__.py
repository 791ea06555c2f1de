"""What the rules on suppressions share, and the engine keeps findings quiet by: the comments."""

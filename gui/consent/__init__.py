"""Pictures that shoppers give for training, and take back."""

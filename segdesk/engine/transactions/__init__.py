"""From purchases to customers: which columns, which lines count, features, RFM scores, lifetime value."""

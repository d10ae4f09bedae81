"""RFM scores: how recently, how often and for how much, the thresholds, and the names of the cells."""

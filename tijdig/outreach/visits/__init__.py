"""Home visits: a day's round per team, planned, walked and recorded (R-OUT-5)."""

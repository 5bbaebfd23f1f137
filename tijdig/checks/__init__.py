"""Who is it (BRP), and are they helped already (SHV)? Every doubt goes to a person (R-BRP-4)."""

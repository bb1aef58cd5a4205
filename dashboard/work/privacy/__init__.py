"""What could name a patient: free text, identifiers, erasure, retention, where the store lies."""

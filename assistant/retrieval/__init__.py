"""From a query to passages and statements, best first: two searches, fused."""

"""Deliveries: bundles sealed, written and verified."""

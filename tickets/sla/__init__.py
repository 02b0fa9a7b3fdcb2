"""Promises: calendars of open hours, policies that choose targets, clocks that time them."""

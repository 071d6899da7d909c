//! The one derive: a struct becomes a canonical codec and a static spec.

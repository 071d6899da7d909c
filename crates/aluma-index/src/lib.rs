//! The read model, built only from events; it can be deleted and rebuilt.

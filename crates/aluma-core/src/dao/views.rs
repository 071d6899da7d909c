//! Answers about communities.

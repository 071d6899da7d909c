//! Tests of a discussion: its rules on both sides of each threshold, and its laws.

mod locks;
mod quotas;
mod reactions;
mod speaking;
mod visibility;

//! Merkle arithmetic over sorted slices of leaves: what a bucket and the tree of tables share.

use crate::proof::{EMPTY, End, Hash, inner_hash, leaf_hash, path_bit};

/// One leaf. Its hash is kept beside what it is made of: whenever a neighbour changes, the hashes
/// above both are worked out again, and those of the leaves would cost as much as all the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Leaf {
    pub(crate) path: Hash,
    /// What the leaf says of a row's value, or of a table's rows.
    pub(crate) content: Hash,
    hash: Hash,
}

impl Leaf {
    pub(crate) fn new(tag: u8, path: Hash, content: Hash) -> Self {
        Self { path, content, hash: leaf_hash(tag, &path, &content) }
    }
}

/// How many leaves a subtree holds, as far as hashing cares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Empty,
    Single,
    Many,
}

/// A subtree's hash.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    pub(crate) hash: Hash,
    pub(crate) class: Class,
}

impl Node {
    pub(crate) const EMPTY: Self = Self { hash: EMPTY, class: Class::Empty };

    pub(crate) fn join(left: &Self, right: &Self) -> Self {
        match (left.class, right.class) {
            (Class::Empty, Class::Empty | Class::Single) => *right,
            (Class::Single, Class::Empty) => *left,
            _ => Self { hash: inner_hash(&left.hash, &right.hash), class: Class::Many },
        }
    }
}

/// The subtree of `leaves`, sorted by path and equal in their first `depth` bits.
pub(crate) fn subtree(leaves: &[Leaf], depth: usize) -> Node {
    match leaves {
        [] => Node::EMPTY,
        [leaf] => Node { hash: leaf.hash, class: Class::Single },
        _ => {
            let (left, right) = split(leaves, depth);
            Node::join(&subtree(left, depth + 1), &subtree(right, depth + 1))
        }
    }
}

/// Walks from depth `siblings.len()` towards `target`, adding the siblings passed.
pub(crate) fn descend(leaves: &[Leaf], target: &Hash, siblings: &mut Vec<Hash>) -> End {
    let mut here = leaves;
    while here.len() > 1 {
        let depth = siblings.len();
        let (left, right) = split(here, depth);
        let (near, far) = if path_bit(target, depth) { (right, left) } else { (left, right) };
        siblings.push(subtree(far, depth + 1).hash);
        here = near;
    }
    end_of(here.first(), target)
}

/// What a branch to `target` ends in when `leaf` is all there is.
pub(crate) fn end_of(leaf: Option<&Leaf>, target: &Hash) -> End {
    match leaf {
        None => End::Nothing,
        Some(leaf) if leaf.path == *target => End::Leaf,
        Some(leaf) => End::Other { path: leaf.path, content: leaf.content },
    }
}

fn split(leaves: &[Leaf], depth: usize) -> (&[Leaf], &[Leaf]) {
    leaves.split_at(leaves.partition_point(|leaf| !path_bit(&leaf.path, depth)))
}

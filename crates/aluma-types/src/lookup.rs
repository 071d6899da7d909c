//! What the interpreters of specs have to ask somebody: the words behind an id on the way out, the
//! id behind words on the way in. The node, the client and the tests each answer in their way.

use alloc::string::String;

use crate::codec::DecodeError;
use crate::hash::Hash32;
use crate::ids::AssetId;
use crate::spec::{Catalog, IdKind};
use crate::transaction::Proof;

/// What is known of a text beside the state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BodyText {
    /// The words.
    Present(String),
    /// The words were erased; the id stays.
    Erased,
    /// This side does not hold the words, or may not show them.
    Missing,
}

/// Answers on the way out: ids to words. An answer must be fit for the reader who will see it; what
/// that reader may not see is [`BodyText::Missing`] or `None`.
pub trait Lookup {
    /// The words of a body or name.
    fn body(&self, id: &Hash32) -> BodyText;

    /// Symbol and decimals of an asset.
    fn asset(&self, id: AssetId) -> Option<(String, u8)>;

    /// What people call the thing with this id: a handle, a name, a title.
    fn name(&self, kind: IdKind, id: u64) -> Option<String> {
        let _ = (kind, id);
        None
    }

    /// The actions, for acts inside acts.
    fn catalog(&self) -> &dyn Catalog;
}

/// Answers on the way in: words to ids, and what only the signer's side can make.
pub trait Resolve {
    /// Keeps a text under a fresh salt and returns its id; `None` where no text may be given. The
    /// text was held to the field's limit and characters before.
    fn body(&mut self, text: &str) -> Option<Hash32>;

    /// Keeps a name like a body and returns its id and the hash of its confusable skeleton.
    ///
    /// # Errors
    /// [`DecodeError::BadText`] for a name nobody may have.
    fn name(&mut self, text: &str) -> Result<(Hash32, Hash32), DecodeError>;

    /// The asset with this symbol and its decimals.
    fn asset(&mut self, symbol: &str) -> Option<(AssetId, u8)>;

    /// The id that a handle (without its `@`) stands for.
    fn handle(&mut self, kind: IdKind, handle: &str) -> Option<u64>;

    /// Makes the proof for the field at `path`, which the input left out.
    fn proof(&mut self, path: &str) -> Option<Proof> {
        let _ = path;
        None
    }

    /// The turn of the signer's next change of keys or guardians, which the input left out.
    fn turn(&mut self) -> Option<u64> {
        None
    }

    /// The actions, for acts inside acts.
    fn catalog(&self) -> &dyn Catalog;
}

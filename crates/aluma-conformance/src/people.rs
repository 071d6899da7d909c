//! Who signs in the examples, and what everybody is taken to know there.

use aluma_core::registry::REGISTRY;
use aluma_types::lookup::{BodyText, Lookup};
use aluma_types::spec::{Catalog, IdKind};
use aluma_types::text::body_id;
use aluma_types::{
    AccountId, Act, AssetId, DaoId, Hash32, PublicKey, Scheme, Signer, Timestamp, sha256,
};
use aluma_verify::{Directory, Lens, Says, SigningKey};

/// The ledger that every example is signed for.
pub const NETWORK_OF: &[u8] = b"conformance network";
/// The moment of every example: 2026-11-23 20:00 UTC.
pub const NOW: Timestamp = Timestamp(1_795_464_000_000);
/// The account that signs.
pub const AUTHOR: AccountId = AccountId(5);
/// The DAO with a name.
pub const DAO: DaoId = DaoId(1);
/// The asset with a symbol.
pub const ASSET: AssetId = AssetId(3);
/// Its symbol.
pub const SYMBOL: &str = "TEC";
/// Its decimals.
pub const DECIMALS: u8 = 18;
/// What is shown of [`AUTHOR`] and of every name in an example.
pub const AUTHOR_NAME: &str = "noa-levi";
/// What is shown of [`DAO`].
pub const DAO_NAME: &str = "bakery";
/// The words of a short text.
pub const WORDS: &str = "Flour for October.";
/// The words of a longer text, in Hebrew and with a line break.
pub const HEBREW: &str = "קמח לחודש אוקטובר,\nושמן.";

/// Every text whose words are at hand.
const TEXTS: [&str; 4] = [AUTHOR_NAME, DAO_NAME, WORDS, HEBREW];

/// The ledger's name.
pub fn network() -> Hash32 {
    sha256(&[NETWORK_OF])
}

/// The salt of a text: SHA-256 of `conformance salt` and the words.
pub fn salt(text: &str) -> [u8; 32] {
    sha256(&[b"conformance salt", text.as_bytes()]).0
}

/// The id of a text under its salt.
pub fn text_id(text: &str) -> Hash32 {
    body_id(&salt(text), text)
}

/// The words of an id, of those that are at hand.
pub fn words(id: &Hash32) -> Option<&'static str> {
    TEXTS.into_iter().find(|text| text_id(text) == *id)
}

/// The secret of somebody: SHA-256 of `conformance secret` and who it is.
pub fn secret(who: &str) -> [u8; 32] {
    sha256(&[b"conformance secret", who.as_bytes()]).0
}

/// Somebody's key.
///
/// # Panics
/// Where the hash is no wallet's secret, which none of the fixed ones is.
pub fn key(scheme: Scheme, who: &str) -> SigningKey {
    SigningKey::from_secret(scheme, secret(who)).expect("a secret below the group's order")
}

/// The two ways to sign as somebody who has an account, and as somebody who has none.
pub fn signer(public: PublicKey, newcomer: bool) -> Signer {
    if newcomer { Signer::New(public) } else { Signer::Key { account: AUTHOR, key: 0 } }
}

/// What everybody knows in the examples.
#[derive(Clone, Copy, Debug)]
pub struct Known;

impl Known {
    /// Through which a wallet's payload is read.
    pub fn lens(&self) -> Lens<'_> {
        Lens { directory: self, says: self, catalog: &REGISTRY }
    }
}

impl Directory for Known {
    fn account_name(&self, account: AccountId) -> Option<Hash32> {
        (account == AUTHOR).then(|| text_id(AUTHOR_NAME))
    }

    fn dao_name(&self, dao: DaoId) -> Option<Hash32> {
        (dao == DAO).then(|| text_id(DAO_NAME))
    }

    fn asset(&self, asset: AssetId) -> Option<(&str, u8)> {
        (asset == ASSET).then_some((SYMBOL, DECIMALS))
    }

    fn exists(&self, _: IdKind, _: u64) -> bool {
        true
    }
}

impl Says for Known {
    fn says(&self, act: &Act) -> String {
        aluma_text::says(&REGISTRY, self)(act)
    }
}

impl Lookup for Known {
    fn body(&self, id: &Hash32) -> BodyText {
        words(id).map_or(BodyText::Missing, |text| BodyText::Present(text.to_owned()))
    }

    fn asset(&self, id: AssetId) -> Option<(String, u8)> {
        (id == ASSET).then(|| (SYMBOL.to_owned(), DECIMALS))
    }

    fn catalog(&self) -> &dyn Catalog {
        &REGISTRY
    }
}

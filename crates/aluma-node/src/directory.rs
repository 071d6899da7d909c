//! What a wallet showed and the ledger must know to check its signature, read from the state.

use aluma_core::kernel::action::Registry;
use aluma_core::registry::State;
use aluma_types::lookup::{BodyText, Lookup};
use aluma_types::spec::{Catalog, IdKind};
use aluma_types::{AccountId, Act, AssetId, DaoId, Hash32};
use aluma_verify::{Directory, Says};

/// Names and assets of a state.
#[derive(Clone, Copy, Debug)]
pub struct StateDirectory<'a>(pub &'a State);

impl Directory for StateDirectory<'_> {
    fn account_name(&self, account: AccountId) -> Option<Hash32> {
        aluma_core::identity::name_of(self.0, account)
    }

    fn dao_name(&self, dao: DaoId) -> Option<Hash32> {
        aluma_core::dao::name_of(self.0, dao)
    }

    fn asset(&self, asset: AssetId) -> Option<(&str, u8)> {
        let row = aluma_core::treasury::asset(self.0, asset)?;
        Some((row.symbol.as_str(), row.decimals))
    }

    fn exists(&self, kind: IdKind, id: u64) -> bool {
        match kind {
            IdKind::AccountId => aluma_core::identity::exists(self.0, AccountId(id)),
            IdKind::DaoId => aluma_core::dao::exists(self.0, DaoId(id)),
            IdKind::AssetId => aluma_core::treasury::asset(self.0, AssetId(id)).is_some(),
            // Shown by number alone, which means the same before and after.
            IdKind::ProposalId | IdKind::PollId | IdKind::PotId => true,
        }
    }
}

/// The sentence of each act inside a proposal, as wallets show and sign it.
#[derive(Clone, Copy, Debug)]
pub struct StateSays<'a> {
    /// For symbols and decimals of assets, which never change.
    pub state: &'a State,
    /// The actions.
    pub registry: &'static Registry,
}

impl Says for StateSays<'_> {
    fn says(&self, act: &Act) -> String {
        aluma_text::says(self.registry, &Assets(self))(act)
    }
}

/// Looks up assets only: what never changes.
struct Assets<'a>(&'a StateSays<'a>);

impl Lookup for Assets<'_> {
    fn body(&self, _: &Hash32) -> BodyText {
        BodyText::Missing
    }

    fn asset(&self, asset: AssetId) -> Option<(String, u8)> {
        let directory = StateDirectory(self.0.state);
        let (symbol, decimals) = directory.asset(asset)?;
        Some((symbol.to_owned(), decimals))
    }

    fn catalog(&self) -> &dyn Catalog {
        self.0.registry
    }
}

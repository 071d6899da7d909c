//! What a wallet showed and the ledger must know to check its signature, read from the state.

use aluma_core::kernel::action::Registry;
use aluma_core::kernel::view::Look;
use aluma_core::registry::State;
use aluma_types::lookup::{BodyText, Lookup};
use aluma_types::spec::{Catalog, IdKind};
use aluma_types::{AccountId, Act, AssetId, DaoId, Hash32};
use aluma_verify::{Directory, Says};

/// Names and assets of a state, all of them or those that one reader may know of.
#[derive(Clone, Copy, Debug)]
pub struct StateDirectory<'a> {
    state: &'a State,
    /// Through whose eyes; without any nothing is hidden, as when a log is replayed.
    look: Option<Look<'a>>,
}

impl<'a> StateDirectory<'a> {
    /// Everything.
    pub const fn whole(state: &'a State) -> Self {
        Self { state, look: None }
    }

    /// What a reader may know of: to a wallet that must not know of a community or an asset, it is
    /// as if it were not there.
    pub const fn of(look: Look<'a>) -> Self {
        Self { state: look.state, look: Some(look) }
    }

    fn knows(&self, kind: IdKind, id: u64) -> bool {
        self.look.is_none_or(|look| match kind {
            IdKind::DaoId => aluma_core::dao::may_know(&look, DaoId(id)),
            IdKind::AssetId => aluma_core::treasury::knows(&look, AssetId(id)),
            _ => true,
        })
    }
}

impl Directory for StateDirectory<'_> {
    fn account_name(&self, account: AccountId) -> Option<Hash32> {
        aluma_core::identity::name_of(self.state, account)
    }

    fn dao_name(&self, dao: DaoId) -> Option<Hash32> {
        let name = aluma_core::dao::name_of(self.state, dao);
        name.filter(|_| self.knows(IdKind::DaoId, dao.0))
    }

    fn asset(&self, asset: AssetId) -> Option<(&str, u8)> {
        let row = aluma_core::treasury::asset(self.state, asset)?;
        if !self.knows(IdKind::AssetId, asset.0) {
            return None;
        }
        Some((row.symbol.as_str(), row.decimals))
    }

    fn exists(&self, kind: IdKind, id: u64) -> bool {
        match kind {
            IdKind::AccountId => aluma_core::identity::exists(self.state, AccountId(id)),
            IdKind::DaoId => aluma_core::dao::exists(self.state, DaoId(id)) && self.knows(kind, id),
            IdKind::AssetId => self.asset(AssetId(id)).is_some(),
            // Shown by number alone, which means the same before and after.
            IdKind::ProposalId | IdKind::PollId | IdKind::PotId => true,
        }
    }
}

/// The sentence of each act inside a proposal, as wallets show and sign it.
#[derive(Clone, Copy, Debug)]
pub struct StateSays<'a> {
    /// For symbols and decimals of assets, which never change.
    pub directory: StateDirectory<'a>,
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
        let (symbol, decimals) = self.0.directory.asset(asset)?;
        Some((symbol.to_owned(), decimals))
    }

    fn catalog(&self) -> &dyn Catalog {
        self.0.registry
    }
}

//! Found a community.

use alloc::collections::BTreeSet;
use alloc::format;
use alloc::vec::Vec;

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, Amount, Body, DaoId, List, Name, PotId, Share, Span, Text};

use super::checks::{not_yours, receiving_account};
use super::steps;
use crate::dao::types::{HANDLE_BYTES, NAME_BYTES, PROSE_BYTES};
use crate::dao::{
    self, ChangeText, Changes, Charter, Joining, Manner, NewDao, Template, Visibility,
};
use crate::kernel::action::Action;
use crate::kernel::ctx::{Ctx, Sequence};
use crate::kernel::refusal::{Broken, Refused};
use crate::treasury::refusals::Refusal;
use crate::treasury::types::{
    Asset, AssetKind, GENERAL, GENERAL_NAME, MAX_DECIMALS, NewAsset, POT_BYTES, Place,
};

/// Found a community
///
/// Four answers are enough: its name, what it is for, who may join, and how it decides. All else
/// has defaults. The founder is its first member, and so is everybody who signs with them; in the
/// founding season everybody who is admitted has their full vote at once. First assets are issued
/// here: to the general pot, and to accounts whose shares count in full at once.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "found",
    he = "הקמת קהילה",
    says_en = "Found the community { $name } with the handle { $handle }, for: { $purpose } \
        Who may join: { $joining }. How it decides: { $manner }.",
    says_he = "להקים את הקהילה { $name } בכינוי { $handle }, למען: { $purpose } \
        מי מצטרף: { $joining }. אופן ההחלטה: { $manner }.",
    by(Member),
    cost(50_000, 10, 3_000),
    verified,
    several
)]
pub(crate) struct Found {
    /// Its handle, which nobody else may have.
    #[he("כינוי")]
    pub(crate) handle: Name<HANDLE_BYTES>,
    /// What it calls itself.
    #[he("שם")]
    pub(crate) name: Body<NAME_BYTES>,
    /// What it is for.
    #[he("מטרה")]
    pub(crate) purpose: Body<PROSE_BYTES>,
    /// Who may join.
    #[he("מי מצטרף")]
    pub(crate) joining: Joining,
    /// How it decides.
    #[he("אופן ההחלטה")]
    pub(crate) manner: Manner,
    /// What its charter starts from beside that; a service collective unless named.
    #[he("תבנית")]
    pub(crate) template: Option<Template>,
    /// Who may read what belongs to it; as the template says unless named.
    #[he("מי רואה")]
    pub(crate) visibility: Option<Visibility>,
    /// How long the founding season lasts; 30 days unless named.
    #[he("עונת ההקמה")]
    pub(crate) season: Option<Span>,
    /// What it issues from the beginning.
    #[he("נכסים")]
    pub(crate) assets: List<NewAsset, 8>,
    /// Pots beside the general one.
    #[he("סעיפים בקופה")]
    pub(crate) pots: List<Text<POT_BYTES>, 16>,
    /// Up to which part of the free treasury a sum is a tip; 5 % in a small circle unless named.
    #[he("תשלום קטן")]
    pub(crate) tip: Option<Share>,
    /// What else its charter says otherwise than template and manner; what is issued here goes by
    /// its symbol.
    #[he("שינויים בתקנון")]
    pub(crate) changes: Changes,
}

/// What `dao` makes of it.
pub(crate) struct Plan {
    new: NewDao,
    charter: Charter,
}

impl Found {
    /// Whether the lists can be what they are for, whatever is there already.
    fn check_lists(&self) -> Result<(), Refusal> {
        let mut symbols = BTreeSet::new();
        for asset in self.assets.iter() {
            if asset.decimals > MAX_DECIMALS {
                let (decimals, limit) = (asset.decimals, MAX_DECIMALS);
                return Err(Refusal::TooManyDecimals { decimals, limit });
            }
            if !symbols.insert(&asset.symbol) {
                return Err(Refusal::SymbolTwice);
            }
            check_holders(asset)?;
        }
        let mut names = BTreeSet::from([GENERAL_NAME]);
        if self.pots.iter().all(|name| names.insert(name.as_str())) {
            Ok(())
        } else {
            Err(Refusal::PotTwice)
        }
    }

    /// The part of it that `dao` knows, where the first of its assets will have the number `first`.
    /// The tip stands in the charter like every other parameter, before the other changes, so that
    /// one of them may not silently undo it: named twice, it is refused there.
    pub(crate) fn new_dao(&self, founder: AccountId, first: u64) -> NewDao {
        let tip = self.tip.and_then(|share| {
            let key = Text::new("tip.limit").ok()?;
            let value = Text::new(&format!("{}/{}", share.num(), share.den())).ok()?;
            Some(ChangeText { key, value })
        });
        let changes: Vec<ChangeText> =
            tip.into_iter().chain(self.changes.iter().map(|row| self.named(row, first))).collect();
        NewDao {
            founder,
            handle: self.handle,
            name: self.name,
            purpose: self.purpose,
            joining: self.joining,
            manner: self.manner,
            template: self.template.unwrap_or(Template::ServiceCollective),
            visibility: self.visibility,
            season: self.season,
            changes: List::new(changes).unwrap_or_else(|_| self.changes.clone()),
        }
    }

    /// A change in which an asset that is issued here goes by its number. Whoever founds knows its
    /// symbol only: the number is given when the block is made.
    fn named(&self, change: &ChangeText, first: u64) -> ChangeText {
        let of_asset = dao::parameter(change.key.as_str())
            .is_some_and(|spec| matches!(spec.kind, dao::Kind::OptionalAsset));
        let mut issued = (first..).zip(self.assets.iter());
        let number = issued.find(|(_, asset)| asset.symbol.as_str() == change.value.as_str());
        let value = number.and_then(|(number, _)| Text::new(&format!("{number}")).ok());
        match value {
            Some(value) if of_asset => ChangeText { key: change.key.clone(), value },
            _ => change.clone(),
        }
    }
}

/// Whether everybody gets something once, and all of it is an amount.
fn check_holders(asset: &NewAsset) -> Result<(), Refusal> {
    let mut seen = BTreeSet::new();
    let mut sum = asset.supply;
    for row in asset.holders.iter() {
        if row.units == 0 {
            return Err(Refusal::NothingToPay);
        }
        if !seen.insert(row.to) {
            return Err(Refusal::PayeeTwice { account: row.to });
        }
        sum = sum.checked_add(row.units).ok_or(Refusal::SumTooLarge)?;
    }
    Ok(())
}

impl Action for Found {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Plan;

    fn check(&self, ctx: &Ctx<'_>) -> Result<Plan, Refused> {
        self.check_lists()?;
        for row in self.assets.iter().flat_map(|asset| asset.holders.iter()) {
            receiving_account(ctx.state, row.to)?;
        }
        let founder = ctx.origin().account().ok_or_else(|| not_yours("found"))?;
        let first = ctx.coming_number(Sequence::Asset);
        let new = self.new_dao(founder, first);
        let charter = dao::may_found(ctx, &new)?;
        charter.names_assets(&|asset| {
            let mut issued = (first..).zip(self.assets.iter());
            let of = issued.find(|(number, _)| *number == asset.0).map(|(_, row)| row.kind);
            of == Some(AssetKind::VotingShare)
        })?;
        Ok(Plan { new, charter })
    }

    fn apply(self, Plan { new, charter }: Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let dao = dao::create(ctx, new, charter)?;
        let general = Text::new(GENERAL_NAME).map_err(|_| Broken("the general pot's name"))?;
        steps::create_pot(ctx, (dao, GENERAL), general);
        for (number, name) in (1u64..).zip(self.pots.into_inner()) {
            steps::create_pot(ctx, (dao, PotId(number)), name);
        }
        for asset in self.assets.into_inner() {
            endow(ctx, dao, asset)?;
        }
        ctx.made(dao.0);
        Ok(())
    }
}

/// Makes an asset with its first units.
fn endow(ctx: &mut Ctx<'_>, dao: DaoId, new: NewAsset) -> Result<(), Broken> {
    let NewAsset { symbol, decimals, kind, supply, holders } = new;
    let what = Asset { dao, symbol, decimals, kind, since: ctx.now() };
    let asset = steps::create_asset(ctx, what)?;
    let to = Place::Pot { dao, pot: GENERAL };
    steps::issue(ctx, Amount { asset, units: supply }, to)?;
    for row in holders.iter() {
        let to = Place::Account { account: row.to };
        steps::issue(ctx, Amount { asset, units: row.units }, to)?;
    }
    Ok(())
}

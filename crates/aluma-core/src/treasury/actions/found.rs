//! Found a community.

use alloc::collections::BTreeSet;
use alloc::format;
use alloc::vec::Vec;

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, Amount, AssetId, Body, DaoId, List, Name, PotId, Share, Span, Text};

use super::checks::{not_yours, receiving_account};
use super::steps;
use crate::dao::rules::templates::{FOUNDERS_UNITS, FirstShare};
use crate::dao::types::{HANDLE_BYTES, NAME_BYTES, PROSE_BYTES};
use crate::dao::{
    self, Beginning, ChangeText, Changes, Charter, FirstDomain, FirstRole, Firsts, Joining,
    MAX_FIRSTS, Manner, NewDao, Template, Visibility,
};
use crate::kernel::action::Action;
use crate::kernel::ctx::{Ctx, Sequence};
use crate::kernel::refusal::{Broken, Refused};
use crate::treasury::refusals::Refusal;
use crate::treasury::types::{
    Asset, AssetKind, GENERAL, GENERAL_NAME, MAX_DECIMALS, NewAsset, POT_BYTES, Payment, Place,
};

/// Found a community
///
/// Four answers are enough: its name, what it is for, who may join, and how it decides. All else
/// has defaults, which a template fits to a kind of community. The founder is its first member, and so
/// is everybody who signs with them; in the founding season everybody who is admitted has their full
/// vote at once. First assets are issued here: to the general pot, and to accounts whose shares count
/// in full at once. A template whose charter speaks of a share issues it too, the same to each
/// founder, unless an asset of its symbol is named here. First domains and roles begin here as well.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "found",
    he = "הקמת קהילה",
    says_en = "Found the community { $name } with the handle { $handle }, for: { $purpose } \
        Who may join: { $joining }. How it decides: { $manner }. \
        { $template_key ->\n    [none] Without a template.\n   *[other] Template: { $template }.\n} \
        { $domains_count ->\n    [0] No teams yet.\n   *[other] First teams: { $domains }.\n} \
        { $roles_count ->\n    [0] No roles yet.\n   *[other] First roles: { $roles }.\n}",
    says_he = "להקים את הקהילה { $name } בכינוי { $handle }, למען: { $purpose } \
        מי מצטרף: { $joining }. אופן ההחלטה: { $manner }. \
        { $template_key ->\n    [none] בלי תבנית.\n   *[other] תבנית: { $template }.\n} \
        { $domains_count ->\n    [0] עדיין בלי צוותים.\n   *[other] צוותים ראשונים: { $domains }.\n} \
        { $roles_count ->\n    [0] עדיין בלי תפקידים.\n   *[other] תפקידים ראשונים: { $roles }.\n}",
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
    /// What its charter starts from beside that; nothing else unless named.
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
    /// Teams that begin with it, each with a pot of its own; their numbers are their places.
    #[he("צוותים")]
    pub(crate) domains: List<FirstDomain, MAX_FIRSTS>,
    /// Roles that begin with it; their numbers are their places.
    #[he("תפקידים")]
    pub(crate) roles: List<FirstRole, MAX_FIRSTS>,
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
    /// What it issues, the template's share last.
    assets: Vec<NewAsset>,
    roles: Vec<Beginning>,
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
        let pots = self.pots.iter().chain(self.domains.iter().map(|domain| &domain.pot));
        if pots.map(Text::as_str).all(|name| names.insert(name)) {
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
            template: self.template,
            visibility: self.visibility,
            season: self.season,
            changes: List::new(changes).unwrap_or_else(|_| self.changes.clone()),
            share: self.first_share().and_then(|share| self.number_of(share.symbol, first)),
        }
    }

    fn first_share(&self) -> Option<FirstShare> {
        self.template.and_then(|template| template.start().share)
    }

    /// The symbols of what it may issue, in the order of their numbers: the template's share, unless
    /// it is named, comes last.
    fn symbols(&self) -> impl Iterator<Item = &str> {
        let own = || self.assets.iter().map(|asset| asset.symbol.as_str());
        let share = self.first_share().map(|share| share.symbol);
        own().chain(share.filter(|share| own().all(|symbol| symbol != *share)))
    }

    /// The number that what is issued here under a symbol will have.
    fn number_of(&self, symbol: &str, first: u64) -> Option<AssetId> {
        let mut numbered = (first..).zip(self.symbols());
        numbered.find(|(_, known)| *known == symbol).map(|(number, _)| AssetId(number))
    }

    /// What it issues: its own assets, and the template's share where the charter speaks of it.
    fn issues(&self, charter: &Charter, founders: &[AccountId], first: u64) -> Vec<NewAsset> {
        let mut assets = self.assets.to_vec();
        let Some(share) = self.first_share() else { return assets };
        let number = self.number_of(share.symbol, first);
        let is_own = assets.iter().any(|asset| asset.symbol.as_str() == share.symbol);
        let value = dao::ParameterValue::Asset { value: number };
        let is_named = charter.parameters().iter().any(|row| row.value == value);
        let units = FOUNDERS_UNITS;
        let holders = founders.iter().map(|to| Payment { to: *to, units }).collect();
        if let (true, Ok(symbol), Ok(holders)) =
            (!is_own && is_named, Text::new(share.symbol), List::new(holders))
        {
            let kind = if share.votes { AssetKind::VotingShare } else { AssetKind::EconomicShare };
            assets.push(NewAsset { symbol, decimals: 0, kind, supply: 0, holders });
        }
        assets
    }

    /// A change in which an asset that is issued here goes by its number. Whoever founds knows its
    /// symbol only: the number is given when the block is made.
    fn named(&self, change: &ChangeText, first: u64) -> ChangeText {
        let of_asset = dao::parameter(change.key.as_str())
            .is_some_and(|spec| matches!(spec.kind, dao::Kind::OptionalAsset));
        let number = self.number_of(change.value.as_str(), first);
        let value = number.and_then(|number| Text::new(&format!("{number}")).ok());
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
        let founders: Vec<AccountId> =
            [founder].into_iter().chain(ctx.cosigners().iter().copied()).collect();
        let assets = self.issues(&charter, &founders, first);
        charter.names_assets(&|asset| {
            let mut issued = (first..).zip(&assets);
            let named = issued.find(|(number, _)| *number == asset.0).map(|(_, row)| row.kind);
            named == Some(AssetKind::VotingShare)
        })?;
        let firsts = Firsts { domains: self.domains.to_vec(), roles: self.roles.to_vec() };
        let issued = |symbol: &str| {
            let mut numbered = (first..).zip(&assets);
            let found = numbered.find(|(_, asset)| asset.symbol.as_str() == symbol);
            found.map(|(number, _)| AssetId(number))
        };
        let roles = dao::may_begin(ctx, &firsts, issued)?;
        Ok(Plan { new, charter, assets, roles })
    }

    fn apply(self, plan: Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Plan { new, charter, assets, roles } = plan;
        let dao = dao::create(ctx, new, charter)?;
        let general = Text::new(GENERAL_NAME).map_err(|_| Broken("the general pot's name"))?;
        steps::create_pot(ctx, (dao, GENERAL), general);
        let mut numbers = (1u64..).map(PotId);
        for (name, pot) in self.pots.into_inner().into_iter().zip(numbers.by_ref()) {
            steps::create_pot(ctx, (dao, pot), name);
        }
        for asset in assets {
            endow(ctx, dao, asset)?;
        }
        let domains: Vec<_> = self.domains.into_inner().into_iter().zip(numbers).collect();
        for (domain, pot) in &domains {
            steps::create_pot(ctx, (dao, *pot), domain.pot.clone());
        }
        dao::begin(ctx, dao, domains, roles)?;
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

//! Give tokens of thanks in a circle.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, DaoId, List};

use super::steps;
use crate::dao;
use crate::grants::types::{Gift, Gifts, MAX_GIFTS, Policy, Take};
use crate::grants::{Event, Fact, Refusal};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::registry::State;

/// Give tokens of thanks
///
/// Says to whom you give the tokens that everybody has in a circle: all of them or some, in place of
/// what you gave before. The budget goes by the tokens that people received, of all that were given:
/// tokens that you keep pay nobody. Nobody gives to themselves.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "give-in-circle",
    he = "חלוקת אסימוני תודה",
    says_en = "Give tokens of thanks in round { $round } of { $dao }, in place of those that I gave \
               before: { $gifts }.",
    says_he = "לחלק אסימוני תודה בסבב { $round } של { $dao }, במקום מה שחילקתי קודם: { $gifts }.",
    by(Member),
    cost(3_000, 10, 2_000)
)]
pub(crate) struct GiveInCircle {
    /// The community.
    #[he("הקהילה")]
    pub(crate) dao: DaoId,
    /// The round.
    #[he("מספר הסבב")]
    pub(crate) round: u64,
    /// To whom, and how many. None takes everything back.
    #[he("למי וכמה")]
    pub(crate) gifts: List<Gift, MAX_GIFTS>,
}

/// Whether somebody is of a circle: holds its role, or has a vote; without a role those receive too
/// who belong and have none.
fn is_in(
    ctx: &Ctx<'_>,
    (dao, role): (DaoId, Option<u32>),
    (account, gives): (AccountId, bool),
) -> Result<(), Refusal> {
    let is_so = match role {
        Some(role) => dao::holds_role(ctx.state, (dao, role, account), ctx.now()),
        None if gives => dao::is_admitted(ctx.state, dao, account),
        None => steps::is_among_us(ctx.state, dao, account).is_ok(),
    };
    if is_so { Ok(()) } else { Err(Refusal::NotInTheCircle { account }) }
}

impl Action for GiveInCircle {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = AccountId;

    fn check(&self, ctx: &Ctx<'_>) -> Result<AccountId, Refused> {
        let (dao, round) = (self.dao, self.round);
        if !self.gifts.is_empty() {
            steps::once(self.gifts.iter().map(|gift| gift.to))?;
        }
        let from = steps::signer(ctx)?;
        if self.gifts.iter().any(|gift| gift.to == from) {
            return Err(Refusal::PraisedYourself.into());
        }
        let row = steps::round(ctx, dao, round)?;
        let Policy::Circle { terms } = row.policy else {
            return Err(Refusal::OtherKindOfRound { kind: row.policy.kind() }.into());
        };
        is_in(ctx, (dao, terms.role), (from, true))?;
        for gift in self.gifts.iter() {
            is_in(ctx, (dao, terms.role), (gift.to, false))?;
        }
        steps::is_open(ctx, round, row)?;
        let given = self.gifts.iter().fold(0u32, |sum, gift| sum.saturating_add(gift.tokens));
        if given > terms.tokens || self.gifts.iter().any(|gift| gift.tokens == 0) {
            return Err(Refusal::TokensBeyond { most: terms.tokens.into() }.into());
        }
        Ok(from)
    }

    fn apply(self, from: AccountId, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, round, gifts } = self;
        let (key, slot) = ((dao, round), (dao, round, from));
        let before = ctx.state.grants.gifts.get(&slot).cloned().unwrap_or_default();
        let (mut had, mut has) = (0u32, 0u32);
        for gift in before.gifts.iter() {
            had = 1;
            received(ctx.state, (dao, round, gift.to), |take| {
                take.weight = take.weight.saturating_sub(gift.tokens.into());
                take.by = take.by.saturating_sub(1);
            });
        }
        let mut new = 0u32;
        for gift in gifts.iter() {
            has = 1;
            let slot = (dao, round, gift.to);
            new = new.saturating_add(u32::from(!ctx.state.grants.takes.contains(&slot)));
            received(ctx.state, slot, |take| {
                take.weight = take.weight.saturating_add(gift.tokens.into());
                take.by = take.by.saturating_add(1);
            });
        }
        let people = u32::try_from(gifts.len()).unwrap_or(u32::MAX);
        let tokens = gifts.iter().fold(0u32, |sum, gift| sum.saturating_add(gift.tokens));
        if gifts.is_empty() {
            ctx.state.grants.gifts.remove(&slot);
        } else {
            ctx.state.grants.gifts.put(slot, Gifts { gifts });
        }
        steps::change(ctx, key, |row| {
            row.entries = row.entries.saturating_sub(had).saturating_add(has);
            row.takers = row.takers.saturating_add(new);
        });
        ctx.emit(&Event { dao, fact: Fact::TokensGiven { round, from, people, tokens } });
        Ok(())
    }
}

fn received(state: &mut State, slot: (DaoId, u64, AccountId), with: impl FnOnce(&mut Take)) {
    let mut take = state.grants.takes.get(&slot).copied().unwrap_or_default();
    with(&mut take);
    state.grants.takes.put(slot, take);
}

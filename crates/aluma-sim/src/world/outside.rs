//! Money that somebody holds outside, and those who ask for it.

use aluma_types::Act;
use aluma_types::value::Value;

use super::Community;
use super::director::{DAY, Intent, Who, anybody, member};
use super::values::{Fixed, Maker};

/// Whether something is there to be paid out, or to be decided.
pub(super) fn waits(known: &Community) -> bool {
    known.is_funded || !known.disputed.is_empty()
}

/// Names a holder, pays out of what they acknowledged, or decides a dispute.
pub(super) fn by_dao(maker: &mut Maker<'_>) -> Option<Act> {
    let known = maker.world.communities.get(&maker.dao?)?;
    let claims = known.claims.len();
    if claims == 0 || (claims < 2 && maker.rng.percent(10)) {
        let symbol = if claims == 0 { "EUR" } else { "USD" };
        let fixed = [
            ("symbol", Fixed::Is(Value::Text(symbol.to_owned()))),
            ("decimals", Fixed::number(2u8)),
            ("holder", Fixed::number(member(maker)?)),
            ("within", Fixed::number(maker.rng.within(1, 72) * DAY / 24)),
            ("dispute", Fixed::number(maker.rng.within(1, 48) * DAY / 24)),
        ];
        return maker.act("name-holder", &fixed);
    }
    if let Some(number) = maker.rng.pick(&known.disputed).copied()
        && maker.rng.percent(70)
    {
        return maker.act("decide-payout", &[("number", Fixed::number(number))]);
    }
    let (asset, _) = *maker.rng.pick(&known.claims)?;
    let to = Fixed::Variant("account", vec![("account", Fixed::number(anybody(maker)))]);
    let units = maker.rng.within(20, 60);
    let fixed =
        [("from", Fixed::Nothing), ("to", to), ("amount", Fixed::amount(asset, units.into()))];
    maker.act("transfer", &fixed)
}

/// The holder acknowledges and settles; payees ask, answer and take back.
pub(super) fn own(maker: &mut Maker<'_>) -> Intent {
    let dao = maker.dao?;
    let known = maker.world.communities.get(&dao)?;
    let (asset, holder) = *maker.rng.pick(&known.claims)?;
    if !known.payouts.is_empty() && maker.rng.percent(65) {
        return goes_on(maker);
    }
    if let Some((asset, by)) = maker.rng.pick(&known.paid).copied()
        && maker.rng.percent(75)
    {
        let units = maker.rng.within(1, 12);
        let fixed = [("amount", Fixed::amount(asset, units.into()))];
        return Some((Who::Account(by), maker.act("ask-payout", &fixed)?));
    }
    let (units, to) = match maker.rng.percent(50) {
        true => {
            let pot = vec![("dao", Fixed::number(dao)), ("pot", Fixed::number(0u8))];
            (maker.rng.within(5_000, 50_000), Fixed::Variant("pot", pot))
        }
        false => {
            let account = vec![("account", Fixed::number(anybody(maker)))];
            (maker.rng.within(20, 90), Fixed::Variant("account", account))
        }
    };
    let fixed = [("amount", Fixed::amount(asset, units.into())), ("to", to)];
    Some((Who::Account(holder), maker.act("acknowledge-funds", &fixed)?))
}

/// A payout goes on: settled, answered or taken back.
fn goes_on(maker: &mut Maker<'_>) -> Intent {
    let dao = maker.dao?;
    let known = maker.world.communities.get(&dao)?;
    let (number, payee, of) = *maker.rng.pick_late(&known.payouts)?;
    // A dispute is there to be decided; now and then one of them gives in.
    if known.disputed.contains(&number) && maker.rng.percent(90) {
        return None;
    }
    let mut fixed = vec![("dao", Fixed::number(dao)), ("number", Fixed::number(number))];
    let owing = known.claims.iter().find(|(asset, _)| *asset == of);
    let (by, name) = match maker.rng.below(6) {
        0..=2 => (owing.map_or(payee, |(_, holder)| *holder), "settle-payout"),
        3 => (payee, "withdraw-payout"),
        _ => (payee, "answer-payout"),
    };
    if name == "answer-payout" {
        fixed.push(("received", Fixed::flag(maker.rng.percent(30))));
    }
    Some((Who::Account(by), maker.act(name, &fixed)?))
}

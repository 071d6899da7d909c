//! What holds across the parameters of every charter. What no single range can say stands here; a
//! charter that breaks one of these is refused at founding and at amendment.

use aluma_types::{AssetId, Share, Span};

use crate::dao::sections::{is_set, number_of, share_of, span_of};
use crate::dao::{self, Charter, Manner, ParameterSpec, ParameterValue as Value};
use crate::governance::charter::{
    BY_SHARE, CONSTITUTION, HEADS, LEAST_DELAY, MAJORITY, POINTS, ROLE_WEIGHT, SHARE_ASSET, SHARES,
    SHARES_ON_CONSTITUTION, SPEND_LIMIT, TIP, TIP_LIMIT, TrackSpecs, specs,
};
use crate::governance::refusals::Refusal;
use crate::governance::types::{PARTS, TrackName};
use crate::kernel::refusal::Refused;

/// All of them.
pub(crate) const LAWS: &[dao::CharterLaw] =
    &[somebody_has_weight, heads_need_a_door, tips_are_small, tips_wait, charter_is_hardest];

/// Whether one share is below another.
fn is_below(small: Share, large: Share) -> bool {
    let left = u64::from(small.num()).saturating_mul(u64::from(large.den()));
    left < u64::from(large.num()).saturating_mul(u64::from(small.den()))
}

fn somebody_has_weight(charter: &Charter) -> Result<(), Refused> {
    let (heads, shares) = (number_of(charter, &HEADS), number_of(charter, &SHARES));
    let own = heads.saturating_add(shares);
    let others = number_of(charter, &ROLE_WEIGHT).saturating_add(number_of(charter, &POINTS));
    let sum = own.saturating_add(others);
    // Roles and points alone would leave nobody to vote where nobody has any.
    let holds = own > 0 && sum <= u128::from(PARTS);
    // Shares without an asset weigh nothing.
    let has_asset = shares == 0 || is_set(charter, &SHARE_ASSET);
    if holds && has_asset { Ok(()) } else { Err(Refusal::NobodyHasWeight.into()) }
}

/// Where nothing but shares could ever change the charter, they are shares that vote: a plain token
/// in their place would leave nobody to change anything.
pub(crate) fn shares_can_vote(
    charter: &Charter,
    votes: &dyn Fn(AssetId) -> bool,
) -> Result<(), Refused> {
    let by_shares_alone =
        number_of(charter, &HEADS) == 0 && is_set(charter, &SHARES_ON_CONSTITUTION);
    match charter.get(&SHARE_ASSET) {
        Value::Asset { value: Some(asset) } if by_shares_alone && !votes(asset) => {
            Err(dao::Refusal::AssetCannotVote { asset }.into())
        }
        _ => Ok(()),
    }
}

/// Where accounts are free and everybody may join, heads would let a crowd of one outvote all.
fn heads_need_a_door(charter: &Charter) -> Result<(), Refused> {
    let is_open = charter.get(&dao::charter::JOINING) == Value::Choice { value: 0 };
    let counts_heads = number_of(charter, &HEADS) > 0 || !is_set(charter, &SHARES_ON_CONSTITUTION);
    if is_open && counts_heads { Err(Refusal::OpenWithHeads.into()) } else { Ok(()) }
}

fn tips_are_small(charter: &Charter) -> Result<(), Refused> {
    let (tip, spend) = (share_of(charter, &TIP_LIMIT), share_of(charter, &SPEND_LIMIT));
    if is_below(spend, tip) { Err(Refusal::TipAboveSpend.into()) } else { Ok(()) }
}

/// Only a small circle pays tips at once: everywhere else some time lies between a decision and what
/// it does. What the other tracks wait at least, their ranges say.
fn tips_wait(charter: &Charter) -> Result<(), Refused> {
    let is_small = charter.manner() == Manner::SmallCircle;
    if is_small || span_of(charter, &TIP.delay) >= LEAST_DELAY {
        Ok(())
    } else {
        let track = TrackName::Tip.word();
        Err(Refusal::DelayTooShort { track, least: LEAST_DELAY }.into())
    }
}

/// Nothing may be changed more easily than the decisions it governs. A fixed weight asked for on
/// another track is no part of anything and binds an amendment when it opens: see
/// `rules/opening.rs`.
fn charter_is_hardest(charter: &Charter) -> Result<(), Refused> {
    for track in [TrackName::Tip, TrackName::Spend, TrackName::Role] {
        if let Some(spec) = easier(charter, specs(track)) {
            let (track, parameter) = (track.word(), spec.name);
            return Err(Refusal::EasierToChange { track, parameter }.into());
        }
    }
    Ok(())
}

/// The first rule by which the charter would be easier to change than `of` decides.
fn easier(charter: &Charter, of: &TrackSpecs) -> Option<&'static ParameterSpec> {
    let hardest = &CONSTITUTION;
    let is_shorter = |long: &ParameterSpec, short: &ParameterSpec| {
        span_of(charter, long) < span_of(charter, short)
    };
    if let Some(spec) = easier_majority(charter, of) {
        Some(spec)
    } else if is_below(share_of(charter, &hardest.support), share_of(charter, &of.support)) {
        Some(&hardest.support)
    } else if is_set(charter, &of.by_size) && !is_set(charter, &hardest.by_size) {
        Some(&hardest.by_size)
    } else if falls_lower(charter, of) {
        Some(&hardest.support_fall)
    } else if is_shorter(&hardest.period, &of.period) {
        Some(&hardest.period)
    } else if is_shorter(&hardest.delay, &of.delay) {
        Some(&hardest.delay)
    } else {
        None
    }
}

/// The rule by which fewer of those who take a side could amend than decide. `majority` is more
/// than half, so half of them is less than it.
fn easier_majority(charter: &Charter, of: &TrackSpecs) -> Option<&'static ParameterSpec> {
    let hardest = &CONSTITUTION;
    let half = Share::percent(50);
    let (mine, theirs) = (share_of(charter, &hardest.threshold), share_of(charter, &of.threshold));
    let (is_easier, spec) = match (rule_of(charter, hardest), rule_of(charter, of)) {
        (MAJORITY, MAJORITY) => (false, &hardest.rule),
        (MAJORITY, BY_SHARE) => (is_below(half, theirs), &hardest.rule),
        (BY_SHARE, MAJORITY) => (!is_below(half, mine), &hardest.threshold),
        (BY_SHARE, BY_SHARE) => (is_below(mine, theirs), &hardest.threshold),
        // A fixed weight: held to when an amendment opens.
        (MAJORITY | BY_SHARE, _) => (false, &hardest.rule),
        // Whoever is Against counts nothing where a fixed weight decides.
        (_, MAJORITY | BY_SHARE) => (true, &hardest.rule),
        _ => {
            let (mine, theirs) = (&hardest.count, &of.count);
            (number_of(charter, mine) < number_of(charter, theirs), &hardest.count)
        }
    };
    is_easier.then_some(spec)
}

/// The place of a track's rule in the list of rules.
fn rule_of(charter: &Charter, of: &TrackSpecs) -> u8 {
    match charter.get(&of.rule) {
        Value::Choice { value } => value,
        _ => MAJORITY,
    }
}

/// Whether the support that an amendment needs falls where that of the track does not, or lower, or
/// sooner. What falls leaves the quorum by size behind.
fn falls_lower(charter: &Charter, of: &TrackSpecs) -> bool {
    let hardest = &CONSTITUTION;
    let (mine, theirs) =
        (span_of(charter, &hardest.support_fall), span_of(charter, &of.support_fall));
    let end = share_of(charter, &hardest.support_end);
    if mine == Span(0) {
        false
    } else if theirs == Span(0) {
        is_set(charter, &of.by_size) || is_below(end, share_of(charter, &of.support))
    } else {
        mine < theirs || is_below(end, share_of(charter, &of.support_end))
    }
}

//! What is frozen when a proposal opens: its track by consequence, its scale of weight, who is
//! recused, what it has to clear.

use alloc::vec::Vec;

use aluma_types::codec::Bytes;
use aluma_types::{
    AccountId, Acts, Amount, AssetId, Canon, DaoId, Hash32, List, Timestamp, sha256,
};

use crate::dao;
use crate::exact::part_up;
use crate::governance::charter::{self, Terms};
use crate::governance::refusals::Refusal;
use crate::governance::rules::crossing;
use crate::governance::rules::weighing::Scale;
use crate::governance::rules::{
    HEAD, Moment, Sums, Support, Threshold, is_large, met_from, next_stricter, recused_weight,
    strictest, tracks::LADDER_WINDOW,
};
use crate::governance::types::{
    Ask, Asks, FrozenSource, Gift, Phase, Proposal, SourceKind, TrackName,
};
use crate::kernel::effects::Effects;
use crate::registry::State;
use crate::treasury::{self, Committed};

/// What somebody wants to open.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Draft<'a> {
    pub(crate) dao: DaoId,
    pub(crate) proposer: AccountId,
    pub(crate) acts: &'a Acts,
    /// What the acts may do at most.
    pub(crate) effects: &'a Effects,
    /// The strictest minimum of the acts and of what the proposer asked for.
    pub(crate) least: TrackName,
    pub(crate) now: Timestamp,
    pub(crate) snapshot: Moment,
    /// That it is an appeal, and against whose proposal: they do not judge their own case. It needs
    /// neither weight nor stake and takes nobody's turn, or else it could be kept from opening.
    pub(crate) appeal: Option<Option<AccountId>>,
}

/// What is frozen.
#[derive(Debug)]
pub(crate) struct Opening {
    pub(crate) proposal: Proposal,
    pub(crate) asks: Asks,
    pub(crate) stake: Option<Amount>,
}

/// Freezes a draft.
///
/// # Errors
/// The refusal, in the order: weight to open, room of the track, of the proposer, of the outflow
/// limit, of the mint cap, funds for the stake.
pub(crate) fn open(state: &State, draft: &Draft<'_>) -> Result<Opening, Refusal> {
    let asks = asks(state, draft);
    let track = track_of_sums(state, draft, &asks);
    let mut road = Road::choose(state, draft, track);
    if let Some(judge) = draft.appeal.flatten() {
        road.recuse(state, judge);
    }
    let terms = charter::terms(state, draft.dao, road.track);
    let (needed, stake) = match draft.appeal {
        Some(_) => (0, None),
        None => {
            let needed = needed(state, draft, &road)?;
            (needed, may_open_another(state, draft, road.track, &terms)?)
        }
    };
    within_outflow(state, draft, &asks)?;
    within_mint_cap(state, &asks)?;
    if let Some(needed) = stake {
        let units = treasury::balance(state, draft.proposer, needed.asset);
        if units < needed.units {
            let held = Amount { units, ..needed };
            return Err(Refusal::StakeTooHigh { needed, held });
        }
    }
    let total = road.total.saturating_sub(road.recused_weight);
    let proposal = Proposal {
        dao: draft.dao,
        proposer: draft.proposer,
        track: road.track,
        opened: draft.now,
        voting_from: draft.now.after(terms.preparation),
        snapshot: draft.snapshot,
        ramp: road.scale.ramp,
        support: support(state, &terms, total, &road),
        total,
        eligible: road.eligible,
        sources: road.scale.sources,
        threshold: terms.threshold,
        period: terms.period,
        increase: terms.increase,
        confirm: terms.confirm,
        delay: terms.delay,
        finality: terms.finality,
        needed,
        recused: List::new(road.recused).unwrap_or_default(),
        acts: acts_hash(draft.dao, draft.acts),
        effect: effect_hash(draft.dao, draft.effects, draft.acts),
        decided: None,
        phase: Phase::Open,
        ballots: None,
    };
    Ok(Opening { proposal, asks, stake })
}

/// What it asks of the treasury.
fn asks(state: &State, draft: &Draft<'_>) -> Asks {
    let Draft { dao, proposer, effects, .. } = *draft;
    let mut assets = List::default();
    for asset in effects.assets_of(dao) {
        assets.push(Ask {
            asset,
            units: effects.outflow_of(dao, asset),
            fresh: effects.committed_of(dao, asset),
            counted: effects.counted_of(dao, asset),
            free: treasury::free(state, (dao, asset), draft.now),
        });
    }
    let gifts = effects.to.iter().map(|((to, asset), units)| {
        let (to, asset, units) = (*to, *asset, *units);
        Gift { to, asset, units }
    });
    // As many as fit a transaction, which is fewer than the list takes.
    let gifts = List::new(gifts.collect()).unwrap_or_default();
    // Of another DAO's asset nothing is issued and nothing told.
    let is_own = |asset| treasury::asset(state, asset).is_some_and(|row| row.dao == dao);
    let mints = effects.mint.iter().filter(|(asset, _)| is_own(**asset));
    let mints = mints.map(|(asset, units)| Amount { asset: *asset, units: *units });
    // One for each act at most.
    let mints = List::new(mints.collect()).unwrap_or_default();
    Asks { dao, proposer, assets, gifts, mints }
}

/// The strictest track of its parts: each asset by the largest cumulative share of it.
fn track_of_sums(state: &State, draft: &Draft<'_>, asks: &Asks) -> TrackName {
    let ladder = charter::ladder(state, draft.dao);
    asks.assets.iter().filter(|ask| ask.units > 0).fold(draft.least, |track, ask| {
        let sums = sums(state, draft, asks, ask);
        let of_asset = ladder.track(ask.free, &sums);
        strictest(track.into(), of_asset).map_or(TrackName::Constitution, TrackName::from)
    })
}

/// What the same people got in the last 30 days and ask for now, in one asset.
fn sums(state: &State, draft: &Draft<'_>, asks: &Asks, ask: &Ask) -> Sums {
    let of = (draft.dao, ask.asset);
    let since = draft.now.before(LADDER_WINDOW);
    let waiting = state.governance.asks.index();
    let committed = |whose| treasury::committed(state, of, since, whose);
    let gifts = asks.gifts.iter().filter(|gift| gift.asset == ask.asset);
    let to_one = gifts.map(|gift| {
        let open = waiting.to(draft.dao, ask.asset, gift.to);
        committed(Committed::To(gift.to)).saturating_add(open).saturating_add(gift.units)
    });
    let open = waiting.by(draft.dao, ask.asset, draft.proposer);
    Sums {
        asked: ask.units,
        to_one: to_one.max().unwrap_or(0),
        by_proposer: committed(Committed::By(draft.proposer)).saturating_add(open),
        on_tip: committed(Committed::Track(TrackName::Tip.into())),
        on_spend: committed(Committed::Track(TrackName::Spend.into())),
    }
}

/// A track with its scale, and who is recused on it.
struct Road {
    track: TrackName,
    scale: Scale,
    total: u128,
    eligible: u64,
    recused: Vec<AccountId>,
    recused_weight: u128,
}

impl Road {
    /// The road of a track; the next stricter one where too many would be recused.
    fn choose(state: &State, draft: &Draft<'_>, track: TrackName) -> Self {
        let mut road = Self::of(state, draft, track);
        let large = large(draft.effects, draft.dao);
        let weights: Vec<(AccountId, u128)> = large
            .into_iter()
            .filter(|account| road.recused.binary_search(account).is_err())
            .map(|account| (account, road.scale.unramped(state, account)))
            .filter(|(_, weight)| *weight > 0)
            .collect();
        let all: Vec<u128> = weights.iter().map(|(_, weight)| *weight).collect();
        let others = road.total.saturating_sub(road.recused_weight);
        let Some(sum) = recused_weight(others, &all) else {
            let track = next_stricter(track.into()).into();
            return if track == road.track { road } else { Self::of(state, draft, track) };
        };
        let is_member = |(account, _): &&(AccountId, u128)| road.has_head(state, *account);
        let members = weights.iter().filter(is_member).count() as u64;
        road.eligible = road.eligible.saturating_sub(members);
        road.recused.extend(weights.iter().map(|(account, _)| *account));
        road.recused.sort_unstable();
        road.recused_weight = road.recused_weight.saturating_add(sum);
        road
    }

    /// Keeps one more from deciding, unless nobody would be left. No proposer chooses whom: it is who
    /// proposed what is appealed against, or a DAO that the deciding one owns a part of, so the
    /// bound of a third is not needed here.
    fn recuse(&mut self, state: &State, account: AccountId) {
        let weight = self.scale.unramped(state, account);
        let recused = self.recused_weight.saturating_add(weight);
        if weight == 0 || recused >= self.total {
            return;
        }
        if let Err(place) = self.recused.binary_search(&account) {
            self.recused.insert(place, account);
            self.recused_weight = recused;
            self.eligible = self.eligible.saturating_sub(self.has_head(state, account).into());
        }
    }

    fn has_head(&self, state: &State, account: AccountId) -> bool {
        let height = self.scale.snapshot.height;
        dao::heads_of(state, self.scale.dao, account).is_some_and(|held| held.at(height) > 0)
    }

    fn of(state: &State, draft: &Draft<'_>, track: TrackName) -> Self {
        let domain = domain_of(state, draft);
        let scale = Scale::of(state, (draft.dao, domain), track, draft.snapshot);
        let heads = dao::heads_total(state, draft.dao);
        let heads = heads.map_or(0, |held| held.at(draft.snapshot.height));
        let eligible = u64::try_from(heads.checked_div(HEAD).unwrap_or(0)).unwrap_or(u64::MAX);
        let total = scale.total();
        let mut road =
            Self { track, scale, total, eligible, recused: Vec::new(), recused_weight: 0 };
        for account in crossing::muted(state, draft.dao) {
            road.recuse(state, account);
        }
        road
    }
}

/// Whom it is about, and who receives a tenth or more of what the proposal pays or issues in an
/// asset, ascending.
fn large(effects: &Effects, dao: DaoId) -> Vec<AccountId> {
    let value = |asset: AssetId| {
        let minted = effects.mint.get(&asset).copied().unwrap_or(0);
        effects.paid_of(dao, asset).max(minted)
    };
    let mut worth: Option<(AssetId, u128)> = None;
    let mut by_asset: Vec<_> =
        effects.to.iter().map(|((to, asset), units)| (*asset, *to, *units)).collect();
    by_asset.sort_unstable();
    let concerned = effects.concerned.iter().filter(|(of, _)| *of == dao);
    let concerned = concerned.map(|(_, account)| *account);
    let mut large: Vec<AccountId> = concerned.chain(effects.gains.iter().copied()).collect();
    for (asset, to, units) in by_asset {
        let value = match worth {
            Some((of, value)) if of == asset => value,
            _ => value(asset),
        };
        worth = Some((asset, value));
        if is_large(units, value) {
            large.push(to);
        }
    }
    large.sort_unstable();
    large.dedup();
    large
}

/// The domain whose points weigh: the one from whose pots a proposal pays, where it is one and nothing
/// else pays; none is the whole community.
fn domain_of(state: &State, draft: &Draft<'_>) -> Option<u32> {
    let pots = draft.effects.outflow.keys().chain(draft.effects.standing.keys());
    let mut domains = pots
        .filter(|(dao, ..)| *dao == draft.dao)
        .map(|(dao, pot, _)| dao::domain_of_pot(state, *dao, *pot));
    let first = domains.next()?;
    first.filter(|_| domains.all(|other| other == first))
}

/// The support it takes, frozen as weights.
fn support(state: &State, terms: &Terms, total: u128, road: &Road) -> Support {
    let fit = |weight: u128| match road.scale.sources.len() {
        0 | 1 => weight,
        // What the floors of a mix lose.
        _ => met_from(weight, road.eligible),
    };
    let start = fit(terms.quorum.support(total, road.eligible));
    let end = match terms.support_fall.0 {
        0 => start,
        _ => fit(part_up(total, terms.support_end)),
    };
    let least = fixed_elsewhere(state, road).min(total);
    Support { start: start.max(least), end: end.max(least), fall: terms.support_fall }
}

/// The largest fixed weight that another track of the same weights asks for, where rules are to be
/// changed: nothing may be changed more easily than the decisions it governs.
fn fixed_elsewhere(state: &State, road: &Road) -> u128 {
    if road.track != TrackName::Constitution {
        return 0;
    }
    let dao = road.scale.dao;
    let mine = |source: &FrozenSource| (source.kind, source.share);
    let domain = road.scale.sources.iter().find_map(|source| match source.kind {
        SourceKind::Reputation { domain, .. } => domain,
        _ => None,
    });
    let others = [TrackName::Tip, TrackName::Spend, TrackName::Role].into_iter();
    let fixed = others.filter_map(|track| match charter::terms(state, dao, track).threshold {
        Threshold::Count { weight } => {
            let snapshot = road.scale.snapshot;
            let theirs = charter::sources(state, (dao, domain), track, snapshot);
            theirs.eq(road.scale.sources.iter().map(mine)).then_some(weight)
        }
        _ => None,
    });
    fixed.max().unwrap_or(0)
}

/// The weight it takes to open, if the charter asks for any.
fn needed(state: &State, draft: &Draft<'_>, road: &Road) -> Result<u128, Refusal> {
    let share = dao::share(state, draft.dao, &charter::OPENING);
    if share.is_zero() {
        return Ok(0);
    }
    let needed = part_up(road.total, share);
    let weight = road.scale.weight(state, draft.proposer);
    if weight < needed { Err(Refusal::BelowThreshold { weight, needed }) } else { Ok(needed) }
}

/// Whether track and proposer have room for one more, and what it puts at stake.
fn may_open_another(
    state: &State,
    draft: &Draft<'_>,
    track: TrackName,
    terms: &Terms,
) -> Result<Option<Amount>, Refusal> {
    let index = state.governance.proposals.index();
    if u64::from(index.on_track(draft.dao, track.number())) >= terms.concurrency {
        return Err(Refusal::TrackFull { track: track.word(), limit: terms.concurrency });
    }
    let open = index.by_proposer(draft.dao, draft.proposer);
    let allowed = dao::number(state, draft.dao, &charter::FREE);
    let asset = dao::asset_parameter(state, draft.dao, &charter::STAKE_ASSET);
    let is_free = u128::from(open) < allowed;
    let further = if is_free { 0 } else { dao::number(state, draft.dao, &charter::STAKE) };
    match asset {
        None if !is_free => {
            let allowed = u32::try_from(allowed).unwrap_or(u32::MAX);
            Err(Refusal::NextWaits { open, allowed })
        }
        None => Ok(None),
        Some(asset) => {
            let units = further.saturating_add(terms.deposit);
            Ok((units > 0).then_some(Amount { asset, units }))
        }
    }
}

/// What alone exceeds the outflow limit, or what there is, is not worth a vote.
fn within_outflow(state: &State, draft: &Draft<'_>, asks: &Asks) -> Result<(), Refusal> {
    for ask in asks.assets.iter() {
        let minted = draft.effects.mint.get(&ask.asset).copied().unwrap_or(0);
        let there = ask.free.saturating_add(minted);
        let most = treasury::most(state, (draft.dao, ask.asset), ask.free).min(there);
        if ask.fresh > most {
            let amount = |units| Amount { asset: ask.asset, units };
            let (asked, most) = (amount(ask.fresh), amount(most));
            return Err(Refusal::AboveOutflowLimit { asked, most });
        }
    }
    Ok(())
}

/// What alone exceeds the mint cap is not worth a vote either.
fn within_mint_cap(state: &State, asks: &Asks) -> Result<(), Refusal> {
    for asked in asks.mints.iter().copied() {
        let most = Amount { units: treasury::most_minted(state, asked.asset), ..asked };
        if asked.units > most.units {
            return Err(Refusal::AboveMintCap { asked, most });
        }
    }
    Ok(())
}

/// The asset in which there is no room now, if there is one: under the outflow limit, on the
/// proposal's track, or under the mint cap.
pub(crate) fn without_room(
    state: &State,
    (proposal, asks): (&Proposal, &Asks),
    now: Timestamp,
) -> Option<AssetId> {
    let ladder = charter::ladder(state, proposal.dao);
    let track = proposal.track.into();
    let since = now.before(LADDER_WINDOW);
    let full = asks.assets.iter().find(|ask| {
        let of = (proposal.dao, ask.asset);
        let free = treasury::free(state, of, now);
        let base = treasury::rules::base(ask.free, free);
        let on_track = treasury::committed(state, of, since, Committed::Track(track));
        treasury::room(state, of, now, base) < ask.fresh
            || !ladder.fits_track(track, ask.free, on_track, ask.units)
    });
    let mut mints = asks.mints.iter();
    let above = mints.find(|mint| treasury::mint_room(state, mint.asset, now) < mint.units);
    full.map(|ask| ask.asset).or(above.map(|mint| mint.asset))
}

/// What makes two proposals the same.
pub(crate) fn acts_hash(dao: DaoId, acts: &Acts) -> Hash32 {
    sha256(&[b"aluma acts v1", &dao.to_bytes(), &acts.to_bytes()])
}

/// What makes two effects the same: sums, payees and memberships. Where the effect is a change of
/// rules or roles, or nothing but words, the acts themselves.
pub(crate) fn effect_hash(dao: DaoId, effects: &Effects, acts: &Acts) -> Hash32 {
    let mut bytes = Bytes::new();
    dao.write(&mut bytes);
    for ((of, pot, asset), units) in &effects.outflow {
        bytes.push(1);
        of.write(&mut bytes);
        pot.write(&mut bytes);
        asset.write(&mut bytes);
        units.write(&mut bytes);
    }
    for ((of, pot, asset), rate) in &effects.standing {
        bytes.push(5);
        of.write(&mut bytes);
        pot.write(&mut bytes);
        asset.write(&mut bytes);
        rate.month.write(&mut bytes);
    }
    for ((to, asset), units) in &effects.to {
        bytes.push(2);
        to.write(&mut bytes);
        asset.write(&mut bytes);
        units.write(&mut bytes);
    }
    for (asset, units) in &effects.mint {
        bytes.push(3);
        asset.write(&mut bytes);
        units.write(&mut bytes);
    }
    for (host, of) in &effects.seats {
        bytes.push(6);
        host.write(&mut bytes);
        of.write(&mut bytes);
    }
    for (of, account) in &effects.members {
        bytes.push(4);
        of.write(&mut bytes);
        account.write(&mut bytes);
    }
    let of_rules = !effects.charter.is_empty() || !effects.roles.is_empty();
    // To expel somebody and to take them back change the same membership, and no sums tell one new
    // asset from another.
    let is_untold = !effects.concerned.is_empty() || !effects.gains.is_empty();
    if of_rules || is_untold || *effects == Effects::default() {
        acts.write(&mut bytes);
    }
    sha256(&[b"aluma effect v1", &bytes])
}

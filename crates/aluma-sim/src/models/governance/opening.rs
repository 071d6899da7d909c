//! What is frozen when a proposal opens: rules, weights, people, who may not decide, and the track
//! by consequence.

use aluma_types::spec::Track;

use super::charter::Parameters;
use super::money::{Asks, asks};
use super::scale::{Source, sources, weigh, whole};
use super::sums::{Majority, compare, part_up};
use super::vote::{Said, Terms, Vote};
use super::{Model, Moment};
use crate::digest::{Decoded, Deed, Told};
use crate::fields::Fields;
use crate::models::treasury::Model as Treasury;
use crate::models::{Checked, same};

const TRACK: &str =
    "governance: the track is the strictest of its acts and of the sums they ask for";

/// The tracks that an amendment is held to, from the mildest.
const STRICTNESS: [&str; 4] = ["tip", "spend", "role", "constitution"];

impl Model {
    /// Opens a vote.
    ///
    /// # Errors
    /// Another track than its consequence asks for, or a sum that exceeds the limits alone.
    pub(super) fn propose(
        &mut self,
        deed: &Deed,
        fields: &Fields<'_>,
        (at, treasury): (Moment, &Treasury),
    ) -> Checked {
        let Some(told) = deed.told("proposal-opened").next() else { return Ok(()) };
        let of = (&deed.carries[..], least(fields, &deed.carries));
        self.open(of, told, (at, treasury, None))
    }

    /// Opens the vote on an appeal: without whoever proposed the expulsion, and whatever the
    /// charter asks of those who propose.
    ///
    /// # Errors
    /// As [`Model::propose`].
    pub(super) fn appeal(
        &mut self,
        (deed, account): (&Deed, u64),
        (at, treasury): (Moment, &Treasury),
    ) -> Checked {
        let mut opened = deed.told("proposal-opened");
        let is_theirs = |told: &&Told| told.fact.fields().number("proposer") == Some(account);
        let Some(told) = opened.find(is_theirs) else { return Ok(()) };
        let who = (told.dao.unwrap_or(0), account);
        let by = self.expelled.get(&who).and_then(|proposal| self.votes.get(proposal));
        let judge = by.map_or(0, |vote| vote.proposer);
        self.open((&[], "role"), told, (at, treasury, Some(judge)))
    }

    fn open(
        &mut self,
        (acts, least): (&[Decoded], &'static str),
        told: &Told,
        (at, treasury, judge): (Moment, &Treasury, Option<u64>),
    ) -> Checked {
        let opened = told.fact.fields();
        let proposal = opened.number("proposal").unwrap_or(0);
        let track = opened.variant("track").map_or("", |(track, _)| track);
        let Some((dao, known)) = told.dao.and_then(|dao| Some((dao, self.daos.get(&dao)?))) else {
            return Ok(());
        };
        let (charter, proposer) = (&known.charter, opened.number("proposer").unwrap_or(0));
        let mut asks = asks(dao, acts);
        let concerned = acts.iter().filter_map(concerned).collect();
        let by_sums = self.track_of_sums((dao, proposer, least), &mut asks, (treasury, at.time));
        self.within_limits((dao, charter), &asks, treasury)?;
        let crossing = self.crossing(dao, treasury);
        let (expected, large) = self.road((dao, charter, by_sums), &crossing, (&asks, concerned));
        let sources = self.scale(dao, charter, track);
        let is_known = self.knows(&sources) && self.knows(&self.scale(dao, charter, by_sums));
        if is_known {
            same(TRACK, || format!("proposal {proposal}"), (track, expected))?;
        }
        let terms = Terms::of(charter, track);
        let height = self.last.height;
        let heads = self.people.count(dao, height);
        let gone = |account: &&u64| self.people.held(dao, **account, height) > 0;
        let all = whole(&sources);
        let recused = self.silent((dao, &sources), &crossing, (large, judge));
        let eligible = heads - recused.iter().filter(gone).count() as u128;
        let lost: u128 = recused.iter().map(|one| self.unramped(dao, *one, &sources)).sum();
        let total = all - lost.min(all);
        let fixed = fixed_elsewhere(charter, track);
        let from = at.time.saturating_add(terms.preparation);
        let share = charter.share("proposals.threshold");
        let vote = Vote {
            dao,
            track,
            proposer,
            // What the last block left ages until this one.
            snapshot: Moment { height, time: at.time },
            ramp: charter.span("weight.ramp"),
            from,
            deadline: from.saturating_add(terms.period),
            support: terms.support((total, eligible), sources.len() > 1, fixed),
            terms,
            total,
            eligible,
            recused,
            needed: match judge {
                Some(_) => 0,
                None => part_up(all, share.num.into(), share.den.into()),
            },
            sources,
            is_known,
            said: (!is_known).then(Said::default),
            asks,
            ballots: Vec::new(),
            carried: Vec::new(),
            decision: None,
            is_over: false,
        };
        self.votes.insert(proposal, vote);
        self.touched.push(proposal);
        Ok(())
    }

    fn unramped(&self, dao: u64, account: u64, sources: &[Source]) -> u128 {
        weigh(sources, |asset| self.held(dao, account, (asset, self.last.height)))
    }

    /// Who does not decide: DAOs that this one has a part of, who gains too much, and on an appeal
    /// whoever proposed the expulsion, as long as anybody else is left.
    fn silent(
        &self,
        (dao, sources): (u64, &[Source]),
        crossing: &[u64],
        (large, judge): (Vec<u64>, Option<u64>),
    ) -> Vec<u64> {
        let mut recused = self.muted(dao, crossing, sources);
        recused.extend(large);
        let Some(judge) = judge else { return recused };
        let out: u128 = recused.iter().map(|one| self.unramped(dao, *one, sources)).sum();
        let weight = self.unramped(dao, judge, sources);
        if weight > 0 && out + weight < whole(sources) && !recused.contains(&judge) {
            recused.push(judge);
        }
        recused
    }

    /// Accounts of DAOs that came to this one, where this one has a share of them or a vote in them,
    /// ascending.
    fn crossing(&self, dao: u64, treasury: &Treasury) -> Vec<u64> {
        let here = self.seats.get(&dao).copied();
        let peers = self.peers.iter().filter(|(host, ..)| *host == dao);
        let crosses = |of: u64| {
            treasury.owns(dao, of) || here.is_some_and(|here| self.people.is_in(of, here))
        };
        peers.filter(|(_, _, of)| crosses(*of)).map(|(_, account, _)| *account).collect()
    }

    /// Those of them that weigh anything, as long as anybody else is left.
    fn muted(&self, dao: u64, crossing: &[u64], sources: &[Source]) -> Vec<u64> {
        let (mut muted, mut out) = (Vec::new(), 0);
        for account in crossing {
            let weight = self.unramped(dao, *account, sources);
            if weight > 0 && out + weight < whole(sources) {
                out += weight;
                muted.push(*account);
            }
        }
        muted
    }

    /// The track and who may not decide on it: whoever is to be expelled, and whoever receives a
    /// tenth or more of what is paid or issued in an asset. Where these hold more than a third,
    /// nobody is left out and the next stricter track applies.
    fn road(
        &self,
        (dao, charter, track): (u64, &Parameters, &'static str),
        crossing: &[u64],
        (asks, mut large): (&Asks, Vec<u64>),
    ) -> (&'static str, Vec<u64>) {
        let sources = self.scale(dao, charter, track);
        let muted = self.muted(dao, crossing, &sources);
        let silent: u128 = muted.iter().map(|one| self.unramped(dao, *one, &sources)).sum();
        for ask in asks.values() {
            let value = ask.value();
            let is_large = |units: u128| units > 0 && compare((units, 10), (value, 1)).is_ge();
            let who = ask.to.iter().filter(|(_, units)| is_large(**units));
            large.extend(who.map(|(account, _)| *account));
        }
        large.sort_unstable();
        large.dedup();
        large.retain(|account| !muted.contains(account));
        large.retain(|account| self.unramped(dao, *account, &sources) > 0);
        let sum: u128 = large.iter().map(|one| self.unramped(dao, *one, &sources)).sum();
        if compare((sum, 3), (whole(&sources) - silent, 1)).is_le() {
            return (track, large);
        }
        let next = STRICTNESS.get(rank(track) + 1).copied().unwrap_or(track);
        (next, Vec::new())
    }
}

/// Who does not decide on an act whatever the sums: whoever it expels, to whom the first units of a new
/// asset go, and whoever receives what is given for a purpose.
fn concerned(act: &Decoded) -> Option<u64> {
    let fields = act.fields();
    match act.name {
        "expel" => fields.number("account"),
        "open-gift-pot" | "offer-grant" | "judge-milestone" => fields.number("payee"),
        "issue" if fields.uint("units").is_some_and(|units| units > 0) => {
            fields.variant("asset").filter(|(of, _)| *of == "new")?;
            fields.variant("to").and_then(|(_, to)| to.number("account"))
        }
        _ => None,
    }
}

/// The strictest track that the acts themselves or the proposer ask for.
fn least(fields: &Fields<'_>, acts: &[Decoded]) -> &'static str {
    let asked = fields.variant("track").map_or("tip", |(track, _)| track);
    if asked == "emergency" || acts.iter().any(|act| act.spec.track == Some(Track::Emergency)) {
        return "emergency";
    }
    let mut least = rank(asked);
    for act in acts {
        let of_act = act.spec.track;
        least = least.max(match of_act {
            Some(Track::Tip) => 0,
            Some(Track::Spend) => 1,
            Some(Track::Role) => 2,
            _ => 3,
        });
    }
    STRICTNESS.get(least).copied().unwrap_or("constitution")
}

/// The largest fixed weight that another track of the same weights asks for, where rules change.
pub(super) fn fixed_elsewhere(charter: &Parameters, track: &str) -> u128 {
    if track != "constitution" {
        return 0;
    }
    let mine = sources(0, charter, track);
    let others = ["tip", "spend", "role"].into_iter();
    let same = others.filter(|other| sources(0, charter, other) == mine);
    let fixed = same.filter_map(|other| match Terms::of(charter, other).majority {
        Majority::Weight(weight) => Some(weight),
        _ => None,
    });
    fixed.max().unwrap_or(0)
}

/// The order of strictness, as the spec has it.
pub(super) fn rank(track: &str) -> usize {
    STRICTNESS.iter().position(|one| *one == track).unwrap_or(9)
}

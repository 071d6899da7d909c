//! The model itself: what each block does to what it knows.

use std::collections::{BTreeMap, BTreeSet};

use super::charter::Parameters;
use super::money::Spent;
use super::people::People;
use super::polls::Polls;
use super::roles::Roles;
use super::scale::weigh;
use super::shares::Shares;
use super::sums::{PASSES, Sides, compare, split};
use super::vote::{Ballot, Carried, Decision, Finality, Vote};
use crate::digest::{Deed, Digest, Told};
use crate::fields::Fields;
use crate::ledger::Ledger;
use crate::models::treasury::Model as Treasury;
use crate::models::{Checked, same};

const COUNTS: &str = "governance: a ballot counts while voting is open";
const FINAL: &str = "governance: a final ballot stays";
const LATE: &str = "governance: late changes help nothing to pass";
const WEIGHT: &str = "governance: weight is that of the snapshot";
const CARRIED: &str = "governance: a delegate carries what was given before the snapshot";
const TALLY: &str = "governance: the tally is the sum of all ballots";
pub(super) const FROZEN: &str = "governance: total, people and support are frozen at opening";
const DEADLINE: &str = "governance: the deadline waits for quiet";
pub(super) const DECIDED: &str =
    "governance: the outcome is the one the ballots lead to, at its time";
const ENACTED: &str = "governance: only what passed is enacted, after its delay";
const CHARTER: &str = "dao: a charter changes by amendments alone";

/// A block by height and time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moment {
    /// Its height.
    pub height: u64,
    /// Its time.
    pub time: u64,
}

/// A vote in somebody else's hand.
#[derive(Clone, Debug)]
struct Delegation {
    dao: u64,
    owner: u64,
    to: u64,
    track: Option<&'static str>,
    since: u64,
}

/// A DAO.
#[derive(Clone, Debug)]
pub(super) struct Dao {
    since: u64,
    season_over: bool,
    pub(super) charter: Parameters,
}

/// All that was voted on.
#[derive(Debug, Default)]
pub struct Model {
    pub(super) last: Moment,
    pub(super) people: People,
    pub(super) shares: Shares,
    pub(super) roles: Roles,
    pub(super) spent: Vec<Spent>,
    polls: Polls,
    pub(super) daos: BTreeMap<u64, Dao>,
    delegations: Vec<Delegation>,
    pub(super) votes: BTreeMap<u64, Vote>,
    pub(super) touched: Vec<u64>,
    /// Who was admitted where by the deed that is being looked at, and whether their power is full.
    admitted: Vec<(u64, u64, bool)>,
    /// The account that stands for each DAO that ever joined another.
    pub(super) seats: BTreeMap<u64, u64>,
    /// Where which DAO came, and by which account: host, account, DAO.
    pub(super) peers: BTreeSet<(u64, u64, u64)>,
    /// Who was expelled where, and by which proposal.
    pub(super) expelled: BTreeMap<(u64, u64), u64>,
}

impl Model {
    /// A block begins.
    pub fn begin(&mut self, at: Moment) {
        self.close(at);
    }

    /// Holds against the ledger every vote that a block touched.
    ///
    /// # Errors
    /// What was not decided in its time, or a vote that stands otherwise.
    pub fn end(&mut self, digest: &Digest, ledger: &Ledger) -> Checked {
        let at = Moment { height: digest.height, time: digest.time.0 };
        self.held_decisions(digest, at)?;
        self.terms_are_over(at.time)?;
        self.polls.end(at)?;
        self.last = at;
        self.adopt(ledger)?;
        for proposal in std::mem::take(&mut self.touched) {
            self.compare_vote(ledger, proposal)?;
        }
        Ok(())
    }

    /// Votes whose time is over.
    fn close(&mut self, at: Moment) {
        let over: Vec<u64> = self
            .votes
            .iter()
            .filter(|(_, vote)| vote.decision.is_none() && at.time > vote.end())
            .filter(|(_, vote)| vote.said.is_none_or(|said| said.is_fresh))
            .map(|(proposal, _)| *proposal)
            .collect();
        for proposal in over {
            let vote = &self.votes[&proposal];
            let (how, end) = (vote.outcome(), vote.end());
            self.decide(proposal, how, (end, at.height));
        }
    }

    fn decide(&mut self, proposal: u64, how: &'static str, (at, height): (u64, u64)) {
        let Some(vote) = self.votes.get(&proposal) else { return };
        let present = weigh(&vote.sources, |asset| self.held_now(vote, asset));
        // What the proposer holds is not known everywhere: there the ledger says whether it stays.
        let stays = !vote.is_known || compare((present, 10), (vote.needed, 7)).is_ge();
        let how = if stays { how } else { "withdrawn" };
        self.touched.push(proposal);
        if let Some(vote) = self.votes.get_mut(&proposal) {
            vote.decision = Some(Decision { how, at, height });
        }
    }

    /// What the proposer holds now of a source, as far as its frozen total can tell.
    fn held_now(&self, vote: &Vote, asset: Option<u64>) -> u128 {
        let held = match asset {
            None if self.people.is_in(vote.dao, vote.proposer) => super::people::HEAD,
            None => 0,
            Some(asset) if self.shares.is_of(asset, vote.dao) => {
                self.shares.held(asset, vote.proposer)
            }
            Some(_) => 0,
        };
        let source = vote.sources.iter().find(|source| source.asset == asset);
        held.min(source.map_or(0, |source| source.total))
    }

    /// Follows one deed.
    ///
    /// # Errors
    /// What was accepted and cannot have been.
    pub fn deed(
        &mut self,
        deed: &Deed,
        at: Moment,
        (ledger, treasury): (&Ledger, &Treasury),
    ) -> Checked {
        self.polls.deed(deed, at)?;
        self.by_role(deed, at)?;
        self.nothing_that_rests(deed, at)?;
        // The founding's own facts come before anybody can read its charter.
        for told in deed.told("dao-founded") {
            let dao = told.dao.unwrap_or(0);
            let charter = Parameters::read(ledger, dao).unwrap_or_default();
            self.daos.insert(dao, Dao { since: at.time, season_over: false, charter });
        }
        for told in &deed.facts {
            self.fact(told, at)?;
            self.role_fact(told, at);
        }
        self.moved(deed, at, treasury);
        let signer = deed.account().unwrap_or(0);
        self.by_dao(deed, at, treasury)?;
        if let Some(fields) = deed.did("propose") {
            self.propose(deed, &fields, (at, treasury))?;
        }
        if deed.did("appeal").is_some() {
            self.appeal((deed, signer), (at, treasury))?;
        }
        if let Some(fields) = deed.did("vote") {
            self.vote((deed, signer), &fields, at)?;
        }
        if let Some(fields) = deed.did("delegate") {
            self.delegate(signer, &fields, at);
        }
        if let Some(fields) = deed.did("undelegate") {
            self.take_back(signer, &fields, at);
        }
        if let Some(fields) = deed.did("withdraw") {
            let proposal = fields.number("proposal").unwrap_or(0);
            if let Some(vote) = self.votes.get_mut(&proposal) {
                let (how, height) = ("withdrawn", at.height);
                vote.decision = Some(Decision { how, at: at.time, height });
                self.touched.push(proposal);
            }
        }
        Ok(())
    }

    /// What a DAO does in another that it belongs to.
    fn by_dao(&mut self, deed: &Deed, at: Moment, treasury: &Treasury) -> Checked {
        let Some(enacted) = &deed.enacted else { return Ok(()) };
        let Some(account) = self.seats.get(&enacted.dao).copied() else { return Ok(()) };
        for act in &enacted.acts {
            match act.name {
                "vote" => self.vote((deed, account), &act.fields(), at)?,
                "appeal" => self.appeal((deed, account), (at, treasury))?,
                _ => {}
            }
        }
        Ok(())
    }

    fn fact(&mut self, told: &Told, at: Moment) -> Checked {
        let (fields, dao) = (told.fact.fields(), told.dao.unwrap_or(0));
        match told.fact.name {
            "member-admitted" => {
                let aged = self.in_season(dao, at.time);
                let account = fields.number("account").unwrap_or(0);
                self.expelled.remove(&(dao, account));
                self.people.admit(dao, account, (at, aged));
                self.admitted.push((dao, account, aged));
            }
            "member-joined" | "application-made" | "stakeholder-registered" => {
                self.expelled.remove(&(dao, fields.number("account").unwrap_or(0)));
            }
            "dao-came" => {
                let (of, account) = (fields.number("of"), fields.number("account"));
                let (of, account) = (of.unwrap_or(0), account.unwrap_or(0));
                self.seats.insert(of, account);
                self.peers.insert((dao, account, of));
            }
            "member-left" => {
                let account = fields.number("account").unwrap_or(0);
                self.people.leave(dao, account, at);
                self.admitted.push((dao, account, false));
                self.weigh_roles(dao, at);
            }
            "member-expelled" => self.expel(dao, &fields, at),
            "member-reinstated" => {
                let account = fields.number("account").unwrap_or(0);
                self.expelled.remove(&(dao, account));
                if fields.variant("standing").is_some_and(|(standing, _)| standing == "admitted") {
                    self.people.admit(dao, account, (at, true));
                    self.admitted.push((dao, account, self.in_season(dao, at.time)));
                }
                self.weigh_roles(dao, at);
            }
            "expulsion-over" => {
                self.expelled.remove(&(dao, fields.number("account").unwrap_or(0)));
            }
            "season-ended" => {
                if let Some(known) = self.daos.get_mut(&dao) {
                    known.season_over = true;
                }
            }
            "charter-amended" => {
                for change in fields.rows("changes") {
                    let number = change.number("parameter").unwrap_or(0);
                    if let (Some((_, after)), Some(known)) =
                        (change.get("after"), self.daos.get_mut(&dao))
                    {
                        known.charter.amend(number, after.clone());
                    }
                }
            }
            "account-claimed" => self.shares.claim(fields.number("account").unwrap_or(0)),
            "account-made" if fields.flag("claimed") => {
                self.shares.claim(fields.number("account").unwrap_or(0));
            }
            "proposal-enacted" | "enactment-failed" | "proposal-expired" => {
                let proposal = fields.number("proposal").unwrap_or(0);
                if told.fact.name == "proposal-enacted" {
                    self.spend(proposal, at);
                }
                return self.enacted(proposal, at);
            }
            _ => {}
        }
        Ok(())
    }

    pub(super) fn in_season(&self, dao: u64, now: u64) -> bool {
        self.daos.get(&dao).is_some_and(|known| {
            let end = known.since.saturating_add(known.charter.span("season.length"));
            !known.season_over && now <= end
        })
    }

    fn enacted(&mut self, proposal: u64, at: Moment) -> Checked {
        let Some(vote) = self.votes.get_mut(&proposal) else { return Ok(()) };
        let fits = vote.decision.is_some_and(|decision| {
            decision.how == PASSES
                && at.time > decision.at.saturating_add(vote.terms.delay)
                && at.height >= decision.height + 2
        });
        if !fits || vote.is_over {
            return Err((ENACTED, format!("proposal {proposal} after {:?}", vote.decision)));
        }
        vote.is_over = true;
        Ok(())
    }

    /// What changed hands in a deed.
    fn moved(&mut self, deed: &Deed, at: Moment, treasury: &Treasury) {
        let changes = ["dao-founded", "charter-amended"];
        for told in deed.facts.iter().filter(|told| changes.contains(&told.fact.name)) {
            // What lies at stake has no vote, and facts do not say how much it is.
            let known = told.dao.and_then(|dao| self.daos.get(&dao));
            if let Some(asset) =
                known.and_then(|known| known.charter.asset("proposals.stake-asset"))
            {
                self.shares.lose_sight(asset);
            }
        }
        // Nor has what answers for a claim, or stands against one.
        let staked = ["bond-posted", "bond-lost", "bond-returned", "reward-challenged"];
        for told in deed.facts.iter().filter(|told| staked.contains(&told.fact.name)) {
            let fields = told.fact.fields();
            let amount = fields.amount("amount").or_else(|| fields.amount("stake"));
            amount.into_iter().for_each(|amount| self.shares.lose_sight(amount.asset.0));
        }
        // Where one proposal pays and changes who counts from when, the order of its acts matters.
        let acts = deed.enacted.iter().flat_map(|enacted| &enacted.acts);
        let mixing = |name| matches!(name, "amend" | "claim" | "admit" | "reinstate");
        let is_mixed = acts.into_iter().any(|act| mixing(act.name));
        for change in treasury.moves() {
            let Some(dao) = treasury.voting(change.asset) else { continue };
            self.shares.owned(change.asset, dao);
            if is_mixed {
                self.shares.lose_sight(change.asset);
            } else if self.may_vote(dao, change.account) {
                let aged = self.in_season(dao, at.time);
                self.shares.set((change.asset, change.account), change.units, (at, aged));
            }
        }
        for told in deed.told("shares-counted") {
            let fields = told.fact.fields();
            let number = |name| fields.number(name).unwrap_or(0);
            let (asset, account) = (number("asset"), number("account"));
            let dao = told.dao.unwrap_or(0);
            self.shares.owned(asset, dao);
            let aged = self.in_season(dao, at.time);
            self.count_shares((dao, account), (at, aged), treasury);
        }
        for (dao, account, aged) in std::mem::take(&mut self.admitted) {
            self.count_shares((dao, account), (at, aged), treasury);
        }
    }

    /// Whether shares vote in somebody's hand: of an admitted member whose account has a key.
    fn may_vote(&self, dao: u64, account: u64) -> bool {
        self.shares.is_claimed(account) && self.people.is_in(dao, account)
    }

    /// Counts somebody's shares anew, after they got or lost their vote.
    fn count_shares(&mut self, (dao, who): (u64, u64), at: (Moment, bool), treasury: &Treasury) {
        let votes = self.may_vote(dao, who);
        for (asset, units) in treasury.account(who) {
            if treasury.voting(asset) == Some(dao) {
                self.shares.owned(asset, dao);
                self.shares.set((asset, who), if votes { units } else { 0 }, at);
            }
        }
    }

    fn weight(&self, vote: &Vote, account: u64) -> u128 {
        if vote.recused.contains(&account) || self.expelled.contains_key(&(vote.dao, account)) {
            return 0;
        }
        let snapshot = (vote.snapshot, vote.ramp);
        weigh(&vote.sources, |asset| self.aged((vote.dao, account), asset, snapshot))
    }

    fn vote(&mut self, (deed, account): (&Deed, u64), fields: &Fields<'_>, at: Moment) -> Checked {
        let proposal = fields.number("proposal").unwrap_or(0);
        let Some(vote) = self.votes.get(&proposal) else { return Ok(()) };
        let what = format!("proposal {proposal}, account {account}, at {}", at.time);
        if !vote.takes(at.time) {
            let detail = format!("{what}: open {}..={}", vote.from, vote.end());
            return Err((COUNTS, detail));
        }
        let before = vote.ballot(account).copied();
        if before.is_some_and(|ballot| ballot.last) {
            return Err((FINAL, what));
        }
        let mut told = deed.told("vote-cast").map(|told| told.fact.fields());
        let of = (Some(proposal), Some(account));
        let told = told.find(|row| (row.number("proposal"), row.number("account")) == of);
        let is = |name| told.and_then(|fields| fields.uint(name)).unwrap_or(0);
        let weight = match before {
            Some(ballot) => ballot.weight,
            None if vote.is_known => self.weight(vote, account),
            None => is("weight"),
        };
        same(WEIGHT, || what.clone(), (is("weight"), weight))?;
        let parts = parts(fields);
        let last = fields.flag("last") || vote.terms.finality == Finality::Always;
        let carried = self.carried(vote, account);
        if vote.is_known {
            let sum: u128 = carried.iter().map(|row| row.weight).sum();
            same(CARRIED, || what.clone(), (is("carried"), sum))?;
        }
        self.cast(proposal, (Ballot { account, parts, weight, last }, carried), at)
    }

    /// What an account's ballot carries: of everybody who gave them their vote before the snapshot,
    /// did not vote in person, and lies in no other ballot. Who had left by then carries nothing.
    fn carried(&self, vote: &Vote, delegate: u64) -> Vec<Carried> {
        let had_left = self.people.held(vote.dao, delegate, vote.snapshot.height) == 0;
        let is_out = self.expelled.contains_key(&(vote.dao, delegate));
        if had_left || is_out || vote.recused.contains(&delegate) {
            return Vec::new();
        }
        let mut rows = Vec::new();
        let mut owners: Vec<u64> = self.delegations.iter().map(|row| row.owner).collect();
        owners.sort_unstable();
        owners.dedup();
        for owner in owners {
            let hand = self.hand(vote, owner).map(|row| row.to);
            let there = vote.carried.iter().find(|row| row.owner == owner);
            let is_free = there.is_none_or(|row| row.delegate == delegate);
            if hand == Some(delegate) && vote.ballot(owner).is_none() && is_free {
                let weight = self.weight(vote, owner);
                if weight > 0 {
                    rows.push(Carried { owner, delegate, weight });
                }
            }
        }
        rows
    }

    /// In whose hand a vote lay at the snapshot: one track's delegation goes before that of all.
    fn hand(&self, vote: &Vote, owner: u64) -> Option<&Delegation> {
        let find = |track: Option<&str>| {
            self.delegations.iter().find(|row| {
                (row.dao, row.owner, row.track) == (vote.dao, owner, track)
                    && row.since <= vote.snapshot.height
            })
        };
        find(Some(vote.track)).or_else(|| find(None))
    }

    fn cast(
        &mut self,
        proposal: u64,
        (ballot, carried): (Ballot, Vec<Carried>),
        at: Moment,
    ) -> Checked {
        let Some(vote) = self.votes.get_mut(&proposal) else { return Ok(()) };
        let tally = vote.tally();
        if let Some(before) = vote.ballot(ballot.account).copied() {
            let mut sides =
                (split(before.weight, before.parts), split(ballot.weight, ballot.parts));
            for row in &carried {
                if vote.carried.iter().any(|there| there.owner == row.owner) {
                    sides.0.add(split(row.weight, before.parts));
                }
                sides.1.add(split(row.weight, ballot.parts));
            }
            if !vote.may_change(sides, at.time) {
                return Err((LATE, format!("proposal {proposal}, account {}", ballot.account)));
            }
        }
        vote.carried.retain(|row| row.owner != ballot.account && row.delegate != ballot.account);
        vote.carried.extend(carried);
        vote.ballots.push(ballot);
        self.turned(proposal, tally, at);
        Ok(())
    }

    fn turned(&mut self, proposal: u64, before: Sides, at: Moment) {
        self.touched.push(proposal);
        let known = self.votes.get_mut(&proposal).filter(|vote| vote.is_known);
        let decided = known.and_then(|vote| vote.turn(before, at.time));
        if let Some(how) = decided {
            self.decide(proposal, how, (at.time, at.height));
        }
    }

    fn delegate(&mut self, owner: u64, fields: &Fields<'_>, at: Moment) {
        self.take_back(owner, fields, at);
        self.delegations.push(Delegation {
            dao: fields.number("dao").unwrap_or(0),
            owner,
            to: fields.number("to").unwrap_or(0),
            track: fields.variant("track").map(|(track, _)| track),
            since: at.height,
        });
    }

    /// Somebody ends a delegation.
    fn take_back(&mut self, owner: u64, fields: &Fields<'_>, at: Moment) {
        let dao = fields.number("dao").unwrap_or(0);
        let track = fields.variant("track").map(|(track, _)| track);
        let is_it = |row: &Delegation| (row.dao, row.owner, row.track) == (dao, owner, track);
        let Some(place) = self.delegations.iter().position(is_it) else { return };
        self.end_delegation(place, at);
    }

    /// Somebody is expelled: their delegations end both ways, then their ballots leave.
    fn expel(&mut self, dao: u64, fields: &Fields<'_>, at: Moment) {
        let account = fields.number("account").unwrap_or(0);
        let by = fields.inner("expulsion").and_then(|row| row.number("proposal"));
        self.expelled.insert((dao, account), by.unwrap_or(0));
        self.people.leave(dao, account, at);
        self.admitted.push((dao, account, false));
        self.weigh_roles(dao, at);
        let rank = |row: &Delegation| {
            let all = ["tip", "spend", "role", "constitution", "emergency"];
            let track = row.track.and_then(|track| all.iter().position(|one| *one == track));
            (row.owner != account, row.owner, track.map_or(0, |place| place + 1))
        };
        loop {
            let mine =
                self.delegations.iter().enumerate().filter(|(_, row)| {
                    row.dao == dao && (row.owner == account || row.to == account)
                });
            let Some((place, _)) = mine.min_by_key(|(_, row)| rank(row)) else { break };
            self.end_delegation(place, at);
        }
        let open: Vec<u64> = self
            .votes
            .iter()
            .filter(|(_, vote)| vote.dao == dao && vote.takes(at.time))
            .filter(|(_, vote)| vote.ballot(account).is_some())
            .map(|(proposal, _)| *proposal)
            .collect();
        for proposal in open {
            let Some(vote) = self.votes.get_mut(&proposal) else { continue };
            let before = vote.tally();
            vote.ballots.retain(|ballot| ballot.account != account);
            self.turned(proposal, before, at);
        }
    }

    /// Ends a delegation: its weight leaves every open tally.
    fn end_delegation(&mut self, place: usize, at: Moment) {
        let Some(Delegation { dao, owner, track, .. }) = self.delegations.get(place).cloned()
        else {
            return;
        };
        let is_it = |row: &Delegation| (row.dao, row.owner, row.track) == (dao, owner, track);
        let open: Vec<u64> = self
            .votes
            .iter()
            .filter(|(_, vote)| vote.dao == dao && vote.takes(at.time))
            .filter(|(_, vote)| self.hand(vote, owner).is_some_and(is_it))
            .filter(|(_, vote)| vote.carried.iter().any(|row| row.owner == owner))
            .map(|(proposal, _)| *proposal)
            .collect();
        self.delegations.remove(place);
        for proposal in open {
            let Some(vote) = self.votes.get_mut(&proposal) else { continue };
            let before = vote.tally();
            vote.carried.retain(|row| row.owner != owner);
            self.turned(proposal, before, at);
        }
    }

    /// Every outcome that was written is the expected one, and every expected one was written.
    fn held_decisions(&mut self, digest: &Digest, at: Moment) -> Checked {
        let mut told = outcomes(digest);
        self.held_by_what_was_said(&mut told, at)?;
        let mut expected = BTreeMap::new();
        for (proposal, vote) in self.votes.iter().filter(|(_, vote)| vote.is_known) {
            if let Some(decision) = vote.decision.filter(|decision| decision.height == at.height) {
                // A withdrawal has no moment but its block's.
                let when = if decision.how == "withdrawn" { 0 } else { decision.at };
                expected.insert(*proposal, (decision.how, when));
            }
        }
        same(DECIDED, || "proposals decided in this block".to_owned(), (told, expected))
    }

    /// Holds every vote and charter against the ledger.
    ///
    /// # Errors
    /// The first difference.
    pub fn compare(&self, ledger: &Ledger) -> Checked {
        for (dao, known) in &self.daos {
            let there = Parameters::read(ledger, *dao).unwrap_or_default();
            same(CHARTER, || format!("DAO {dao}"), (&there, &known.charter))?;
        }
        self.compare_roles(ledger)?;
        self.votes.keys().try_for_each(|proposal| self.compare_vote(ledger, *proposal))
    }

    fn compare_vote(&self, ledger: &Ledger, proposal: u64) -> Checked {
        let Some(vote) = self.votes.get(&proposal) else { return Ok(()) };
        // Where all who could read it have left, nobody can compare.
        let Some(answer) = self.tally(ledger, proposal) else { return Ok(()) };
        let fields = answer.fields();
        let is = |name| fields.uint(name).unwrap_or(0);
        let what = || format!("proposal {proposal} of DAO {}", vote.dao);
        let tally = vote.tally();
        let there = (is("in_favour"), is("against"), is("abstain"));
        same(TALLY, what, (there, (tally.yes, tally.no, tally.neither)))?;
        let closes = vote.decision.map_or(ledger.head().time.0, |decision| decision.at);
        let support = vote.bar(closes.min(vote.deadline)).support;
        let there = (is("total"), is("eligible"), is("support"));
        same(FROZEN, what, (there, (vote.total, vote.eligible, support)))?;
        same(DEADLINE, what, (is("deadline"), vote.deadline.into()))?;
        vote.held_outcome(proposal)?;
        same(TALLY, || format!("voters on {}", what()), (is("voters"), vote.voters()))
    }
}

/// How votes ended in a block, and when: nothing where it is the block's own time.
fn outcomes(digest: &Digest) -> BTreeMap<u64, (&'static str, u64)> {
    let mut told = BTreeMap::new();
    for fact in digest.deeds.iter().flat_map(|deed| &deed.facts).map(|told| &told.fact) {
        let fields = fact.fields();
        let how = match fact.name {
            "proposal-passed" => PASSES,
            "proposal-rejected" => fields.variant("reason").map_or("?", |(why, _)| why),
            "proposal-withdrawn" => "withdrawn",
            _ => continue,
        };
        let when = fields.number("at").unwrap_or(0);
        told.insert(fields.number("proposal").unwrap_or(0), (how, when));
    }
    told
}

/// Ten-thousandths For, Against, Abstain of a choice.
fn parts(fields: &Fields<'_>) -> [u128; 3] {
    match fields.variant("choice") {
        Some(("for", _)) => [10_000, 0, 0],
        Some(("against", _)) => [0, 10_000, 0],
        Some(("abstain", _)) => [0, 0, 10_000],
        Some((_, split)) => {
            ["in_favour", "against", "abstain"].map(|side| split.uint(side).unwrap_or(0))
        }
        None => [0; 3],
    }
}

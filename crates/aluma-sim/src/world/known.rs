//! What is known, and how a block adds to it.

use std::collections::{BTreeMap, BTreeSet};

use aluma_core::kernel::origin::Origin;
use aluma_types::spec::IdKind;
use aluma_types::value::Value;
use aluma_types::{Hash32, Transaction};

use crate::digest::{Deed, Digest, Told};
use crate::fields::{Fact, Fields};
use crate::ledger::Block;
use crate::world::giving::Given;
use crate::world::granting::Rounds;
use crate::world::investing::Capital;
use crate::world::talking::Talk;
use crate::world::working::Work;

/// Somebody who can sign.
#[derive(Clone, Debug)]
pub struct Person {
    /// The account.
    pub account: u64,
    /// The highest nonce used by each of its keys.
    pub nonces: BTreeMap<u16, u64>,
    /// Those of its keys that may sign everything.
    pub owners: BTreeSet<u16>,
}

impl Person {
    /// Somebody with one key.
    fn new(account: u64) -> Self {
        Self { account, nonces: BTreeMap::from([(0, 0)]), owners: BTreeSet::from([0]) }
    }
}

/// A proposal on which nothing is decided.
#[derive(Clone, Debug)]
pub struct Open {
    /// Its number.
    pub proposal: u64,
    /// Who proposed.
    pub proposer: u64,
    /// When it begins to take ballots.
    pub from: u64,
    /// The last moment at which it does.
    pub until: u64,
    /// Who voted.
    pub voters: Vec<u64>,
    /// Whether it is how the DAO votes in another, which is over soon.
    pub casts: bool,
}

/// What is known of one DAO.
#[derive(Clone, Debug, Default)]
pub struct Community {
    /// Who has a vote.
    pub admitted: Vec<u64>,
    /// Who applied.
    pub applicants: Vec<u64>,
    /// Who was expelled, until nothing follows from it.
    pub expelled: Vec<u64>,
    /// DAOs that it came to.
    pub hosts: Vec<u64>,
    /// Proposals on which nothing is decided.
    pub open: Vec<Open>,
    /// Secrets of invitations.
    pub secrets: Vec<Hash32>,
    /// Its rounds that are open.
    pub rounds: Rounds,
    /// Its gift pots and grants.
    pub given: Given,
    /// Numbers of what is set aside in its treasury, with their assets.
    pub reserved: Vec<(u64, u64)>,
    /// Numbers of what is paid over time, with the payees.
    pub streams: Vec<(u64, u64)>,
    /// Its assets that are part of the ownership.
    pub shares: Vec<u64>,
    /// Shares with the assets in which they paid dividends.
    pub dividends: Vec<(u64, u64)>,
    /// Assets that are claims, with who holds the money.
    pub claims: Vec<(u64, u64)>,
    /// Those who were paid in claims, with the asset before them.
    pub paid: Vec<(u64, u64)>,
    /// Whether a holder acknowledged any funds.
    pub is_funded: bool,
    /// Payouts in dispute.
    pub disputed: Vec<u64>,
    /// Payouts that are not over: number, payee, asset.
    pub payouts: Vec<(u64, u64, u64)>,
    /// Items with those who were given a part.
    pub items: Vec<(u64, Option<u64>)>,
    /// Open domains with their pots.
    pub domains: Vec<(u64, u64)>,
    /// Roles that were defined, with the pot of their domain.
    pub roles: Vec<(u64, u64)>,
    /// Roles that somebody holds: the role and who.
    pub held: Vec<(u64, u64)>,
    /// Roles that were given what moderators do.
    pub moderating: Vec<u64>,
    /// Whether something rests.
    pub paused: bool,
    /// What is said here.
    pub talk: Talk,
    /// What is judged here.
    pub judging: super::judging::Judging,
    /// What is worked on here.
    pub work: Work,
    /// What is earned here.
    pub earning: super::earning::Earning,
    /// What is taught here.
    pub learning: super::learning::Learning,
    /// What of it is sold and given up here.
    pub capital: Capital,
    /// What was made here.
    pub works: super::making::Works,
}

impl Community {
    /// Learns a fact about what is sold here: shares, and works.
    fn learn_owned(&mut self, fact: &crate::fields::Fact, fields: &Fields<'_>) {
        match fact.domain {
            "works" => self.works.learn(fact.name, fields),
            _ => self.capital.learn(fact.name, fields),
        }
    }

    /// Learns a fact about what is paid over time, owned in parts, or held outside.
    fn learn_money(&mut self, name: &str, fields: &Fields<'_>) {
        match name {
            "asset-made" => {
                let kind = fields.inner("what").and_then(|what| what.variant("kind"));
                let is_share = kind.is_some_and(|(kind, _)| kind.ends_with("share"));
                self.shares.extend(fields.number("asset").filter(|_| is_share));
            }
            "item-registered" => {
                let number = fields.number("number");
                let owners = fields.inner("item").map(|item| item.rows("owners"));
                let people = owners
                    .unwrap_or_default()
                    .into_iter()
                    .map(|row| row.variant("owner").and_then(|(_, owner)| owner.number("account")));
                self.items.extend(people.filter_map(|owner| Some((number?, owner))));
            }
            "item-transferred" => {
                self.works.learn_item(fields);
                let to = fields.inner("moved").and_then(|moved| moved.variant("to"));
                let to = to.and_then(|(_, to)| to.number("account"));
                self.items.extend(fields.number("number").map(|number| (number, to)));
            }
            "dividend-paid" => {
                let asset = fields.amount("amount").map(|amount| amount.asset.0);
                if let Some(pair) = fields.number("share").zip(asset)
                    && !self.dividends.contains(&pair)
                {
                    self.dividends.push(pair);
                }
            }
            "stream-opened" => {
                let to = fields.inner("stream").and_then(|row| row.number("to"));
                self.streams.extend(fields.number("number").zip(to));
            }
            "stream-ended" => {
                let gone = fields.number("number");
                self.streams.retain(|(number, _)| Some(*number) != gone);
            }
            _ => self.learn_outside(name, fields),
        }
    }

    fn learn_outside(&mut self, name: &str, fields: &Fields<'_>) {
        match name {
            "holder-named" => {
                let holder = fields.inner("claim").and_then(|claim| claim.number("holder"));
                self.claims.extend(fields.number("asset").zip(holder));
            }
            "paid" => {
                let of = fields.amount("amount").map_or(0, |amount| amount.asset.0);
                let to = fields.variant("to").and_then(|(_, to)| to.number("account"));
                if self.claims.iter().any(|(asset, _)| *asset == of) {
                    self.paid.extend(to.map(|to| (of, to)));
                }
            }
            "payout-asked" => {
                let payout = fields.inner("payout");
                let payee = payout.as_ref().and_then(|payout| payout.number("payee"));
                let asset = payout.and_then(|payout| payout.amount("amount"));
                let (payee, asset) = (payee.unwrap_or(0), asset.map_or(0, |of| of.asset.0));
                self.payouts.extend(fields.number("number").map(|number| (number, payee, asset)));
            }
            "issued" => {
                let of = fields.amount("amount").map_or(0, |amount| amount.asset.0);
                if self.claims.iter().any(|(asset, _)| *asset == of) {
                    self.is_funded = true;
                    let to = fields.variant("to").and_then(|(_, to)| to.number("account"));
                    self.paid.extend(to.map(|to| (of, to)));
                }
            }
            "payout-turned" => {
                let number = fields.number("number");
                self.disputed.retain(|other| Some(*other) != number);
                let is_disputed =
                    fields.variant("state").is_some_and(|(state, _)| state == "disputed");
                self.disputed.extend(number.filter(|_| is_disputed));
            }
            "payout-closed" => {
                let gone = fields.number("number");
                self.disputed.retain(|other| Some(*other) != gone);
                self.payouts.retain(|(number, ..)| Some(*number) != gone);
            }
            _ => {}
        }
    }
}

/// What the workload knows.
#[derive(Clone, Debug, Default)]
pub struct World {
    /// The ledger's id, which seals are made with.
    pub network: Hash32,
    /// Who founded which community.
    pub founded: Vec<(u64, u64)>,
    /// What people care about.
    pub theme: Theme,
    /// Who can sign, by account.
    pub people: Vec<Person>,
    /// DAOs by number.
    pub communities: BTreeMap<u64, Community>,
    /// Ids by kind and DAO, oldest first; those of no DAO too.
    ids: BTreeMap<(u8, Option<u64>), Vec<u64>>,
    /// Secrets of invitations to the ledger.
    pub secrets: Vec<Hash32>,
    /// Accounts that stand for DAOs: nobody signs for them.
    pub seats: BTreeSet<u64>,
    /// Unclaimed accounts with their secrets.
    pub unclaimed: Vec<(u64, Hash32)>,
    /// Moments at which something ends.
    pub deadlines: BTreeSet<u64>,
    /// Polls: how they are answered, and their options.
    pub polls: BTreeMap<u64, (&'static str, u64)>,
    /// How often each action was done, as a transaction or in a proposal.
    pub done: BTreeMap<&'static str, u64>,
    /// Accounts that were asked to guard each account.
    pub guards: BTreeMap<u64, Vec<u64>>,
    /// Accounts with whose keys something was about to happen.
    pub told: BTreeSet<u64>,
    /// Who was paid what asset.
    pub holding: Vec<(u64, u64)>,
    /// Keys that somebody asked to remove, by account.
    pub leaving: Vec<(u64, u16)>,
    /// Keys that may spend: account, key, asset, units of the cap.
    pub caps: Vec<(u64, u16, u64, u128)>,
    /// Past transactions, for replays.
    pub past: Vec<Transaction>,
}

/// How many past transactions are remembered.
const PAST: usize = 40;

const fn place(kind: IdKind) -> u8 {
    match kind {
        IdKind::AccountId => 0,
        IdKind::DaoId => 1,
        IdKind::ProposalId => 2,
        IdKind::PollId => 3,
        IdKind::AssetId => 4,
        IdKind::PotId => 5,
    }
}

/// What the people of a seed care about most. Each domain that is added would else take its part of
/// every seed, and each rule of the others be tried less often.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Everything alike.
    #[default]
    All,
    /// Votes, money, belonging.
    Core,
    /// Keys, and what protects them.
    Keys,
    /// Talking.
    Talk,
    /// Judging what was given, praise.
    Merit,
    /// Tasks.
    Work,
    /// Rounds.
    Rounds,
    /// Gifts for a purpose, grants and funds.
    Giving,
    /// Programmes.
    Earning,
    /// Courses.
    Learning,
    /// Works, and what they are sold and used for.
    Making,
    /// Sales, and leaving with one's part.
    Capital,
}

impl Theme {
    const ORDER: [Self; 12] = [
        Self::All,
        Self::Core,
        Self::Talk,
        Self::Keys,
        Self::Merit,
        Self::Capital,
        Self::Work,
        Self::Rounds,
        Self::Giving,
        Self::Earning,
        Self::Learning,
        Self::Making,
    ];

    /// That of a seed.
    pub fn of(seed: u64) -> Self {
        let at = usize::try_from(seed % Self::ORDER.len() as u64).unwrap_or(0);
        Self::ORDER[at]
    }

    /// Of a hundred wishes, how many are of a theme where so many would be if all were alike.
    pub fn percent(self, theme: Self, percent: u64) -> u64 {
        match self {
            Self::All => percent,
            _ if self == theme => percent.saturating_mul(3),
            _ => percent / 6,
        }
    }
}

impl World {
    /// What is known before the first block of a seed.
    pub fn of(seed: u64) -> Self {
        Self { theme: Theme::of(seed), ..Self::new() }
    }

    /// What is known before the first block: the operator.
    pub fn new() -> Self {
        let mut world = Self { people: vec![Person::new(1)], ..Self::default() };
        world.note(IdKind::AccountId, None, 1);
        world
    }

    /// Ids of a kind in a DAO, or in none.
    pub fn ids(&self, kind: IdKind, dao: Option<u64>) -> &[u64] {
        self.ids.get(&(place(kind), dao)).map_or(&[], Vec::as_slice)
    }

    /// Somebody who can sign for an account.
    pub fn person(&self, account: u64) -> Option<usize> {
        self.people.iter().position(|person| person.account == account)
    }

    fn note(&mut self, kind: IdKind, dao: Option<u64>, id: u64) {
        for dao in [dao, None] {
            let ids = self.ids.entry((place(kind), dao)).or_default();
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
    }

    /// Learns from a block.
    pub fn learn(&mut self, block: &Block, digest: &Digest) {
        let now = digest.time.0;
        self.deadlines.retain(|moment| *moment >= now);
        // What lies years ahead is no moment that a run will see.
        let soon = now..now + 40_000_000_000;
        self.deadlines.extend(digest.moments.iter().filter(|moment| soon.contains(moment)));
        self.past.extend(block.transactions.iter().cloned());
        let old = self.past.len().saturating_sub(PAST);
        self.past.drain(..old);
        for (kind, dao, id) in &digest.ids {
            self.note(*kind, *dao, *id);
        }
        for deed in &digest.deeds {
            for told in &deed.facts {
                self.learn_founder(told);
                self.learn_fact(told);
            }
            self.learn_nonce(deed);
            self.learn_act(deed);
            self.learn_cast(deed);
        }
    }

    /// Which of the proposals that open are a vote in another DAO.
    fn learn_cast(&mut self, deed: &Deed) {
        let casts = deed.carries.iter().any(|act| act.name == "vote");
        for told in deed.told("proposal-opened").filter(|_| casts) {
            let (Some(dao), Some(proposal)) = (told.dao, told.fact.fields().number("proposal"))
            else {
                continue;
            };
            let known = self.communities.entry(dao).or_default();
            let open = known.open.iter_mut().find(|open| open.proposal == proposal);
            open.into_iter().for_each(|open| open.casts = true);
        }
    }

    fn learn_founder(&mut self, told: &Told) {
        let fields = told.fact.fields();
        let founder = fields.number("founder").filter(|_| told.fact.name == "dao-founded");
        self.founded.extend(founder.zip(told.dao));
    }

    fn learn_holding(&mut self, fields: &Fields<'_>) {
        let to = fields.variant("to").and_then(|(_, to)| to.number("account"));
        let of = fields.amount("amount").map(|amount| amount.asset.0);
        self.holding.extend(to.zip(of).filter(|pair| !self.holding.contains(pair)));
    }

    fn learn_fact(&mut self, Told { dao, fact }: &Told) {
        let fields = fact.fields();
        let (account, proposal) = (fields.number("account"), fields.number("proposal"));
        match (fact.name, account) {
            ("account-made", Some(account)) if fields.flag("claimed") => {
                self.people.push(Person::new(account));
            }
            ("account-claimed", Some(account)) => {
                self.people.push(Person::new(account));
                self.unclaimed.retain(|(known, _)| *known != account);
            }
            ("key-added" | "key-ended", Some(account)) => self.learn_key(account, fact),
            ("key-removal-asked" | "guardian-change-asked" | "recovery-started", Some(account)) => {
                self.told.insert(account);
                let key = fields.number("key").and_then(|key| u16::try_from(key).ok());
                self.leaving.extend(key.map(|key| (account, key)));
            }
            _ => {}
        }
        self.learn_holding(&fields);
        let Some(dao) = dao else { return };
        if let ("dao-came", Some(account), Some(of)) = (fact.name, account, fields.number("of")) {
            self.seats.insert(account);
            self.communities.entry(of).or_default().hosts.push(*dao);
        }
        let signs = account.filter(|account| !self.seats.contains(account));
        let known = self.communities.entry(*dao).or_default();
        learn_office(known, fact.name, &fields);
        match fact.domain {
            "grants" => {
                known.given.learn(fact.name, &fields);
                return known.rounds.learn(fact.name, &fields);
            }
            "earn" => return known.earning.learn(fact.name, &fields),
            "learn" => return known.learning.learn(fact.name, &fields),
            "discussion" => return known.talk.learn(fact.name, &fields),
            "review" => return known.judging.learn(fact.name, &fields),
            "work" => return known.work.learn(fact.name, &fields),
            "invest" | "works" => return known.learn_owned(fact, &fields),
            _ => {}
        }
        if let Some(account) = signs {
            learn_member(known, fact.name, account, &fields);
        }
        match (fact.name, account, proposal) {
            ("reserved" | "released" | "paid-reserved", ..) => {
                learn_reserved(known, fact.name, &fields);
            }
            ("proposal-opened", _, Some(proposal)) => {
                let number = |name| fields.number(name).unwrap_or(0);
                let (from, until) = (number("voting_from"), number("deadline"));
                let (proposer, voters) = (number("proposer"), Vec::new());
                known.open.push(Open { proposal, proposer, from, until, voters, casts: false });
            }
            ("vote-cast", Some(account), Some(proposal)) => {
                let open = known.open.iter_mut().find(|open| open.proposal == proposal);
                open.into_iter().for_each(|open| open.voters.push(account));
            }
            ("voting-extended", _, Some(proposal)) => {
                let until = fields.number("deadline").unwrap_or(0);
                let moved = known.open.iter_mut().find(|open| open.proposal == proposal);
                moved.into_iter().for_each(|open| open.until = until);
            }
            ("proposal-passed" | "proposal-rejected" | "proposal-withdrawn", _, Some(proposal)) => {
                known.open.retain(|open| open.proposal != proposal);
            }
            _ => known.learn_money(fact.name, &fields),
        }
    }

    fn learn_key(&mut self, account: u64, fact: &Fact) {
        let fields = fact.fields();
        let key = fields.number("key").and_then(|key| u16::try_from(key).ok());
        let (Some(place), Some(key)) = (self.person(account), key) else { return };
        let person = &mut self.people[place];
        if fact.name == "key-ended" {
            person.nonces.remove(&key);
            person.owners.remove(&key);
            return;
        }
        person.nonces.insert(key, 0);
        if fields.variant("role").is_some_and(|(role, _)| role == "owner") {
            person.owners.insert(key);
        }
    }

    fn learn_nonce(&mut self, deed: &Deed) {
        if let (Origin::Member { account, key, .. }, Some(nonce)) =
            (deed.receipt.origin, deed.nonce)
            && let Some(place) = self.person(account.0)
            && let Some(last) = self.people[place].nonces.get_mut(&key)
        {
            *last = nonce.max(*last);
        }
    }

    fn learn_act(&mut self, deed: &Deed) {
        for act in deed.enacted.iter().flat_map(|enacted| &enacted.acts) {
            *self.done.entry(act.name).or_default() += 1;
        }
        let Some(act) = deed.act.as_ref().filter(|_| deed.is_done()) else { return };
        *self.done.entry(act.name).or_default() += 1;
        let fields = act.fields();
        if let ("set-guardians", Some(account)) = (act.name, deed.account()) {
            let friends = fields.items("guardians");
            let friends = friends.into_iter().filter_map(|(_, one)| first_number(one)).collect();
            self.guards.insert(account, friends);
        }
        if let ("grant-key", Some(account)) = (act.name, deed.account()) {
            let key = deed.told("key-added").find_map(|told| told.fact.fields().number("key"));
            let key = key.and_then(|key| u16::try_from(key).ok());
            let caps = fields.rows("caps");
            let caps = caps.iter().filter_map(|cap| cap.amount("amount"));
            self.caps.extend(caps.filter_map(|cap| Some((account, key?, cap.asset.0, cap.units))));
        }
        if let ("claim-contribution", Some(made), Some(by)) =
            (act.name, deed.receipt.made, deed.account())
            && let Some(known) = fields.number("dao").and_then(|dao| self.communities.get_mut(&dao))
        {
            known.judging.claims.push((made, by));
        }
        if let (Some(made), Some((kind, _))) = (deed.receipt.made, fields.variant("kind")) {
            let options = fields.items("options").len() as u64;
            if options > 0 {
                self.polls.insert(made, (kind, options));
            }
        }
        if let Some(secret) = secret(&fields) {
            match fields.number("dao").and_then(|dao| self.communities.get_mut(&dao)) {
                Some(known) => known.secrets.push(secret),
                None => self.secrets.push(secret),
            }
        }
        // Payees and their secrets stand in different places: the fact knows the first account,
        // the act knows the secrets.
        for told in deed.told("payees-enrolled") {
            let first = told.fact.fields().number("first").unwrap_or(0);
            for (account, row) in (first..).zip(fields.rows("payees")) {
                self.unclaimed.extend(secret(&row).map(|secret| (account, secret)));
            }
        }
    }
}

/// Who belongs, and how.
fn learn_reserved(known: &mut Community, fact: &str, fields: &Fields<'_>) {
    let number = fields.number("number");
    match fact {
        "reserved" => {
            let row = fields.inner("reservation").and_then(|row| row.amount("amount"));
            let asset = row.map_or(0, |amount| amount.asset.0);
            known.reserved.extend(number.map(|number| (number, asset)));
        }
        "paid-reserved" if fields.uint("left") != Some(0) => {}
        _ => known.reserved.retain(|(other, _)| Some(*other) != number),
    }
}

fn learn_member(known: &mut Community, fact: &str, account: u64, fields: &Fields<'_>) {
    match fact {
        "member-admitted" => {
            known.applicants.retain(|other| *other != account);
            known.admitted.push(account);
        }
        "member-left" => {
            known.applicants.retain(|other| *other != account);
            known.admitted.retain(|other| *other != account);
        }
        "application-made" => known.applicants.push(account),
        "member-expelled" => {
            known.admitted.retain(|other| *other != account);
            known.expelled.push(account);
        }
        "member-reinstated" | "expulsion-over" => {
            known.expelled.retain(|other| *other != account);
            if fields.variant("standing").is_some_and(|(how, _)| how == "admitted") {
                known.admitted.push(account);
            }
        }
        _ => {}
    }
}

/// Domains and roles: what is there, and who holds what.
fn learn_office(known: &mut Community, fact: &str, fields: &Fields<'_>) {
    match (fact, fields.number("account")) {
        ("domain-opened", ..) => {
            let pot = fields.inner("what").and_then(|what| what.number("pot")).unwrap_or(0);
            known.domains.extend(fields.number("domain").map(|number| (number, pot)));
        }
        ("pause-began" | "pause-ended", _) => known.paused = fact == "pause-began",
        ("domain-closed", ..) => {
            let gone = fields.number("domain");
            known.domains.retain(|(number, _)| Some(*number) != gone);
        }
        ("role-defined", ..) => {
            let domain = fields.inner("what").and_then(|what| what.number("domain"));
            let of = known.domains.iter().find(|(number, _)| Some(*number) == domain);
            let pot = of.map_or(0, |(_, pot)| *pot);
            known.roles.extend(fields.number("role").map(|role| (role, pot)));
            let may = fields.inner("what").map(|what| what.items("may")).unwrap_or_default();
            let moderates =
                may.iter().any(|(_, kind)| **kind == Value::Text("hide-post".to_owned()));
            known.moderating.extend(fields.number("role").filter(|_| moderates));
        }
        ("role-given", Some(account)) => {
            known.held.extend(fields.number("role").map(|role| (role, account)));
        }
        ("role-ended", Some(account)) => {
            let gone = fields.number("role").map(|role| (role, account));
            known.held.retain(|held| Some(*held) != gone);
        }
        _ => {}
    }
}

fn secret(fields: &Fields<'_>) -> Option<Hash32> {
    match fields.get("secret")?.1 {
        Value::Hash(secret) => Some(*secret),
        _ => None,
    }
}

/// The number in the one field of a choice.
pub(super) fn first_number(value: &Value) -> Option<u64> {
    match value {
        Value::Enum(_, fields) => match fields.first()? {
            Value::Uint(number) => u64::try_from(*number).ok(),
            _ => None,
        },
        _ => None,
    }
}

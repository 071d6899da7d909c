//! A DAO with a crowd of members and open proposals, written straight into the state, so that a
//! million members take seconds. What follows is voted on through the one door like everything.

use alloc::vec::Vec;

use aluma_types::{
    AccountId, Act, Acts, Amount, AssetId, Body, DaoId, Hash32, List, Name, Payload, ProposalId,
    PublicKey, Signature, Signer, Span, Text, Timestamp, Transaction, sha256,
};

use crate::dao::{self, Joining, Manner, NewDao};
use crate::governance::actions::{Propose, Resolve, Vote};
use crate::governance::types::Choice;
use crate::grants::actions::OpenRound;
use crate::grants::types::{CircleTerms, Policy};
use crate::identity::{self, types::NewAccount};
use crate::kernel::action::Action;
use crate::kernel::block::{BlockStart, Machine};
use crate::kernel::ctx::{Ctx, Env, Output};
use crate::kernel::genesis::Genesis;
use crate::kernel::origin::Origin;
use crate::kernel::tables::Chain;
use crate::registry::{REGISTRY, State};
use crate::treasury::actions::Issue;
use crate::treasury::actions::issue::IssueOf;
use crate::treasury::actions::steps::create_pot;
use crate::treasury::types::{AssetKind, GENERAL, GENERAL_NAME, Recipient};
use crate::work::actions::PublishTask;
use crate::work::types::{MAX_PLACES, Mode, Reviewer};

/// Blocks that a crowd may see.
const BLOCKS: u64 = 10_000;

/// Proposals of one kind that a community has open at once, as its charter begins: more are other
/// communities', each of so many of the members.
const AT_ONCE: usize = 100;

/// Why a crowd cannot be made: never, unless the ledger is broken.
pub type Trouble = &'static str;

/// A ledger with one DAO, its members and its open proposals.
#[derive(Debug)]
pub struct Crowd {
    /// The ledger.
    pub machine: Machine,
    /// Height of the last block.
    pub height: u64,
    /// Its time.
    pub now: Timestamp,
    /// The DAO.
    pub dao: DaoId,
    /// Its members, ascending.
    pub members: Vec<AccountId>,
    /// Its open proposals, ascending; none of other communities'.
    pub proposals: Vec<ProposalId>,
    network: Hash32,
    /// Preimages of the beacon, the next one last.
    beacons: Vec<Hash32>,
}

/// The key of the member of a number.
pub type KeyOf<'k> = &'k dyn Fn(u64) -> PublicKey;

impl Crowd {
    /// A crowd that may vote, on a ledger of its own, with keys that nobody holds.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn new(members: u64, proposals: u64) -> Result<Self, Trouble> {
        Self::seeded(Hash32::ZERO, (members, proposals))
    }

    /// The same, with other draws for each seed.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn seeded(seed: Hash32, (members, proposals): (u64, u64)) -> Result<Self, Trouble> {
        let mut beacons = alloc::vec![seed];
        for _ in 0..BLOCKS {
            let last = beacons.last().copied().unwrap_or_default();
            beacons.push(sha256(&[&last.0]));
        }
        let beacon = beacons.pop().unwrap_or_default();
        let genesis = Genesis {
            version: 1,
            generation: 1,
            time: Timestamp(1_700_000_000_000),
            operator: PublicKey::Ed25519([1; 32]),
            node: PublicKey::Ed25519([2; 32]),
            beacon,
            beacon_length: BLOCKS,
            manual_clock: true,
            salt: Hash32::ZERO,
            salts: Hash32::ZERO,
            continues: None,
        };
        Ok(Self { beacons, ..Self::on(&genesis, (members, proposals), &nobodys)? })
    }

    /// A crowd that may vote, on the ledger of a genesis: everybody was admitted longer ago than
    /// power takes to age. The first member is the operator.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn on(
        genesis: &Genesis,
        (members, proposals): (u64, u64),
        key: KeyOf<'_>,
    ) -> Result<Self, Trouble> {
        let mut crowd = Self {
            machine: genesis.machine(&REGISTRY),
            height: 1,
            now: genesis.time.after(Span::days(1)),
            dao: DaoId(0),
            members: Vec::new(),
            proposals: Vec::new(),
            network: genesis.network(),
            beacons: Vec::new(),
        };
        crowd.found(members, key)?;
        let others = crowd.found_others(proposals)?;
        crowd.height = crowd.height.saturating_add(1);
        crowd.now = crowd.now.after(Span::days(15));
        let most = usize::try_from(proposals).unwrap_or(AT_ONCE).min(AT_ONCE);
        let first: Vec<_> = crowd.members.iter().copied().take(most).collect();
        crowd.proposals = crowd.open(crowd.dao, (0, &first))?;
        for (mark, (dao, members)) in (1u64..).zip(&others) {
            crowd.open(*dao, (mark, members))?;
        }
        crowd.height = crowd.height.saturating_add(1);
        crowd.now = crowd.now.after(Span(1));
        Ok(crowd)
    }

    /// The state as if a block of the crowd's height and time had ended with it.
    pub fn ended(mut self, beacon: Hash32) -> State {
        let allowance = self.machine.state.kernel.chain.get(&0).map_or(1, |row| row.allowance);
        let row = Chain { rules: 1, beacon, time: self.now, allowance };
        self.machine.state.kernel.chain.put(0, row);
        self.machine.state.forget();
        self.machine.state
    }

    /// What makes its votes.
    pub const fn caster(&self) -> Caster {
        Caster { network: self.network, now: self.now }
    }

    /// The transaction of a vote, without a valid signature: admission checks that outside.
    pub fn vote(&self, voter: AccountId, proposal: ProposalId, choice: u64) -> Transaction {
        let payload = self.caster().ballot(voter, proposal, choice);
        Transaction::new(payload, Signature::Ed25519([0; 64]))
    }

    /// How the next block starts.
    pub fn start(&mut self) -> BlockStart {
        self.height = self.height.saturating_add(1);
        self.now = self.now.after(Span::seconds(1));
        let beacon = self.beacons.pop().unwrap_or_default();
        BlockStart { height: self.height, time: self.now, rules: 1, beacon }
    }

    /// The network's identity, which seals and payloads name.
    pub const fn network(&self) -> Hash32 {
        self.network
    }

    /// Somebody with an account and the key of a number, who belongs to nothing.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn stranger(&mut self, number: u64) -> Result<AccountId, Trouble> {
        self.with(Origin::Founder, |ctx| {
            let new = NewAccount { key: Some(nobodys(number)), ..NewAccount::default() };
            identity::create(ctx, new).map_err(|_| "an account")
        })
    }

    /// Gives somebody a vote as of the last block.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn admit(&mut self, account: AccountId) -> Result<(), Trouble> {
        let dao = self.dao;
        self.with(Origin::Founder, |ctx| {
            dao::admit_member(ctx, dao, account, None).map_err(|_| "a member")
        })
    }

    /// The community as a proposal of its own would act.
    pub(super) fn community(&self) -> Origin {
        let proposal = self.proposals.first().copied();
        Origin::Dao { dao: self.dao, proposal: proposal.unwrap_or(ProposalId(1)) }
    }

    pub(super) fn with<T>(
        &mut self,
        origin: Origin,
        part: impl FnOnce(&mut Ctx<'_>) -> Result<T, Trouble>,
    ) -> Result<T, Trouble> {
        let env = Env { rules: 1, ..self.machine.env(self.height, self.now) };
        let mut output = Output::default();
        let mut ctx = Ctx::new(&mut self.machine.state, env, origin, &mut output);
        let result = part(&mut ctx);
        self.machine.state.forget();
        result
    }

    fn found(&mut self, members: u64, key: KeyOf<'_>) -> Result<(), Trouble> {
        let founder = identity::OPERATOR;
        let (dao, all) = self.with(Origin::Founder, |ctx| {
            let new = community(0, founder)?;
            let charter = dao::may_found(ctx, &new).map_err(|_| "a charter")?;
            let dao = dao::create(ctx, new, charter).map_err(|_| "a dao")?;
            let mut all = alloc::vec![founder];
            for number in 1..members {
                let new = NewAccount { key: Some(key(number)), ..NewAccount::default() };
                let account = identity::create(ctx, new).map_err(|_| "an account")?;
                dao::admit_member(ctx, dao, account, None).map_err(|_| "a member")?;
                ctx.out.events.clear();
                if number.is_multiple_of(1_000) {
                    ctx.state.forget();
                }
                all.push(account);
            }
            Ok((dao, all))
        })?;
        (self.dao, self.members) = (dao, all);
        Ok(())
    }

    /// Communities of some of the members, for proposals that the first one has no room for.
    fn found_others(&mut self, proposals: u64) -> Result<Vec<(DaoId, Vec<AccountId>)>, Trouble> {
        let more = usize::try_from(proposals).unwrap_or(0).saturating_sub(AT_ONCE);
        let parts: Vec<Vec<AccountId>> =
            self.members.chunks(AT_ONCE).take(more.div_ceil(AT_ONCE)).map(<[_]>::to_vec).collect();
        let mut others = Vec::new();
        for (mark, part) in (1u64..).zip(parts) {
            let founder = part.first().copied().unwrap_or(identity::OPERATOR);
            let dao = self.with(Origin::Founder, |ctx| {
                let new = community(mark, founder)?;
                let charter = dao::may_found(ctx, &new).map_err(|_| "a charter")?;
                let dao = dao::create(ctx, new, charter).map_err(|_| "a dao")?;
                for account in part.iter().skip(1) {
                    dao::admit_member(ctx, dao, *account, None).map_err(|_| "a member")?;
                }
                Ok(dao)
            })?;
            others.push((dao, part));
        }
        Ok(others)
    }

    /// Money of the first community, a task that it pays with places for many, and an open round.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn fund(&mut self) -> Result<(), Trouble> {
        let (dao, origin) = (self.dao, self.community());
        // Founding makes it; a crowd's community is there without.
        let name = Text::new(GENERAL_NAME).map_err(|_| "a pot's name")?;
        self.with(origin, |ctx| {
            create_pot(ctx, (dao, GENERAL), name);
            Ok(())
        })?;
        let kind = AssetKind::Token;
        let symbol = Text::new("EUR").map_err(|_| "a symbol")?;
        let to = Recipient::Pot { dao, pot: GENERAL };
        let asset = IssueOf::New { symbol, decimals: 2, kind };
        let issue = Issue { asset, units: 100_000_000, to, reason: None };
        let asset = self.done(origin, &issue)?;
        let asset = asset.map(AssetId).ok_or("an asset's number")?;
        let task = task(dao, Amount { asset, units: 4_500 })?;
        self.done(origin, &task)?;
        let round = OpenRound {
            title: Body::new(marked(6, 0), 4).map_err(|_| "a title")?,
            pot: None,
            budget: Amount { asset, units: 100_000 },
            policy: Policy::Circle { terms: CircleTerms { tokens: 100, role: None } },
            steward: None,
            entries_for: None,
            lasts: Span::days(100),
        };
        self.done(origin, &round)?;
        Ok(())
    }

    /// Does something as of now; the number of what it makes.
    pub(super) fn done<A: Action>(
        &mut self,
        origin: Origin,
        action: &A,
    ) -> Result<Option<u64>, Trouble> {
        self.with(origin, |ctx| {
            crate::kernel::dispatch::run(ctx, &act(action))
                .map_err(|_| "an act of the community")?;
            Ok(ctx.out.made)
        })
    }

    /// Opens proposals in a community, one by each of some members.
    fn open(
        &mut self,
        dao: DaoId,
        (community, proposers): (u64, &[AccountId]),
    ) -> Result<Vec<ProposalId>, Trouble> {
        let mut opened = Vec::new();
        for (mark, account) in (0u64..).zip(proposers) {
            let id = marked(9, mark.saturating_add(community.saturating_mul(AT_ONCE as u64)));
            let text = Body::new(id, 4).map_err(|_| "a text")?;
            let title = Body::new(id, 4).map_err(|_| "a title")?;
            let acts = List::new(alloc::vec![act(&Resolve { text })]).map_err(|_| "acts")?;
            let propose =
                Propose { dao, title, body: None, actions: Acts(acts), track: None, review: None };
            let origin = Origin::owner(*account);
            let made = self.with(origin, |ctx| {
                crate::kernel::dispatch::run(ctx, &act(&propose)).map_err(|_| "a proposal")?;
                ctx.out.made.ok_or("a proposal's number")
            })?;
            opened.push(ProposalId(made));
        }
        Ok(opened)
    }
}

/// A hash that says a number.
fn marked(kind: u8, mark: u64) -> Hash32 {
    let mut id = [kind; 32];
    id.iter_mut().zip(mark.to_be_bytes()).for_each(|(to, byte)| *to = byte);
    Hash32(id)
}

/// What a community of a crowd is founded with.
pub(super) fn community(mark: u64, founder: AccountId) -> Result<NewDao, Trouble> {
    let handle = Name {
        text: Body::new(marked(1, mark), 4).map_err(|_| "a handle")?,
        skeleton: marked(1, mark),
    };
    Ok(NewDao {
        founder,
        handle,
        name: Body::new(marked(2, mark), 4).map_err(|_| "a name")?,
        purpose: Body::new(marked(3, mark), 4).map_err(|_| "a purpose")?,
        joining: Joining::Invitation,
        manner: Manner::Assembly,
        template: None,
        visibility: None,
        season: None,
        changes: List::default(),
        share: None,
    })
}

/// A task with as many places as one has.
fn task(dao: DaoId, reward: Amount) -> Result<PublishTask, Trouble> {
    Ok(PublishTask {
        dao,
        title: Body::new(marked(4, 0), 4).map_err(|_| "a title")?,
        brief: Body::new(marked(5, 0), 4).map_err(|_| "a brief")?,
        mode: Mode::Claim { places: MAX_PLACES },
        reward,
        fee: None,
        panel: None,
        pot: None,
        from_job: None,
        reviewer: Some(Reviewer::Account { account: identity::OPERATOR }),
        second: None,
        domain: None,
        skills: List::default(),
        needs: List::default(),
        size: Some(4),
        purpose: None,
        parent: None,
        open_for: Span::days(300),
        estimate: Span::days(30),
        grace: None,
        milestones: List::default(),
        sequential: false,
        rounds: None,
        positive: false,
        outside: false,
    })
}

/// Makes the votes of a crowd as of one moment.
#[derive(Clone, Copy, Debug)]
pub struct Caster {
    network: Hash32,
    now: Timestamp,
}

impl Caster {
    /// A vote that waits for its signature. A voter's votes on different proposals have different
    /// nonces.
    pub fn ballot(&self, voter: AccountId, proposal: ProposalId, choice: u64) -> Payload {
        let choice = match choice.checked_rem(3) {
            Some(0) => Choice::For,
            Some(1) => Choice::Against,
            _ => Choice::Abstain,
        };
        let vote = Vote { proposal, choice, last: false, reason: None };
        Payload {
            network: self.network,
            signer: Signer::Key { account: voter, key: 0 },
            nonce: self.now.0.saturating_add(proposal.0),
            valid_until: self.now.after(Span::minutes(1)),
            act: act(&vote),
        }
    }
}

/// A key for each number, which nobody holds.
pub fn nobodys(number: u64) -> PublicKey {
    let mut key = [0; 32];
    key.iter_mut().zip(number.to_be_bytes()).for_each(|(to, byte)| *to = byte);
    PublicKey::Ed25519(key)
}

/// An action under its number.
fn act<A: Action>(action: &A) -> Act {
    let entry = REGISTRY.actions.iter().find(|entry| entry.spec.name == A::ACTION.name);
    Act { number: entry.map_or(0, |entry| entry.number), body: action.to_bytes() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crowd_is_given_money_a_task_and_a_round() {
        let mut crowd = Crowd::new(30, 3).expect("a crowd");
        crowd.fund().expect("they have money");
        crowd.machine.audit().expect("every law holds");
    }
}

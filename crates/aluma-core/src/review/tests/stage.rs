//! A community that claims and judges, by signed acts.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use aluma_types::{AccountId, DaoId, Hash32, List, Span};

use crate::reputation::actions::Praise;
use crate::review::actions::{ClaimContribution, RevealReview, SealReview};
use crate::review::rules::drawing::seal;
use crate::review::types::{Kind, Panel, Stage, Status};
use crate::testing::world::body;
use crate::testing::{Founding, World};

/// A community and its members.
pub(super) struct Circle {
    pub(super) world: World,
    pub(super) dao: DaoId,
    pub(super) members: Vec<String>,
}

impl Circle {
    /// So many members, all of the founding season.
    pub(super) fn new(members: usize) -> Self {
        let members: Vec<String> = (0..members).map(|number| format!("m{number}")).collect();
        let mut world = World::new();
        let dao = world.found("m0", &Founding::default()).expect("a community is founded");
        for member in members.iter().skip(1) {
            world.admit(dao, member);
        }
        Self { world, dao, members }
    }

    pub(super) fn name_of(&self, account: AccountId) -> String {
        let mut names = self.members.iter();
        names.find(|name| self.world.id(name) == account).expect("a member").clone()
    }

    /// Claims five hours of work, which is not small; its number.
    pub(super) fn claim(&mut self, who: &str) -> u64 {
        let claim = ClaimContribution {
            dao: self.dao,
            domain: None,
            kind: Kind::Contribution,
            size: Span::hours(5),
            work: body("Something useful."),
            hash: None,
            authors: List::default(),
            skills: List::default(),
        };
        let receipt = self.world.act(who, &claim).expect("claimed");
        receipt.made.expect("a number")
    }

    pub(super) fn praise(&mut self, from: &str, to: &str) {
        let to = self.world.id(to);
        let praise =
            Praise { dao: self.dao, to, domain: None, points: 10, words: body("Thank you.") };
        self.world.act(from, &praise).expect("praised");
    }

    pub(super) fn status(&self, evidence: u64) -> Status {
        let key = (self.dao, evidence);
        self.world.state().review.evidence.get(&key).expect("there").status
    }

    pub(super) fn panel(&self, evidence: u64) -> Panel {
        let round =
            self.world.state().review.evidence.get(&(self.dao, evidence)).expect("there").round;
        self.world.state().review.panels.get(&(self.dao, evidence, round)).expect("a panel").clone()
    }

    fn seal_of(
        &self,
        who: &str,
        (evidence, round): (u64, u8),
        (quality, size): (u8, Span),
    ) -> Hash32 {
        let of = (&self.world.network(), self.dao.0, evidence, round);
        seal(of, (self.world.id(who), quality, size.0, 7))
    }

    /// One who sits seals a rating.
    pub(super) fn seal(&mut self, who: &str, evidence: u64, rating: (u8, Span)) {
        let round =
            self.world.state().review.evidence.get(&(self.dao, evidence)).expect("there").round;
        let sealed = self.seal_of(who, (evidence, round), rating);
        let act = SealReview { dao: self.dao, evidence, sealed };
        self.world.act(who, &act).expect("sealed");
    }

    /// And opens it.
    pub(super) fn reveal(&mut self, who: &str, evidence: u64, (quality, size): (u8, Span)) {
        let act = RevealReview { dao: self.dao, evidence, quality, size, salt: 7, reasons: None };
        self.world.act(who, &act).expect("revealed");
    }

    /// Those who sit on the last panel of something, by name, in the order of the draw.
    pub(super) fn sitting(&self, evidence: u64) -> Vec<String> {
        self.panel(evidence).sitting().map(|seat| self.name_of(seat.account)).collect()
    }

    /// Everybody does what waits for them, as long as anything does.
    pub(super) fn judge_all(&mut self, rating: (u8, Span)) {
        for who in self.members.clone() {
            let account = self.world.id(&who);
            let tables = &self.world.state().review;
            let waiting: Vec<_> = tables.panels.index().waiting(account).collect();
            for key in waiting {
                let row = self.world.state().review.panels.get(&key).expect("a panel");
                let seat = row.sitting().find(|seat| seat.account == account).copied();
                match row.stage {
                    Stage::Commits { .. } if seat.is_some_and(|seat| seat.sealed.is_none()) => {
                        self.seal(&who, key.1, rating);
                    }
                    Stage::Reveals { .. } => self.reveal(&who, key.1, rating),
                    _ => {}
                }
            }
        }
    }

    pub(super) fn points(&self, who: &str) -> u64 {
        let of = (self.dao, None, self.world.id(who));
        crate::reputation::points(self.world.state(), of, self.world.now())
    }
}

/// Names of some.
pub(super) fn names(who: &[&str]) -> Vec<String> {
    who.iter().map(ToString::to_string).collect()
}

//! Acts of a season, as wallets and proposals send them.

use aluma_core::earn::types::{Evidence, LINK_BYTES, PURPOSE_BYTES, Reason, Terms};
use aluma_core::governance::types::{BODY_BYTES, Choice, TITLE_BYTES};
use aluma_core::learn::types::{Before, Lesson, Level, MAX_BEFORE, MAX_LESSONS, UsedBonus};
use aluma_core::treasury::types::Recipient;
use aluma_core::work::types::{Brief, Milestones, Mode, Need, Needs, Reviewer, Skills, Workers};
use aluma_types::codec::Canon;
use aluma_types::{
    AccountId, Act, Acts as ActList, Amount, AssetId, Body, DaoId, List, PotId, ProposalId, Share,
    Span, Text,
};

use super::learners::PLACES;
use super::terms::{BONUS, Programme};
use crate::attacks::stage::Stage;

/// Where they are, and in what it pays.
#[derive(Clone, Copy, Debug)]
pub(super) struct Acts {
    pub(super) dao: DaoId,
    pub(super) asset: AssetId,
}

/// The skill that the course teaches.
const SKILL: u32 = 1;
/// The course.
const COURSE: u64 = 1;

/// A role that judges and revokes.
pub(super) const STEWARDS: u32 = 4;

fn words<const MAX: usize>(text: &str) -> Body<MAX> {
    Body::of(&[7; 32], text).expect("a few words")
}

impl Acts {
    pub(super) fn define_role(self, role: u32) -> Act {
        Stage::act("define-role", |out| {
            role.write(out);
            None::<u32>.write(out);
            words::<200>("A role").write(out);
            None::<u32>.write(out);
            let may: Vec<Text<32>> = if role == STEWARDS {
                ["judge-reward", "revoke-attestor"]
                    .map(|name| Text::new(name).expect("a name"))
                    .into()
            } else {
                Vec::new()
            };
            List::<Text<32>, 16>::new(may).expect("few").write(out);
            List::<u8, 1>::default().write(out);
            false.write(out);
            false.write(out);
        })
    }

    pub(super) fn give_role(self, role: u32, to: AccountId) -> Act {
        Stage::act("give-role", |out| {
            role.write(out);
            to.write(out);
            None::<Span>.write(out);
            None::<u32>.write(out);
        })
    }

    pub(super) fn open(self, title: &str, terms: Terms) -> Act {
        Stage::act("open-programme", |out| {
            let title: Reason = words(title);
            title.write(out);
            words::<PURPOSE_BYTES>("A season.").write(out);
            self.asset.write(out);
            terms.write(out);
            Span::days(400).write(out);
        })
    }

    pub(super) fn fund(self, programme: u64, units: u128) -> Act {
        Stage::act("fund-programme", |out| {
            self.dao.write(out);
            programme.write(out);
            None::<PotId>.write(out);
            Amount { asset: self.asset, units }.write(out);
        })
    }

    pub(super) fn renew(self, programme: u64) -> Act {
        Stage::act("renew-programme", |out| programme.write(out))
    }

    pub(super) fn transfer(self, to: AccountId, units: u128, asset: AssetId) -> Act {
        let pot = aluma_core::treasury::types::GENERAL;
        Stage::act("transfer", |out| {
            Some(pot).write(out);
            Recipient::Account { account: to }.write(out);
            Amount { asset, units }.write(out);
            None::<u32>.write(out);
        })
    }

    pub(super) fn bond(self, programme: u64, units: u128) -> Act {
        Stage::act("post-bond", |out| {
            self.dao.write(out);
            programme.write(out);
            Amount { asset: self.asset, units }.write(out);
        })
    }

    pub(super) fn claim(self, programme: u64, link: &str) -> Act {
        Stage::act("claim-reward", |out| {
            self.dao.write(out);
            programme.write(out);
            let link: Text<LINK_BYTES> = Text::new(link).expect("a link");
            Evidence::Outside { link }.write(out);
            None::<DaoId>.write(out);
            None::<Reason>.write(out);
        })
    }

    pub(super) fn attest(self, claim: u64, score: u64) -> Act {
        Stage::act("attest-reward", |out| {
            self.dao.write(out);
            claim.write(out);
            Some(score).write(out);
        })
    }

    pub(super) fn confirm(self, claim: u64, yes: bool) -> Act {
        Stage::act("confirm-reward", |out| {
            self.dao.write(out);
            claim.write(out);
            yes.write(out);
        })
    }

    pub(super) fn challenge(self, claim: u64) -> Act {
        Stage::act("challenge-reward", |out| {
            self.dao.write(out);
            claim.write(out);
            let reason: Reason = words("It is not so.");
            reason.write(out);
        })
    }

    /// The course, by an author, as a community offers it.
    pub(super) fn name_course(self, author: AccountId) -> Act {
        Stage::act("name-course", |out| {
            let title: Reason = words("A course");
            title.write(out);
            title.write(out);
            SKILL.write(out);
            List::<Before, MAX_BEFORE>::default().write(out);
            Programme::Learn.number().write(out);
            2u8.write(out);
            author.write(out);
            Some(UsedBonus { units: BONUS, mentor: Share::percent(40) }).write(out);
            let text = words("Read.");
            let lesson = Lesson { title_en: title, title_he: title, text_en: text, text_he: text };
            List::<Lesson, MAX_LESSONS>::new(vec![lesson]).expect("one").write(out);
        })
    }

    pub(super) fn begin_course(self, practice: DaoId, mentor: Option<AccountId>) -> Act {
        Stage::act("begin-course", |out| {
            self.dao.write(out);
            COURSE.write(out);
            practice.write(out);
            mentor.write(out);
        })
    }

    pub(super) fn prove_step(self) -> Act {
        Stage::act("prove-step", |out| {
            self.dao.write(out);
            COURSE.write(out);
        })
    }

    pub(super) fn practical(self, link: &str) -> Act {
        Stage::act("hand-in-practical", |out| {
            self.dao.write(out);
            COURSE.write(out);
            let link: Text<LINK_BYTES> = Text::new(link).expect("a link");
            link.write(out);
            None::<Reason>.write(out);
        })
    }

    /// Something to vote on in a community for practice.
    pub(super) fn propose(self, practice: DaoId, text: &str) -> Act {
        let resolve = Stage::act("resolve", |out| words::<BODY_BYTES>(text).write(out));
        Stage::act("propose", |out| {
            practice.write(out);
            words::<TITLE_BYTES>(text).write(out);
            None::<Body<BODY_BYTES>>.write(out);
            ActList(List::new(vec![resolve]).expect("one")).write(out);
            None::<u32>.write(out);
            None::<Span>.write(out);
        })
    }

    pub(super) fn vote(self, proposal: u64) -> Act {
        Stage::act("vote", |out| {
            ProposalId(proposal).write(out);
            Choice::For.write(out);
            false.write(out);
            None::<Reason>.write(out);
        })
    }

    /// Work that takes the skill, of the community: many places, judged by a steward.
    pub(super) fn common_work(self, steward: AccountId) -> Act {
        self.offer(10, (Mode::Claim { places: PLACES }, steward))
    }

    /// Work that takes the skill, for next to nothing, of a payer for one whom they ask.
    pub(super) fn own_work(self, payer: AccountId, account: AccountId) -> Act {
        self.offer(1, (Mode::Invite { account }, payer))
    }

    fn offer(self, units: u128, (mode, reviewer): (Mode, AccountId)) -> Act {
        let need = Need::Mastery { skill: SKILL, level: Level::CanDo };
        Stage::act("publish-task", |out| {
            self.dao.write(out);
            words::<TITLE_BYTES>("Work").write(out);
            words::<8_000>("Work.").write(out);
            mode.write(out);
            Amount { asset: self.asset, units }.write(out);
            None::<u128>.write(out);
            Some(0u128).write(out);
            None::<PotId>.write(out);
            None::<u64>.write(out);
            Some(Reviewer::Account { account: reviewer }).write(out);
            None::<Reviewer>.write(out);
            None::<u32>.write(out);
            Skills::default().write(out);
            Needs::new(vec![need]).expect("one").write(out);
            None::<u32>.write(out);
            None::<Reason>.write(out);
            None::<u64>.write(out);
            Span::days(400).write(out);
            Span::days(30).write(out);
            None::<Span>.write(out);
            Milestones::default().write(out);
            false.write(out);
            None::<u8>.write(out);
            false.write(out);
            false.write(out);
        })
    }

    pub(super) fn take_task(self, task: u64) -> Act {
        Stage::act("take-task", |out| {
            self.dao.write(out);
            task.write(out);
            Workers::default().write(out);
        })
    }

    pub(super) fn hand_in(self, job: u64) -> Act {
        Stage::act("hand-in", |out| {
            self.dao.write(out);
            job.write(out);
            words::<8_000>("Done.").write(out);
            None::<Brief>.write(out);
        })
    }

    /// Accepts work, as good as agreed.
    pub(super) fn accept_work(self, job: u64) -> Act {
        const ACCEPT: u8 = 1;
        Stage::act("review-work", |out| {
            self.dao.write(out);
            job.write(out);
            ACCEPT.write(out);
            1_000u16.write(out);
            None::<Reason>.write(out);
        })
    }

    pub(super) fn leave(self) -> Act {
        Stage::act("leave", |out| self.dao.write(out))
    }

    /// By the stewards' role.
    pub(super) fn judge(self, claim: u64, untrue: bool) -> Act {
        self.by_role(Stage::act("judge-reward", |out| {
            claim.write(out);
            untrue.write(out);
            None::<Reason>.write(out);
        }))
    }

    /// By the stewards' role.
    pub(super) fn revoke(self, programme: u64, account: AccountId) -> Act {
        self.by_role(Stage::act("revoke-attestor", |out| {
            self.dao.write(out);
            programme.write(out);
            account.write(out);
            None::<Reason>.write(out);
        }))
    }

    fn by_role(self, act: Act) -> Act {
        Stage::act("act-by-role", |out| {
            self.dao.write(out);
            STEWARDS.write(out);
            ActList(List::new(vec![act]).expect("one")).write(out);
            None::<u32>.write(out);
        })
    }
}

//! Acts of a season, as wallets and proposals send them.

use aluma_core::earn::types::{Evidence, LINK_BYTES, PURPOSE_BYTES, Reason, Terms};
use aluma_core::treasury::types::Recipient;
use aluma_types::codec::Canon;
use aluma_types::{AccountId, Act, Amount, AssetId, Body, DaoId, List, PotId, Span, Text};

use crate::attacks::stage::Stage;

/// Where they are, and in what it pays.
#[derive(Clone, Copy, Debug)]
pub(super) struct Acts {
    pub(super) dao: DaoId,
    pub(super) asset: AssetId,
}

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
            aluma_types::Acts(List::new(vec![act]).expect("one")).write(out);
            None::<u32>.write(out);
        })
    }
}

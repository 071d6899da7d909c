//! Those who verify, audit, challenge and judge: what they see, and how much of it they manage.

use aluma_types::AccountId;

use super::cast::claims;
use super::season::{Season, Truth};
use super::terms::Programme;
use crate::attacks::stage::Asked;
use aluma_core::earn::types::MAX_SCORE;

/// Claims that a judge, an examiner or a reviewer looks at in a day.
const LOOKS: usize = 5;
/// Claims that an auditor looks at in a day.
const AUDITS: usize = 10;
/// Claims that are challenged in a day at most.
const CHALLENGES: usize = 20;
/// Days until the community judges.
const JUDGES: u64 = 2;
/// Hundredths of untrue sessions that an audit finds.
const AUDIT_FINDS: u64 = 90;

/// In how many of a hundred cases one peer takes something for true.
const fn passes(truth: Truth) -> u64 {
    match truth {
        Truth::Honest => 100,
        Truth::Junk => 3,
        Truth::Copy => 40,
        Truth::Again => 80,
        Truth::Scripted => 100,
        Truth::Session => 5,
    }
}

/// In how many of a hundred cases anybody notices within the window what passed its verifiers.
const fn noticed(truth: Truth) -> u64 {
    match truth {
        Truth::Honest | Truth::Session | Truth::Scripted => 0,
        Truth::Junk => 80,
        Truth::Copy | Truth::Again => 50,
    }
}

impl Season {
    /// A day of those who look after programmes.
    pub(super) fn verifiers(&mut self, day: u64) {
        let mut asked = self.attested();
        let judges = (self.cast.judges.clone(), [Programme::Make, Programme::Reach], 0);
        let examiners = (self.cast.examiners.clone(), [Programme::Learn, Programme::Learn], 0);
        // Reviewers have another bit than judges, since both may speak of one claim.
        let reviewers =
            (self.cast.named.reviewers.clone(), [Programme::Reach, Programme::Reach], 16);
        for (who, programmes, bit) in [judges, examiners, reviewers] {
            asked.extend(self.looked_at(&who, (programmes, bit)));
        }
        asked.extend(self.audited());
        asked.extend(self.challenged());
        asked.extend(self.judged(day));
        if asked.is_empty() {
            return;
        }
        self.block(&asked);
    }

    /// What keys of the game say: honest ones of what was played, an operator of its own users.
    fn attested(&mut self) -> Vec<Asked> {
        let mut asked = Vec::new();
        for number in self.waits.verify.clone() {
            let Some(claim) = self.claims.get(&number).copied() else { continue };
            if claim.programme != Programme::Play {
                continue;
            }
            match (claim.truth, claim.earner) {
                (Truth::Honest, Some(who)) => {
                    let servers = self.cast.servers();
                    let key = servers[who % servers.len()];
                    let week = self.week();
                    let score = claims(self.seed, (who, week), Programme::Play).unwrap_or(50);
                    asked.push((key, self.acts.attest(number, score)));
                }
                (Truth::Session, _) if !self.revoked => {
                    asked.push((self.cast.operator, self.acts.attest(number, MAX_SCORE)));
                }
                _ => {}
            }
        }
        asked
    }

    /// What peers say, each of what they manage to look at.
    fn looked_at(
        &mut self,
        who: &[AccountId],
        (programmes, bit): ([Programme; 2], u32),
    ) -> Vec<Asked> {
        let mut open: Vec<u64> = self.waits.verify.iter().copied().collect();
        open.retain(|number| {
            self.claims.get(number).is_some_and(|claim| programmes.contains(&claim.programme))
        });
        let mut asked = Vec::new();
        let mut said: std::collections::BTreeMap<u64, (u32, u32)> = Default::default();
        for (place, account) in (0u32..).zip(who) {
            let mut looks = 0;
            let mut left = open.clone();
            while looks < LOOKS && !left.is_empty() {
                let number = left.swap_remove(self.rng.below(left.len() as u64) as usize);
                let Some(claim) = self.claims.get(&number).copied() else { continue };
                // Whoever is enough has spoken already today.
                let (yes, no) = said.get(&number).copied().unwrap_or_default();
                let need = if claim.programme == Programme::Make || bit > 0 { 2 } else { 1 };
                if yes >= need || no >= need || !self.speaks(number, bit + place % 16) {
                    continue;
                }
                looks += 1;
                let is_good = self.rng.percent(passes(claim.truth));
                let row = said.entry(number).or_default();
                if is_good {
                    row.0 += 1
                } else {
                    row.1 += 1
                }
                asked.push((*account, self.acts.confirm(number, is_good)));
            }
        }
        asked
    }

    fn audited(&mut self) -> Vec<Asked> {
        let most = AUDITS * self.cast.auditors.len();
        let open: Vec<u64> = self.waits.audit.iter().copied().take(most).collect();
        let mut asked = Vec::new();
        for (turn, number) in open.into_iter().enumerate() {
            let Some(claim) = self.claims.get(&number).copied() else { continue };
            let account = self.cast.auditors[turn % self.cast.auditors.len()];
            let found = claim.is_farmed() && self.rng.percent(AUDIT_FINDS);
            asked.push((account, self.acts.confirm(number, !found)));
        }
        asked
    }

    /// Each thing that nobody challenged yet is seen once.
    fn challenged(&mut self) -> Vec<Asked> {
        let mut asked = Vec::new();
        for number in self.waits.open.clone() {
            let Some(claim) = self.claims.get(&number).copied() else { continue };
            if asked.len() >= CHALLENGES {
                break;
            }
            if self.speaks(number, 31) && self.rng.percent(noticed(claim.truth)) {
                let watchers = &self.cast.watchers;
                let by = watchers[asked.len() % watchers.len()];
                asked.push((by, self.acts.challenge(number)));
            }
        }
        asked
    }

    /// What stewards decide, two days after it came before them: on what is challenged or frozen, and on an
    /// operator who was found out twice.
    fn judged(&mut self, day: u64) -> Vec<Asked> {
        let steward = self.stage.members()[0];
        let mut asked = Vec::new();
        for (number, since) in &mut self.waits.rule {
            *since = (*since).min(day);
            let Some(claim) = self.claims.get(number).copied() else { continue };
            if day >= *since + JUDGES {
                asked.push((steward, self.acts.judge(*number, claim.is_farmed())));
            }
        }
        if self.slashed >= 2 && self.found_out.is_none() {
            self.found_out = Some(day);
        }
        if !self.revoked && self.found_out.is_some_and(|since| day >= since + JUDGES) {
            let play = Programme::Play.number();
            asked.push((steward, self.acts.revoke(play, self.cast.operator)));
        }
        asked
    }
}

//! What farmers claim, week by week.

use aluma_types::AccountId;

use super::cast::Attack;
use super::season::{Season, Truth, Wanted};
use super::terms::{Programme, STAYS, WEEKS};
use crate::attacks::stage::Asked;

/// Accounts of one attack among those of all together, in twentieths: operator, leavers, junk, copies.
const PARTS: [usize; 5] = [0, 4, 10, 15, 20];

impl Season {
    /// The fake accounts that one attack has.
    pub(super) fn accounts(&self, kind: Attack) -> &[AccountId] {
        let all = &self.cast.fakes;
        if self.attack != Attack::All {
            return if self.attack.has(kind) { all } else { &[] };
        }
        let place = match kind {
            Attack::Operator => 0,
            Attack::Leavers => 1,
            Attack::Aged => 2,
            Attack::Copies => 3,
            _ => return &[],
        };
        &all[all.len() * PARTS[place] / 20..all.len() * PARTS[place + 1] / 20]
    }

    /// All that farmers claim in a week, and who leaves.
    pub(super) fn farmed(&mut self, week: u64) -> Vec<Wanted> {
        let mut all = self.insiders(week);
        all.extend(self.junk(week));
        all.extend(self.sessions(week));
        all.extend(self.copies(week));
        all.extend(self.first_parts(week));
        self.leave(week);
        all
    }

    /// What members of long standing do who also cheat: one thing of their own, and what they make of it.
    fn insiders(&self, week: u64) -> Vec<Wanted> {
        let mut all = Vec::new();
        for (who, insider) in self.cast.insiders.iter().enumerate() {
            let link = format!("i.example/{who}/{week}");
            all.push((insider.account, Programme::Make, link.clone(), Truth::Honest, None));
            if !insider.others.is_empty() {
                // In another spelling, in another programme, and from another account.
                let again = format!("https://www.I.example/{who}/{week}/?utm_source=a#b");
                all.push((insider.account, Programme::Make, again.clone(), Truth::Again, None));
                all.push((insider.account, Programme::Reach, again, Truth::Again, None));
                for other in &insider.others {
                    for programme in [Programme::Make, Programme::Reach, Programme::TakePart] {
                        all.push((*other, programme, link.clone(), Truth::Again, None));
                    }
                }
            }
            if self.attack.has(Attack::Copies) {
                let programme =
                    if week.is_multiple_of(2) { Programme::Make } else { Programme::Reach };
                let link = format!("i.example/{who}/{week}/copy");
                all.push((insider.account, programme, link, Truth::Copy, None));
            }
        }
        all
    }

    /// Fake accounts take part wherever only the ledger is asked, and hand in nothing elsewhere.
    fn junk(&self, week: u64) -> Vec<Wanted> {
        let is_junk = [Attack::Fakes, Attack::Aged, Attack::Chain];
        let kind = is_junk.into_iter().find(|kind| self.attack.has(*kind));
        let accounts = kind.map_or(&[][..], |kind| self.accounts(kind));
        let mut all = Vec::new();
        for (number, account) in accounts.iter().enumerate() {
            let link = |what: &str| format!("f.example/{number}/{week}/{what}");
            all.push((*account, Programme::TakePart, link("a"), Truth::Junk, None));
            let other = [Programme::Make, Programme::Reach][number % 2];
            all.push((*account, other, link("b"), Truth::Junk, None));
        }
        all
    }

    /// Users of an operator who never played.
    fn sessions(&self, week: u64) -> Vec<Wanted> {
        let users = self.accounts(Attack::Operator).iter().enumerate();
        let one = |(number, account): (usize, &AccountId)| {
            let link = format!("o.example/{number}/{week}");
            (*account, Programme::Play, link, Truth::Session, None)
        };
        users.map(one).collect()
    }

    /// What others made, a little changed.
    fn copies(&self, week: u64) -> Vec<Wanted> {
        let accounts = self.accounts(Attack::Copies).iter().enumerate();
        let one = |(number, account): (usize, &AccountId)| {
            let programme = if number % 2 == 0 { Programme::Make } else { Programme::Reach };
            let link = format!("c.example/{number}/{week}");
            (*account, programme, link, Truth::Copy, None)
        };
        accounts.map(one).collect()
    }

    /// The accounts that begin in a week.
    pub(super) fn cohort(&self, week: u64) -> (&[AccountId], u64) {
        let all = self.accounts(Attack::Leavers);
        let size = all.len().div_ceil(WEEKS as usize);
        let from = (size * week as usize).min(all.len());
        (&all[from..(from + size).min(all.len())], week)
    }

    /// Something copied that is paid in parts; the course they begin beside it.
    fn first_parts(&self, week: u64) -> Vec<Wanted> {
        let (accounts, cohort) = self.cohort(week);
        let one = |(number, account): (usize, &AccountId)| {
            let link = format!("l.example/{cohort}/{number}/b");
            (*account, Programme::Make, link, Truth::Copy, None)
        };
        accounts.iter().enumerate().map(one).collect()
    }

    /// They go when the first parts are paid.
    fn leave(&mut self, week: u64) {
        if let Some(cohort) = week.checked_sub(STAYS) {
            let leave = self.acts.leave();
            let (accounts, _) = self.cohort(cohort);
            let asked: Vec<Asked> =
                accounts.iter().map(|account| (*account, leave.clone())).collect();
            if !asked.is_empty() {
                self.block(&asked);
            }
        }
    }
}

//! One vote: its terms as they were when it opened, and all ballots in a list.

use super::Moment;
use super::charter::Parameters;
use super::money::Asks;
use super::scale::Source;
use super::sums::{Bar, Majority, PASSES, Part, Sides, part_up, people, split};

/// A ballot. Later ones of the same account replace earlier ones by standing behind them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ballot {
    /// Whose.
    pub(crate) account: u64,
    /// Ten-thousandths For, Against, Abstain.
    pub(crate) parts: [u128; 3],
    /// Their own weight.
    pub(crate) weight: u128,
    /// Whether it is final.
    pub(crate) last: bool,
}

/// Somebody's weight in somebody else's ballot.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Carried {
    /// Whose weight.
    pub(crate) owner: u64,
    /// In whose ballot.
    pub(crate) delegate: u64,
    /// How much.
    pub(crate) weight: u128,
}

/// Whether ballots are final.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Finality {
    /// None is.
    Never,
    /// Those that are marked.
    May,
    /// All are.
    Always,
}

/// What a track's rules said when a vote opened.
#[derive(Clone, Debug)]
pub(crate) struct Terms {
    /// How many of those who take a side.
    pub(crate) majority: Majority,
    /// How long it lasts.
    pub(crate) period: u64,
    /// What a late turn adds.
    pub(crate) increase: u64,
    /// How long passing must hold.
    pub(crate) confirm: u64,
    /// How long enactment waits.
    pub(crate) delay: u64,
    /// How long it is visible before.
    pub(crate) preparation: u64,
    /// Whether ballots are final.
    pub(crate) finality: Finality,
    by_size: bool,
    least: Part,
    end: Part,
    fall: u64,
}

impl Terms {
    /// The rules of a track.
    pub(crate) fn of(charter: &Parameters, track: &str) -> Self {
        let name = |what: &str| format!("{track}.{what}");
        let majority = match charter.choice(&name("rule")) {
            "majority" => Majority::Half,
            "share" => Majority::Of(charter.share(&name("threshold"))),
            _ => Majority::Weight(charter.number(&name("count"))),
        };
        let finality = match charter.choice(&name("final-ballots")) {
            "never" => Finality::Never,
            "may" => Finality::May,
            _ => Finality::Always,
        };
        Self {
            majority,
            period: charter.span(&name("period")),
            increase: charter.span(&name("quiet")),
            confirm: charter.span(&name("confirm")),
            delay: charter.span(&name("delay")),
            preparation: charter.span(&name("preparation")),
            finality,
            by_size: charter.flag(&name("quorum-by-size")),
            least: charter.share(&name("support")),
            end: charter.share(&name("support-end")),
            fall: charter.span(&name("support-fall")),
        }
    }

    /// Weight For that it takes at the beginning and at the end, and how long it falls. Of a mix
    /// the floors lose less than ten thousand units for each member.
    pub(crate) fn support(
        &self,
        (total, eligible): (u128, u128),
        is_mix: bool,
        fixed: u128,
    ) -> (u128, u128, u64) {
        let part = |part: Part| part_up(total, part.num.into(), part.den.into());
        let lost = if is_mix { 10_000 * eligible } else { 0 };
        let mut start = part(self.least);
        if self.by_size && eligible > 0 {
            start = start.max(part_up(total, people(eligible), eligible));
        }
        let end = if self.fall == 0 { start } else { part(self.end) };
        let least = |weight: u128| weight.saturating_sub(lost).max(fixed.min(total));
        (least(start), least(end), self.fall)
    }
}

/// How a vote ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Decision {
    /// `passes`, `withdrawn`, or why it was rejected.
    pub(crate) how: &'static str,
    /// Which moment counts as its end.
    pub(crate) at: u64,
    /// In which block it was written.
    pub(crate) height: u64,
}

/// A tally as the ledger tells it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Said {
    /// What has been cast.
    pub(crate) sides: Sides,
    /// Whether anybody could read it after the last block.
    pub(crate) is_fresh: bool,
}

/// A vote.
#[derive(Clone, Debug)]
pub(crate) struct Vote {
    /// The DAO.
    pub(crate) dao: u64,
    /// The track's word.
    pub(crate) track: &'static str,
    /// Who proposed.
    pub(crate) proposer: u64,
    /// The last block before it was visible.
    pub(crate) snapshot: Moment,
    /// How long new power ages.
    pub(crate) ramp: u64,
    /// Its rules.
    pub(crate) terms: Terms,
    /// When voting began.
    pub(crate) from: u64,
    /// When it ends.
    pub(crate) deadline: u64,
    /// All weight, without the recused.
    pub(crate) total: u128,
    /// How many people, without the recused.
    pub(crate) eligible: u128,
    /// Weight For: at the beginning, at the end, and how long it falls.
    pub(crate) support: (u128, u128, u64),
    /// Who may not decide.
    pub(crate) recused: Vec<u64>,
    /// Weight it took to open.
    pub(crate) needed: u128,
    /// What has weight.
    pub(crate) sources: Vec<Source>,
    /// Whether the models know what everybody holds of it.
    pub(crate) is_known: bool,
    /// What has been cast as the ledger tells it, where they do not.
    pub(crate) said: Option<Said>,
    /// What it asks of the treasury.
    pub(crate) asks: Asks,
    /// All ballots ever cast.
    pub(crate) ballots: Vec<Ballot>,
    /// What delegates carry.
    pub(crate) carried: Vec<Carried>,
    /// How it ended.
    pub(crate) decision: Option<Decision>,
    /// Whether it was enacted, failed or expired.
    pub(crate) is_over: bool,
}

impl Vote {
    /// Whether it may still take something out of the treasury.
    pub(crate) fn is_waiting(&self) -> bool {
        self.decision.is_none_or(|decision| decision.how == PASSES && !self.is_over)
    }

    /// Somebody's ballot: the last one.
    pub(crate) fn ballot(&self, account: u64) -> Option<&Ballot> {
        self.ballots.iter().rev().find(|ballot| ballot.account == account)
    }

    /// Each voter's last ballot.
    fn standing(&self) -> impl Iterator<Item = &Ballot> {
        let is_last = |(place, ballot): &(usize, &Ballot)| {
            self.ballots[place + 1..].iter().all(|later| later.account != ballot.account)
        };
        self.ballots.iter().enumerate().filter(is_last).map(|(_, ballot)| ballot)
    }

    /// Everything that counts, by going through all ballots; where their weights are not all known here, as
    /// it was told.
    pub(crate) fn tally(&self) -> Sides {
        if let Some(said) = self.said {
            return said.sides;
        }
        let mut sides = Sides::default();
        for ballot in self.standing() {
            sides.add(split(ballot.weight, ballot.parts));
            for carried in self.carried.iter().filter(|row| row.delegate == ballot.account) {
                sides.add(split(carried.weight, ballot.parts));
            }
        }
        sides
    }

    /// How many voted in person.
    pub(crate) fn voters(&self) -> u128 {
        self.standing().count() as u128
    }

    /// What a vote has to clear that closes at a moment.
    pub(crate) fn bar(&self, at: u64) -> Bar {
        let (start, end, fall) = self.support;
        let drop = start.saturating_sub(end);
        let elapsed = at.saturating_sub(self.from);
        let fallen = match fall {
            _ if elapsed >= fall => drop,
            fall => {
                let (elapsed, fall) = (u128::from(elapsed), u128::from(fall));
                (drop / fall) * elapsed + (drop % fall) * elapsed / fall
            }
        };
        Bar { majority: self.terms.majority, support: start - fallen }
    }

    /// The outcome at the deadline.
    pub(crate) fn outcome(&self) -> &'static str {
        self.bar(self.deadline).closed(&self.tally())
    }

    /// The end of the time in which ballots count, as things stand.
    pub(crate) fn end(&self) -> u64 {
        if self.outcome() == PASSES { self.deadline + self.terms.confirm } else { self.deadline }
    }

    /// Whether a ballot counts at a moment.
    pub(crate) fn takes(&self, now: u64) -> bool {
        let has_begun = now >= self.from && now > self.snapshot.time;
        self.decision.is_none() && has_begun && now <= self.end()
    }

    /// Moves the deadline where a change at `now` turned the outcome late, and says whether the
    /// vote is decided by it.
    pub(crate) fn turn(&mut self, before: Sides, now: u64) -> Option<&'static str> {
        let after = self.tally();
        if now > self.deadline {
            let outcome = self.outcome();
            return if outcome == PASSES { self.final_ballots() } else { Some(outcome) };
        }
        let bar = self.bar(now);
        let turned = (bar.closed(&before) == PASSES) != (bar.closed(&after) == PASSES);
        if turned && !bar.is_absolute(&after, self.total) {
            let ahead = now + self.terms.increase + self.terms.period / 2 - (now - self.from) / 2;
            self.deadline = self.deadline.max(ahead);
        }
        self.final_ballots()
    }

    /// The outcome where final ballots leave no other.
    fn final_ballots(&self) -> Option<&'static str> {
        let finals: Vec<&Ballot> =
            self.standing().filter(|ballot| ballot.last && ballot.weight > 0).collect();
        if self.terms.finality == Finality::Never || finals.is_empty() {
            return None;
        }
        let by_heads = matches!(self.sources[..], [only] if only.asset.is_none());
        if by_heads && finals.len() as u128 >= self.eligible {
            return Some(self.outcome());
        }
        let mut settled = Sides::default();
        finals.iter().for_each(|ballot| settled.add(split(ballot.weight, ballot.parts)));
        let open = self.total.saturating_sub(settled.all());
        let falls = self.support.2 > 0;
        match self.bar(self.deadline).settled(&settled, open)? {
            PASSES => Some(PASSES),
            why if !falls => Some(why),
            _ => {
                let bound = self.from + self.terms.period + 2 * self.terms.increase;
                self.bar(bound).settled(&settled, open).filter(|how| *how != PASSES)
            }
        }
    }

    /// Whether a later ballot of the same account may still replace the first: after the original
    /// deadline only where it neither raises For nor lowers Against.
    pub(crate) fn may_change(&self, (before, after): (Sides, Sides), now: u64) -> bool {
        let is_late = now > self.from + self.terms.period;
        !is_late || (after.yes <= before.yes && after.no >= before.no)
    }
}

//! What people give, and how those judge it who were drawn.

use aluma_core::review::rules::drawing::seal;
use aluma_types::value::Value;
use aluma_types::{AccountId, Hash32};

use super::director::{Intent, Who, anybody, member};
use super::known::first_number;
use super::values::{Fixed, Maker};
use crate::fields::Fields;

/// An hour, in milliseconds: what every reviewer of the workload finds in everything.
const HOUR: u64 = 3_600_000;

/// A panel that sits, as far as a workload needs to know.
#[derive(Clone, Debug)]
pub struct Sitting {
    /// What it judges.
    pub evidence: u64,
    /// Which panel of it.
    pub round: u8,
    /// Who was drawn and has sealed nothing yet.
    pub to_seal: Vec<u64>,
    /// Who sealed and has opened nothing yet.
    pub to_open: Vec<u64>,
    /// Whether seals are opened.
    pub opens: bool,
}

/// What is known of what a community judges.
#[derive(Clone, Debug, Default)]
pub struct Judging {
    /// Panels that sit.
    pub panels: Vec<Sitting>,
    /// What was claimed, by whom.
    pub claims: Vec<(u64, u64)>,
    /// What was judged.
    pub judged: Vec<u64>,
}

impl Judging {
    /// Learns a fact.
    pub fn learn(&mut self, name: &str, fields: &Fields<'_>) {
        let Some(evidence) = fields.number("evidence") else { return };
        let account = fields.number("account");
        let at = self.panels.iter().position(|panel| panel.evidence == evidence);
        match (name, at, account) {
            ("panel-drawn", at, _) => {
                let round = fields.number("round").and_then(|round| u8::try_from(round).ok());
                let drawn = fields.items("reviewers");
                let drawn: Vec<u64> = drawn.into_iter().filter_map(number).collect();
                match at.and_then(|at| self.panels.get_mut(at)) {
                    Some(panel) => {
                        panel.to_seal.extend(drawn);
                        panel.opens = false;
                    }
                    None => self.panels.push(Sitting {
                        evidence,
                        round: round.unwrap_or(0),
                        to_seal: drawn,
                        to_open: Vec::new(),
                        opens: false,
                    }),
                }
            }
            ("review-sealed", Some(at), Some(account)) => {
                self.panels[at].to_seal.retain(|other| *other != account);
                self.panels[at].to_open.push(account);
            }
            ("reveals-opened", Some(at), _) => self.panels[at].opens = true,
            ("review-revealed", Some(at), Some(account)) => {
                self.panels[at].to_open.retain(|other| *other != account);
            }
            ("review-missed", Some(at), Some(account)) => {
                self.panels[at].to_seal.retain(|other| *other != account);
                self.panels[at].to_open.retain(|other| *other != account);
            }
            ("contribution-judged" | "left-unreviewed", at, _) => {
                at.map(|at| self.panels.swap_remove(at));
                if name == "contribution-judged" {
                    self.judged.push(evidence);
                }
            }
            _ => {}
        }
    }
}

fn number((_, value): (&'static aluma_types::spec::TypeSpec, &Value)) -> Option<u64> {
    match value {
        Value::Uint(number) => u64::try_from(*number).ok(),
        other => first_number(other),
    }
}

/// How somebody rates something: the same whenever they are asked.
fn rating(evidence: u64, account: u64) -> u8 {
    // Mostly alike, now and then far off, sometimes junk.
    let even =
        [70, 75, 80, 85, 90, 80, 70, 10, 75, 95][((evidence * 7 + account * 3) % 10) as usize];
    if evidence.is_multiple_of(9) { even / 4 } else { even }
}

/// What somebody claims or judges.
pub(super) fn own(maker: &mut Maker<'_>) -> Intent {
    let judging = maker.world.communities.get(&maker.dao?)?.judging.clone();
    if let Some(panel) = maker.rng.pick(&judging.panels).cloned()
        && maker.rng.percent(75)
    {
        return judge(maker, &panel);
    }
    match maker.rng.below(10) {
        0..=4 => claim(maker),
        5 => {
            let (evidence, by) = *maker.rng.pick_late(&judging.claims)?;
            let act = maker.act("withdraw-claim", &[("evidence", Fixed::number(evidence))])?;
            Some((Who::Account(by), act))
        }
        6 => {
            let who = member(maker)?;
            let most = Fixed::number(maker.rng.within(1, 8));
            Some((Who::Account(who), maker.act("declare-reviews", &[("most", most)])?))
        }
        7 | 8 => {
            let evidence = *maker.rng.pick_late(&judging.judged)?;
            let by = judging.claims.iter().find(|(other, _)| *other == evidence)?.1;
            let act = maker.act("appeal-score", &[("evidence", Fixed::number(evidence))])?;
            Some((Who::Account(by), act))
        }
        _ => {
            let evidence = *maker.rng.pick_late(&judging.judged)?;
            let who = member(maker)?;
            let act = maker.act("dispute-score", &[("evidence", Fixed::number(evidence))])?;
            Some((Who::Account(who), act))
        }
    }
}

fn claim(maker: &mut Maker<'_>) -> Intent {
    let who = if maker.rng.percent(95) { member(maker)? } else { anybody(maker) };
    let mut fixed = vec![
        ("domain", Fixed::Nothing),
        ("size", Fixed::number(maker.rng.within(1, 40) * HOUR)),
        ("skills", Fixed::Rows(Vec::new())),
    ];
    if maker.rng.percent(80) {
        fixed.push(("authors", Fixed::Rows(Vec::new())));
    } else {
        let other = member(maker)?;
        let row = |account, part: u64| {
            vec![("account", Maker::account(account)), ("part", Fixed::number(part))]
        };
        fixed.push(("authors", Fixed::Rows(vec![row(who, 2), row(other, 1)])));
    }
    if maker.rng.percent(90) {
        fixed.push(("hash", Fixed::Nothing));
    }
    Some((Who::Account(who), maker.act("claim-contribution", &fixed)?))
}

fn judge(maker: &mut Maker<'_>, panel: &Sitting) -> Intent {
    let list = if panel.opens { &panel.to_open } else { &panel.to_seal };
    let who = *maker.rng.pick(list)?;
    let evidence = panel.evidence;
    let mut quality = rating(evidence, who);
    if maker.rng.percent(3) {
        quality = quality.saturating_add(1);
    }
    if panel.opens {
        let fixed = [
            ("evidence", Fixed::number(evidence)),
            ("quality", Fixed::number(quality)),
            ("size", Fixed::number(HOUR)),
            ("salt", Fixed::number(who)),
        ];
        return Some((Who::Account(who), maker.act("reveal-review", &fixed)?));
    }
    let of = (&maker.world.network, maker.dao?, evidence, panel.round);
    let sealed: Hash32 = seal(of, (AccountId(who), quality, HOUR, u128::from(who)));
    let fixed = [("evidence", Fixed::number(evidence)), ("sealed", Fixed::Is(Value::Hash(sealed)))];
    Some((Who::Account(who), maker.act("seal-review", &fixed)?))
}

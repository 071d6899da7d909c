//! The table of `aluma sim farming`, as text and as JSON.

use serde_json::{Value as Json, json};

use super::table::Ran;
use super::terms::{Defence, Programme};

/// What farmers may get of a season's budget.
pub(super) const LOSS: f64 = 0.05;
/// How far honest people's pay may be from their schedule.
pub(super) const PAY: f64 = 0.02;

/// One attack, with all defences or without some.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What it is called.
    pub attack: &'static str,
    /// The defences that are not there.
    pub without: Vec<&'static str>,
    /// What farmers were paid over the season's budget: mean and largest of all seeds.
    pub loss: (f64, f64),
    /// The same by programme, mean, over that programme's budget.
    pub loss_by: [f64; 5],
    /// What honest people were paid over their schedule: mean and the one farthest from it.
    pub pay: (f64, f64),
    /// The same by programme, mean.
    pub pay_by: [f64; 5],
    /// What honest people who learn were paid over the course's whole ladder: mean and least.
    pub ladder: (f64, f64),
    /// What those who taught honest people were paid over what they are where nobody farms, mean.
    pub taught: f64,
    /// Bonds that the operator lost over the season's budget, mean.
    pub bonds: f64,
    /// Acts and acts that were refused, all seeds together.
    pub counts: (u64, u64),
}

/// The whole table.
#[derive(Clone, Debug)]
pub struct Table {
    /// Honest earners.
    pub people: usize,
    /// Fake accounts.
    pub fakes: usize,
    /// Seeds, and the first.
    pub seeds: (u64, u64),
    /// The season's budget, base units.
    pub season: u128,
    /// What caps of groups and the ramp cost honest people where nobody farms, in parts of their pay.
    pub costs: f64,
    /// Rows.
    pub rows: Vec<Row>,
}

impl Row {
    /// Of pairs of a run and the run of the same rules in which nobody farms.
    pub(super) fn of(
        attack: &'static str,
        without: &[Defence],
        (runs, season): (&[(Ran, Ran)], u128),
    ) -> Self {
        let count = runs.len().max(1) as f64;
        let sum = |of: &[u128; 5]| of.iter().sum::<u128>() as f64;
        let over = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 1.0 };
        let mut row = Self {
            attack,
            without: without.iter().map(|defence| defence.name()).collect(),
            loss: (0.0, 0.0),
            loss_by: [0.0; 5],
            pay: (0.0, 1.0),
            pay_by: [0.0; 5],
            ladder: (0.0, 1.0),
            taught: 0.0,
            bonds: 0.0,
            counts: (0, 0),
        };
        for (ran, quiet) in runs {
            let loss = sum(&ran.lost) / season as f64;
            let pay = over(sum(&ran.honest), sum(&quiet.honest));
            row.loss = (row.loss.0 + loss / count, row.loss.1.max(loss));
            let is_farther = (pay - 1.0).abs() > (row.pay.1 - 1.0).abs();
            row.pay = (row.pay.0 + pay / count, if is_farther { pay } else { row.pay.1 });
            for place in 0..5 {
                row.loss_by[place] += ran.lost[place] as f64 * 5.0 / season as f64 / count;
                let by = over(ran.honest[place] as f64, quiet.honest[place] as f64);
                row.pay_by[place] += by / count;
            }
            let ladder = over(ran.ladder.0 as f64, ran.ladder.1 as f64);
            row.ladder = (row.ladder.0 + ladder / count, row.ladder.1.min(ladder));
            row.taught += over(ran.taught as f64, quiet.taught as f64) / count;
            row.bonds += ran.bonds as f64 / season as f64 / count;
            row.counts = (row.counts.0 + ran.acts, row.counts.1 + ran.refused);
        }
        row
    }

    /// Whether the bars are met; nothing where a defence is missing, which no bar is for.
    pub fn is_met(&self) -> Option<bool> {
        let pays = [self.pay.1, self.ladder.1].iter().all(|pay| (pay - 1.0).abs() <= PAY);
        let is = self.loss.1 <= LOSS && pays;
        self.without.is_empty().then_some(is)
    }
}

impl Table {
    /// Whether every bar is met.
    pub fn is_good(&self) -> bool {
        self.rows.iter().all(|row| row.is_met() != Some(false))
    }

    /// As JSON.
    pub fn json(&self) -> Json {
        let round = |number: f64| (number * 1e5).round() / 1e5;
        let by = |figures: &[f64; 5]| {
            let pairs = Programme::ALL.iter().zip(figures);
            Json::Object(
                pairs.map(|(one, part)| (one.name().into(), json!(round(*part)))).collect(),
            )
        };
        let row = |row: &Row| {
            json!({
                "attack": row.attack,
                "without": row.without,
                "loss": round(row.loss.0),
                "worst_loss": round(row.loss.1),
                "loss_by_programme": by(&row.loss_by),
                "pay": round(row.pay.0),
                "worst_pay": round(row.pay.1),
                "pay_by_programme": by(&row.pay_by),
                "ladder": round(row.ladder.0),
                "worst_ladder": round(row.ladder.1),
                "teachers_pay": round(row.taught),
                "bonds_lost": round(row.bonds),
                "acts": row.counts.0,
                "refused": row.counts.1,
                "met": row.is_met(),
            })
        };
        json!({
            "people": self.people,
            "fakes": self.fakes,
            "seeds": self.seeds.0,
            "first_seed": self.seeds.1,
            "season_budget": self.season.to_string(),
            "defences_cost_the_honest": round(self.costs),
            "bars": { "loss": LOSS, "pay": PAY },
            "rows": self.rows.iter().map(row).collect::<Vec<_>>(),
        })
    }

    /// For a person.
    pub fn text(&self) -> String {
        let mut text = format!(
            "{} honest earners, {} fake accounts, a season of 26 weeks, {} seeds from {}\n\
             loss: what farmers were paid over the season's budget (bar: <= {:.0} %)\n\
             pay: what honest earners were paid over their schedule (bar: within {:.0} %)\n\
             ladder: what honest learners were paid over the course's whole ladder (bar: within {:.0} %)\n\n",
            self.people,
            self.fakes,
            self.seeds.0,
            self.seeds.1,
            LOSS * 100.0,
            PAY * 100.0,
            PAY * 100.0,
        );
        text += &format!(
            "{:<18}{:<32}{:>8}{:>8}{:>8}{:>8}{:>8}{:>8}{:>8}  {:<7}{:>7}{:>7}{:>7}{:>7}{:>7}\n",
            "attack",
            "without",
            "loss",
            "worst",
            "pay",
            "worst",
            "ladder",
            "worst",
            "bonds",
            "",
            "part",
            "play",
            "make",
            "reach",
            "learn"
        );
        for row in &self.rows {
            let met = match row.is_met() {
                Some(true) => "met",
                Some(false) => "missed",
                None => "",
            };
            let percent = |part: f64| format!("{:.2}%", part * 100.0);
            text += &format!(
                "{:<18}{:<32}{:>8}{:>8}{:>8}{:>8}{:>8}{:>8}{:>8}  {:<7}",
                row.attack,
                row.without.join(" + "),
                percent(row.loss.0),
                percent(row.loss.1),
                percent(row.pay.0),
                percent(row.pay.1),
                percent(row.ladder.0),
                percent(row.ladder.1),
                percent(row.bonds),
                met,
            );
            row.loss_by.iter().for_each(|part| text += &format!("{:>6.1}%", part * 100.0));
            text.push('\n');
        }
        text += &format!(
            "\nthe last five columns: loss by programme, over that programme's budget\n\
             caps of groups and the ramp cost honest earners {:.2} % of their pay where nobody farms\n",
            self.costs * 100.0
        );
        text
    }
}

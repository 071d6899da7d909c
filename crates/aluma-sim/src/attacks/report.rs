//! The table of attacks: what was measured, and the bars.

use serde_json::{Value as Json, json};

use super::figures::{SYSTEMS, Sensor};

/// What an attack comes to over all seeds.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its name.
    pub attack: &'static str,
    /// By system, the mean gain over seeds.
    pub gain: [f64; 5],
    /// Aluma's mean gain in what was ever given by accepted work, and by praise.
    pub parts: [f64; 2],
    /// By system, the largest.
    pub worst: [f64; 5],
    /// By system, the mean rank correlation of scores with what people truly gave.
    pub spearman: [f64; 5],
    /// Contributions claimed and left unreviewed, acts and acts that were refused, all seeds together.
    pub counts: [u64; 4],
    pub(super) sensor: Sensor,
}

/// The whole table.
#[derive(Clone, Debug)]
pub struct Table {
    /// Members.
    pub members: usize,
    /// Epochs of 14 days.
    pub epochs: u64,
    /// Seeds, and the first.
    pub seeds: (u64, u64),
    /// Rows.
    pub rows: Vec<Row>,
    /// What honest pairs lose who praise each other, in parts of one: mean and largest.
    pub pairs_lose: (f64, f64),
    /// The gain of members who claim half more hours than there were, and do nothing else: a part of
    /// what rings gain that owes nothing to the ring.
    pub claiming_gains: f64,
    /// Points of praise by those of work, of honest people.
    pub praise: f64,
}

/// What a row of Aluma is held to: the least and the most of its mean gain.
fn bar(attack: &str) -> Option<(f64, f64)> {
    Some(match attack {
        "self_praise" => (0.0, 1.0),
        "sybil_farm_10" | "sybil_farm_100" | "sybil_farm_1000" => (0.0, 0.5),
        "outside_ring" => (0.0, 0.6),
        "reciprocal_trading" => (0.85, 1.05),
        "insider_ring_5" | "insider_ring_10" | "insider_ring_20" | "insider_ring_33" => (0.0, 1.05),
        "stealth_ring_20" => (0.0, 1.15),
        _ => return None,
    })
}

/// What ranks of honest people's points are held to.
const RANKS: f64 = 0.965;
/// What honest pairs may lose.
const LOSE: f64 = 0.05;

impl Row {
    fn is_met(&self) -> Option<bool> {
        if self.attack == "none" {
            return Some(self.spearman[0] >= RANKS);
        }
        let (least, most) = bar(self.attack)?;
        // Sums of floats of equal ledgers are equal but for their last digits.
        Some(self.gain[0] >= least - 1e-9 && self.gain[0] <= most + 1e-9)
    }

    fn bar(&self) -> String {
        match (self.attack, bar(self.attack)) {
            ("none", _) => format!("ranks >= {RANKS}"),
            (_, Some((least, most))) if least > 0.0 => format!("{least} to {most}"),
            (_, Some((_, most))) => format!("<= {most}"),
            _ => String::new(),
        }
    }
}

impl Table {
    /// Whether farms of all sizes come to the same.
    fn farms_are_equal(&self) -> bool {
        let mut farms = self.rows.iter().filter(|row| row.attack.starts_with("sybil_farm"));
        let first = farms.next();
        farms.all(|row| first.is_none_or(|first| (row.gain[0] - first.gain[0]).abs() < 1e-12))
    }

    /// As JSON.
    pub fn json(&self) -> Json {
        let round = |number: f64| (number * 1e4).round() / 1e4;
        let by = |figures: &[f64; 5]| {
            let pairs = SYSTEMS.iter().zip(figures);
            Json::Object(pairs.map(|(name, one)| ((*name).into(), json!(round(*one)))).collect())
        };
        let row = |row: &Row| {
            let Sensor { honest, ring } = row.sensor;
            json!({
                "attack": row.attack,
                "gain": by(&row.gain),
                "worst": by(&row.worst),
                "spearman": by(&row.spearman),
                "gain_by_work": round(row.parts[0]),
                "gain_by_praise": round(row.parts[1]),
                "bar": row.bar(),
                "met": row.is_met(),
                "claimed": row.counts[0],
                "unreviewed": row.counts[1],
                "acts": row.counts[2],
                "refused": row.counts[3],
                "sensor": {
                    "honest_known": honest.0, "honest_pointed_at": honest.1,
                    "ring_known": ring.0, "ring_pointed_at": ring.1,
                },
            })
        };
        json!({
            "members": self.members,
            "epochs": self.epochs,
            "first_seed": self.seeds.1,
            "seeds": self.seeds.0,
            "gain_of": "the coalition's share of all points as they weigh at the end, over the \
                        share of the same people of the same seed when they are honest",
            "farms_equal": self.farms_are_equal(),
            "honest_pairs_lose": { "mean": round(self.pairs_lose.0), "worst": round(self.pairs_lose.1) },
            "overclaiming_alone": round(self.claiming_gains),
            "praise_by_work": round(self.praise),
            "rows": self.rows.iter().map(row).collect::<Vec<_>>(),
        })
    }

    /// For a person.
    pub fn text(&self) -> String {
        let mut text = format!(
            "{} members, {} epochs of 14 days, {} seeds from {}\n\
             gain: the coalition's share of all points, over what the same people have when honest\n\n",
            self.members, self.epochs, self.seeds.0, self.seeds.1
        );
        text += &format!(
            "{:<23}{:>7}{:>7}{:>7}{:>7}{:>7}  {:<15}{:<8}{:>8}{:>8}{:>9}{:>7}\n",
            "attack",
            "mean",
            "worst",
            "work",
            "praise",
            "ranks",
            "bar",
            "",
            "average",
            "circle",
            "pagerank",
            "eigen"
        );
        for row in &self.rows {
            let met = match row.is_met() {
                Some(true) => "met",
                Some(false) => "missed",
                None => "",
            };
            text += &format!(
                "{:<23}{:>7.3}{:>7.3}{:>7.3}{:>7.3}{:>7.3}  {:<15}{:<8}{:>8.2}{:>8.2}{:>9.2}{:>7.2}\n",
                row.attack,
                row.gain[0],
                row.worst[0],
                row.parts[0],
                row.parts[1],
                row.spearman[0],
                row.bar(),
                met,
                row.gain[1],
                row.gain[2],
                row.gain[3],
                row.gain[4]
            );
        }
        text += &self.beside();
        text
    }

    fn beside(&self) -> String {
        let yes = |is: bool| if is { "met" } else { "missed" };
        let mut text = format!(
            "\nfarms of all sizes are equal: {}\nhonest pairs lose {:.1} %, at most {:.1} %: {} (< 5 %)\n\
             whoever claims half more hours and does nothing else: {:.3}\n",
            yes(self.farms_are_equal()),
            self.pairs_lose.0 * 100.0,
            self.pairs_lose.1 * 100.0,
            yes(self.pairs_lose.0 < LOSE),
            self.claiming_gains,
        );
        if let Some(row) = self.rows.iter().find(|row| row.attack == "stealth_ring_20") {
            let Sensor { honest, ring } = row.sensor;
            text += &format!(
                "a sensor by ratings (not in the ledger) knows enough of {} honest raters and {} of \
                 the stealth ring, and points at {} and {}\n",
                honest.0, ring.0, honest.1, ring.1
            );
        }
        text
    }

    /// Whether every bar is met.
    pub fn is_good(&self) -> bool {
        self.rows.iter().all(|row| row.is_met() != Some(false))
            && self.farms_are_equal()
            && self.pairs_lose.0 < LOSE
    }
}

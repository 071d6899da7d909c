//! The table of attacks: what was measured, and the bars.

use serde_json::{Value as Json, json};

use super::cast::INFLATED;
use super::figures::{SYSTEMS, Sensor};

/// What an attack comes to over all seeds.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its name.
    pub attack: &'static str,
    /// By how much more its people claim than there was: of those that were tried what brings most.
    pub claims: Option<f64>,
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
    /// The gain of members who claim more hours than there were, and do nothing else, by how many more: a
    /// part of what rings gain that owes nothing to the ring.
    pub claiming_gains: Vec<f64>,
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

/// Rows beside which the sensor's figures are told.
const SENSED: [&str; 2] = ["none", "stealth_ring_20"];

/// The part of pairs that the sensor points at.
fn part((pairs, pointed_at): (u64, u64)) -> f64 {
    pointed_at as f64 / pairs.max(1) as f64
}

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
            let Sensor { honest, mutual, ring } = row.sensor;
            json!({
                "attack": row.attack,
                "claims": row.claims,
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
                    "honest_pairs": honest.0, "honest_pointed_at": honest.1,
                    "false_positives": round(part(honest)),
                    "reciprocal_pairs": mutual.0, "reciprocal_pointed_at": mutual.1,
                    "reciprocal_false_positives": round(part(mutual)),
                    "ring_pairs": ring.0, "ring_pointed_at": ring.1,
                    "found": round(part(ring)),
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
            "gain_of_farms": "what their accounts add to what their owner's own work brings: 0 is nothing",
            "farms_equal": self.farms_are_equal(),
            "honest_pairs_lose": { "mean": round(self.pairs_lose.0), "worst": round(self.pairs_lose.1) },
            "overclaiming_alone": INFLATED.iter().zip(&self.claiming_gains)
                .map(|(claims, gain)| json!({ "claims": claims, "gain": round(*gain) }))
                .collect::<Vec<_>>(),
            "praise_by_work": round(self.praise),
            "rows": self.rows.iter().map(row).collect::<Vec<_>>(),
        })
    }

    /// For a person.
    pub fn text(&self) -> String {
        let mut text = format!(
            "{} members, {} epochs of 14 days, {} seeds from {}\n\
             gain: the coalition's share of all points, over what the same people have when honest;\n\
             of farms: what their accounts add to their owner's own work (0 is nothing)\n\n",
            self.members, self.epochs, self.seeds.0, self.seeds.1
        );
        text += &format!(
            "{:<23}{:>6}{:>7}{:>7}{:>7}{:>7}{:>7}  {:<15}{:<8}{:>8}{:>8}{:>9}{:>7}\n",
            "attack",
            "claims",
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
                "{:<23}{:>6}{:>7.3}{:>7.3}{:>7.3}{:>7.3}{:>7.3}  {:<15}{:<8}{:>8.2}{:>8.2}{:>9.2}{:>7.2}\n",
                row.attack,
                row.claims.map_or(String::new(), |claims| format!("{claims:.2}")),
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
             whoever claims more hours and does nothing else: {}\n",
            yes(self.farms_are_equal()),
            self.pairs_lose.0 * 100.0,
            self.pairs_lose.1 * 100.0,
            yes(self.pairs_lose.0 < LOSE),
            INFLATED
                .iter()
                .zip(&self.claiming_gains)
                .map(|(claims, gain)| format!("{claims} times {gain:.3}"))
                .collect::<Vec<_>>()
                .join(", "),
        );
        for row in self.rows.iter().filter(|row| SENSED.contains(&row.attack)) {
            let Sensor { honest, mutual, ring } = row.sensor;
            text += &format!(
                "{}: of pairs who judged each other the sensor points at {:.1} % of {} honest ones \
                 ({:.1} % of the {} who praise each other) and at {:.1} % of {} of the ring\n",
                row.attack,
                part(honest) * 100.0,
                honest.0,
                part(mutual) * 100.0,
                mutual.0,
                part(ring) * 100.0,
                ring.0
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

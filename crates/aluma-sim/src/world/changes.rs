//! Changes of a charter, in words: any parameter that any domain has listed.

use aluma_core::dao::{Kind, ParameterSpec};
use aluma_core::registry::PARAMETERS;
use aluma_types::spec::IdKind;

use super::values::Maker;

/// A key and a value, mostly of its kind and within its range.
pub fn change(maker: &mut Maker<'_>) -> (String, String) {
    let all: Vec<&ParameterSpec> =
        PARAMETERS.iter().flat_map(|list| list.iter().copied()).collect();
    let is_wild = maker.rng.percent(maker.wild);
    let Some(spec) = maker.rng.pick(&all).copied() else { return ("x".into(), "y".into()) };
    let kind = match (is_wild, maker.rng.pick(&all)) {
        (true, Some(other)) => other.kind,
        _ => spec.kind,
    };
    (spec.name.to_owned(), value(maker, kind))
}

fn value(maker: &mut Maker<'_>, kind: Kind) -> String {
    let rng = &mut *maker.rng;
    match kind {
        Kind::Flag => (if rng.percent(50) { "yes" } else { "no" }).to_owned(),
        Kind::Number { min, max } => {
            let near = min.saturating_add(rng.below(6).into()).min(max);
            let far = rng.percent(10);
            (if far { max.saturating_sub(rng.below(2).into()) } else { near }).to_string()
        }
        Kind::Span { min, max } => {
            let any = [min.0, max.0, 3_600_000, 86_400_000, 172_800_000, 604_800_000];
            let at = any[rng.below(any.len() as u64) as usize].clamp(min.0, max.0);
            // One beyond the range now and then: both sides of each border are tried.
            format!("{}ms", if rng.percent(5) { at.saturating_add(1) } else { at })
        }
        Kind::Share { min, max } => match rng.below(4) {
            0 => format!("{}/{}", min.num(), min.den()),
            1 => format!("{}/{}", max.num(), max.den()),
            _ => format!("{}%", rng.within(0, 100)),
        },
        Kind::Choice(names) => rng.pick(names).map_or("yes", |(name, ..)| name).to_owned(),
        Kind::Tags { of, most } => {
            let some = (0..rng.below(u64::from(most) + 2)).filter_map(|_| rng.pick(of));
            let names: std::collections::BTreeSet<&str> = some.map(|(name, ..)| *name).collect();
            names.into_iter().collect::<Vec<_>>().join(",")
        }
        Kind::Time => {
            let known = maker.world.deadlines.iter().next().copied().unwrap_or(0);
            aluma_types::show::time(aluma_types::Timestamp(known)).replace(' ', "T")
        }
        Kind::OptionalAsset => {
            let near = maker.world.ids(IdKind::AssetId, maker.dao);
            match rng.pick(near) {
                Some(asset) if rng.percent(80) => asset.to_string(),
                _ => "none".to_owned(),
            }
        }
    }
}

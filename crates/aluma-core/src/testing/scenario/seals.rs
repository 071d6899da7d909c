//! Seals on ratings and bids, from what they hide.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use aluma_types::{AccountId, DaoId, Span};
use serde_json::{Map, Value as Json, json};

use crate::invest::types::BidStep;
use crate::review::rules::drawing::seal;
use crate::testing::World;

/// Writes the seal of `quality=80 size=3h salt=7` in place of these fields, where it is not there.
pub(super) fn sealed(
    world: &World,
    (dao, who): (u64, u64),
    fields: &mut Map<String, Json>,
) -> Result<(), String> {
    if fields.contains_key("sealed") {
        return Ok(());
    }
    let mut take = |name: &str| fields.remove(name).map(|value| text(&value));
    let (quality, size, salt) = (take("quality"), take("size"), take("salt"));
    let evidence = fields.get("evidence").map(text).and_then(|text| text.parse().ok());
    let evidence: u64 = evidence.ok_or("a seal is of a contribution")?;
    let number =
        |text: Option<String>| text.and_then(|text| text.parse::<u128>().ok()).unwrap_or(0);
    let size = size.and_then(|text| Span::parse(&text)).unwrap_or_default();
    let quality = u8::try_from(number(quality)).map_err(|_| "a quality is 0 to 255")?;
    let row = crate::review::evidence(world.state(), (DaoId(dao), evidence));
    let round = row.map_or(0, |row| row.round);
    let of = (&world.network(), dao, evidence, round);
    let hash = seal(of, (AccountId(who), quality, size.0, number(salt)));
    fields.insert("sealed".to_string(), Json::String(hash.to_string()));
    Ok(())
}

/// Writes `units=10 price=5` of a bid as the one step that it is.
pub(super) fn one_step(fields: &mut Map<String, Json>) {
    let (units, price) = (fields.remove("units"), fields.remove("price"));
    if let (Some(units), Some(price)) = (units, price) {
        fields.insert("steps".to_string(), json!([{ "units": units, "price": price }]));
    }
}

/// Writes the seal of `steps=[{units:10,price:5}] salt=7` of a bid in place of these fields.
pub(super) fn bid(
    world: &World,
    (dao, who): (u64, u64),
    fields: &mut Map<String, Json>,
) -> Result<(), String> {
    if fields.contains_key("seal") {
        return Ok(());
    }
    let number = |value: &Json| text(value).parse::<u128>().unwrap_or(0);
    let steps = fields.remove("steps");
    let steps = steps.as_ref().and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default();
    let step =
        |step: &Json| BidStep { units: number(&step["units"]), price: number(&step["price"]) };
    let steps: Vec<BidStep> = steps.iter().map(step).collect();
    let salt = fields.remove("salt").as_ref().map_or(0, number);
    let sale = fields.get("sale").map(text).and_then(|text| text.parse().ok());
    let sale: u64 = sale.ok_or("a bid is in a sale")?;
    let of = (&world.network(), DaoId(dao), sale);
    let hash = crate::invest::rules::seals::seal(of, (AccountId(who), &steps, salt));
    fields.insert("seal".to_string(), Json::String(hash.to_string()));
    Ok(())
}

fn text(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), ToString::to_string)
}

//! `bid`: what somebody bids in an auction of shares, sealed while others may still be swayed by it and
//! opened when the time to bid is over.
//!
//! As for ratings, the same key with the same figures opens what it sealed ([`crate::sealing`]). A bid that
//! a browser sealed is opened with the code that the browser showed.

use aluma_client::Client;
use aluma_core::invest::rules::seals::seal;
use aluma_core::invest::types::{BidStep, MAX_STEPS, Price, most};
use aluma_types::{AccountId, DaoId, Hash32, Share, show};
use serde_json::{Value as Json, json};

use crate::options::Options;
use crate::outcome::{Failure, note};
use crate::sealing::{self, Hand, stage};

/// What a salt is made under.
const SALT: &[u8] = b"aluma bid salt v1";

/// Whose bid, in which sale of which ledger.
#[derive(Clone, Copy, Debug)]
struct Place {
    network: Hash32,
    dao: u64,
    sale: u64,
    account: AccountId,
}

impl Place {
    /// The salt of this bid's seal: the same as often as it is asked for.
    fn salt(&self, secret: &[u8; 32]) -> u128 {
        sealing::salt(&[
            SALT,
            secret,
            &self.network.0,
            &self.dao.to_be_bytes(),
            &self.sale.to_be_bytes(),
            &self.account.0.to_be_bytes(),
        ])
    }

    fn sealed(&self, steps: &[BidStep], salt: u128) -> Hash32 {
        seal((&self.network, DaoId(self.dao), self.sale), (self.account, steps, salt))
    }
}

/// An asset as sums of it are written.
#[derive(Clone, Debug)]
struct Unit {
    asset: u64,
    symbol: String,
    decimals: u8,
}

impl Unit {
    fn find(client: &Client, asset: &Json) -> Result<Self, Failure> {
        let answer = client.view("asset", &json!({ "asset": asset }))?;
        let read = || {
            let what = answer.get("what")?;
            let symbol = what.get("symbol")?.as_str()?.to_owned();
            let decimals = u8::try_from(what.get("decimals")?.as_u64()?).ok()?;
            Some(Self { asset: asset.as_u64()?, symbol, decimals })
        };
        read().ok_or_else(|| Failure::damaged("the answer about the asset has another shape"))
    }

    /// Base units of a number that was given.
    fn read(&self, name: &str, text: &str) -> Result<u128, Failure> {
        let units = show::parse_amount(text, self.decimals).filter(|units| *units > 0);
        units.ok_or_else(|| {
            let (symbol, digits) = (&self.symbol, self.decimals);
            Failure::usage(format!("--{name} {text}: a number of {symbol} above 0"))
                .hint(format!("Such as 12, with at most {digits} digits after the point."))
        })
    }

    fn say(&self, units: u128) -> String {
        format!("{} {}", show::amount(units, self.decimals), self.symbol)
    }
}

/// What a sale sells and takes.
struct Terms {
    stage: String,
    share: Unit,
    pay: Unit,
    per: u128,
    unopened: String,
}

impl Terms {
    fn find(client: &Client, matter: &Json) -> Result<Self, Failure> {
        let answer = client.view("sale", matter)?;
        let shape = || Failure::damaged("the answer about the sale has another shape");
        let what = answer.get("what").ok_or_else(shape)?;
        let Some(auction) = what.pointer("/kind/auction") else {
            return Err(Failure::usage("this sale is no auction")
                .hint("Buy or order in it at its price: aluma do buy-shares."));
        };
        let text = |of: &Json| of.as_str().map(str::to_owned).or_else(|| Some(of.to_string()));
        let per = auction.pointer("/floor/per").and_then(text);
        let per = per.and_then(|per| per.parse().ok()).ok_or_else(shape)?;
        let unopened = answer.get("unopened").and_then(text).ok_or_else(shape)?;
        let unopened = Share::parse(&unopened).map_or(unopened, show::percent);
        Ok(Self {
            stage: stage(what).unwrap_or_default().to_owned(),
            share: Unit::find(client, what.get("share").unwrap_or(&Json::Null))?,
            pay: Unit::find(client, what.get("pay").unwrap_or(&Json::Null))?,
            per,
            unopened,
        })
    }
}

/// The steps of a bid: one, or each that was given, the highest price first.
fn steps(options: &Options<'_>, terms: &Terms) -> Result<Vec<BidStep>, Failure> {
    let read = |(shares, units): (&str, &str), (name, price): (&str, &str)| {
        let units = terms.share.read(shares, units)?;
        Ok(BidStep { units, price: terms.pay.read(name, price)? })
    };
    let given: Vec<&String> =
        options.leaf().get_many::<String>("step").into_iter().flatten().collect();
    if given.is_empty() {
        let text = |name: &str| options.text(name).unwrap_or_default();
        return Ok(vec![read(("shares", text("shares")), ("price", text("price")))?]);
    }
    if given.len() > MAX_STEPS {
        return Err(Failure::usage(format!("--step: a bid has at most {MAX_STEPS} steps"))
            .hint("Put prices that are close to each other into one step."));
    }
    let step = |text: &String| match text.split_once('@') {
        Some((units, price)) => read(("step", units), ("step", price)),
        None => Err(Failure::usage(format!("--step {text}: not SHARES@PRICE"))
            .hint("Such as --step 10@7 --step 5@6.50.")),
    };
    let mut steps = given.into_iter().map(step).collect::<Result<Vec<_>, Failure>>()?;
    steps.sort_by_key(|step| std::cmp::Reverse(step.price));
    if steps.windows(2).any(|pair| pair[0].price == pair[1].price) {
        return Err(Failure::usage("two steps are at one price")
            .hint("Put what you would buy at one price into one step."));
    }
    Ok(steps)
}

/// `bid --dao D --sale N --shares S --price P`, or `--step S@P` for each step: seals, or opens what was
/// sealed.
///
/// # Errors
/// Where the sale waits for neither, or the ledger refuses.
pub(crate) fn run(options: &Options<'_>) -> Result<(), Failure> {
    sealing::run(options, step)
}

fn step(hand: &Hand<'_>) -> Result<(&'static str, Json), Failure> {
    let options = hand.options;
    let sale = options.leaf().get_one::<u64>("sale").copied().unwrap_or_default();
    let matter = json!({ "dao": hand.dao, "sale": sale });
    let terms = Terms::find(hand.client, &matter)?;
    let steps = steps(options, &terms)?;
    let (network, dao) = (hand.network()?, hand.dao_number()?);
    let place = Place { network, dao, sale, account: hand.account };
    let salt = match options.text("code") {
        Some(code) => salt_of(code)?,
        None => place.salt(hand.secret),
    };
    let mut fields = matter;
    let action = match terms.stage.as_str() {
        "open" => {
            let deposit = deposit(options, &terms, &steps)?;
            fields["seal"] = json!(place.sealed(&steps, salt).to_string());
            let units = deposit.to_string();
            fields["deposit"] = json!({ "asset": terms.pay.asset, "units": units });
            warn(&terms, deposit, salt);
            "seal-bid"
        }
        "revealing" => {
            let row = |step: &BidStep| {
                let (units, price) = (step.units.to_string(), step.price.to_string());
                json!({ "units": units, "price": price })
            };
            fields["steps"] = steps.iter().map(row).collect();
            fields["salt"] = json!(salt.to_string());
            "open-bid"
        }
        _ => {
            return Err(Failure::usage("this sale takes no bids any more")
                .hint("What it came to: aluma show sale."));
        }
    };
    Ok((action, fields))
}

/// What is put in trust: what the bid costs at most, or more where that is to be hidden.
fn deposit(options: &Options<'_>, terms: &Terms, steps: &[BidStep]) -> Result<u128, Failure> {
    let cost = most(Price { pay: 1, per: terms.per }, steps);
    let cost =
        cost.ok_or_else(|| Failure::usage("so many at that price cost more than there can be"))?;
    let Some(text) = options.text("deposit") else { return Ok(cost) };
    let deposit = terms.pay.read("deposit", text)?;
    if deposit < cost {
        let needs = terms.pay.say(cost);
        return Err(Failure::usage(format!("--deposit {text}: this bid needs {needs}"))
            .hint("Put at least as much in trust as you bid, or leave it out."));
    }
    Ok(deposit)
}

/// What one should know before one signs.
fn warn(terms: &Terms, deposit: u128, salt: u128) {
    let lot = terms.share.say(terms.per);
    note("note", &format!("The price is for {lot}. {} waits in trust.", terms.pay.say(deposit)));
    note("note", "A share is worth what the community makes of it: you may lose all of it.");
    note(
        "note",
        &format!(
            "Open the bid when the time to bid is over, by the same command. If units are sold and it was \
         never opened, {} of what waits in trust is lost.",
            terms.unopened
        ),
    );
    note("note", &format!("To open it with another key or in a browser: code {}", code_of(salt)));
}

/// A salt as a person writes it down.
fn code_of(salt: u128) -> String {
    let digits = format!("{salt:032x}");
    let groups = digits.as_bytes().chunks(4).map(|group| String::from_utf8_lossy(group));
    groups.collect::<Vec<_>>().join("-")
}

fn salt_of(code: &str) -> Result<u128, Failure> {
    let digits: String = code.chars().filter(|one| *one != '-' && *one != ' ').collect();
    let is_hex = digits.len() == 32 && digits.chars().all(|one| one.is_ascii_hexdigit());
    u128::from_str_radix(&digits, 16).ok().filter(|_| is_hex).ok_or_else(|| {
        Failure::usage(format!("--code {code}: not the code of a bid"))
            .hint("It has eight groups of four digits or letters, as it was shown.")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACE: Place = Place { network: Hash32([7; 32]), dao: 1, sale: 2, account: AccountId(3) };

    #[test]
    fn a_salt_is_of_one_key_and_one_sale() {
        let salt = PLACE.salt(&[1; 32]);
        assert_eq!(salt, PLACE.salt(&[1; 32]));
        let others = [
            PLACE.salt(&[2; 32]),
            Place { dao: 2, ..PLACE }.salt(&[1; 32]),
            Place { sale: 3, ..PLACE }.salt(&[1; 32]),
            Place { account: AccountId(4), ..PLACE }.salt(&[1; 32]),
            Place { network: Hash32([8; 32]), ..PLACE }.salt(&[1; 32]),
        ];
        assert!(others.iter().all(|other| *other != salt));
        let one = |price| [BidStep { units: 10, price }];
        assert_ne!(PLACE.sealed(&one(5), salt), PLACE.sealed(&one(6), salt));
        let two = [BidStep { units: 10, price: 5 }, BidStep { units: 3, price: 4 }];
        assert_ne!(PLACE.sealed(&one(5), salt), PLACE.sealed(&two, salt));
    }

    #[test]
    fn a_code_reads_as_it_was_written() {
        for salt in [0, 1, u128::MAX, 0x0123_4567_89ab_cdef_0123_4567_89ab_cdef] {
            assert_eq!(salt_of(&code_of(salt)).ok(), Some(salt));
        }
        assert_eq!(code_of(1), "0000-0000-0000-0000-0000-0000-0000-0001");
        for wrong in ["", "1", "+000-0000-0000-0000-0000-0000-0000-0001", "g", &"0".repeat(33)] {
            assert!(salt_of(wrong).is_err(), "{wrong}");
        }
    }
}

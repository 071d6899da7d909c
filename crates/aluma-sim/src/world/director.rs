//! What makes communities live: people come, found, invite, propose, vote, pay. Without it almost
//! everything would be refused. It names actions and fields by their words; one that is not listed
//! is passed over.

use aluma_types::spec::{Author, IdKind};
use aluma_types::value::Value;
use aluma_types::{Act, Hash32, Proof};

use super::known::Theme;
use super::values::{Fixed, Maker};
use super::{
    Open, belonging, earning, giving, granting, investing, judging, learning, making, merit,
    offices, outside, over_time, recording, talking, working,
};

/// Who is to sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// This account.
    Account(u64),
    /// This account, by this key.
    Key(u64, u16),
    /// A key without an account.
    Newcomer,
}

/// An act and who is to sign it.
pub type Intent = Option<(Who, Act)>;

/// How many people come before the rest begins.
const PEOPLE: usize = 14;
/// How many communities there are at most.
const COMMUNITIES: usize = 3;
pub(super) const DAY: u64 = 86_400_000;

fn proof(secret: Hash32) -> Fixed {
    Fixed::Is(Value::Proof(Box::new(Proof { key: secret, signature: [0; 64] })))
}

/// The next thing that somebody wants.
pub fn intent(maker: &mut Maker<'_>) -> Intent {
    let people = maker.world.people.len();
    if people < PEOPLE && maker.rng.percent(60) {
        return newcomer(maker);
    }
    if maker.world.communities.len() < COMMUNITIES && people > 4 && maker.rng.percent(8) {
        return found(maker);
    }
    if let Some(matter) = matter(maker) {
        return matter(maker);
    }
    match maker.rng.below(100) {
        0..=3 => newcomer(maker),
        4..=7 => invite(maker),
        8..=11 => super::keys::intent(maker),
        12..=22 => join(maker),
        23..=26 => object(maker),
        27 => enroll(maker),
        28 => claim(maker),
        29..=37 => propose(maker),
        38..=69 => vote(maker),
        70..=75 => over_time::own(maker),
        76..=83 => pay(maker),
        84..=90 => delegate(maker),
        91..=95 => answer(maker),
        96..=97 => outcome(maker),
        98 => withdraw(maker),
        99 => leave(maker),
        _ => None,
    }
}

/// How one kind of step is made.
type Matter = fn(&mut Maker<'_>) -> Intent;

/// What there is to do in a community, more often where the seed's people care about it; none:
/// one of the usual things.
fn matter(maker: &mut Maker<'_>) -> Option<Matter> {
    let known = maker.dao.and_then(|dao| maker.world.communities.get(&dao));
    let theme = maker.world.theme;
    if theme == Theme::Keys && maker.rng.percent(12) {
        return Some(super::keys::intent);
    }
    // Appeals run out within days.
    let often = if known.is_some_and(|known| !known.talk.appealed.is_empty()) { 15 } else { 6 };
    if known.is_some_and(|known| !known.moderating.is_empty())
        && maker.rng.percent(theme.percent(Theme::Talk, often))
    {
        return Some(talking::by_role);
    }
    if known.is_some_and(|known| !known.held.is_empty()) && maker.rng.percent(12) {
        return Some(offices::by_role);
    }
    if known.is_some() && maker.rng.percent(theme.percent(Theme::Talk, 12)) {
        return Some(talking::own);
    }
    if known.is_some_and(|known| !known.rounds.is_empty())
        && maker.rng.percent(theme.percent(Theme::Rounds, 12))
    {
        return Some(granting::own);
    }
    if let Some(matter) = shared(maker) {
        return Some(matter);
    }
    if known.is_some() && maker.rng.percent(theme.percent(Theme::Merit, 12)) {
        return Some(judging::own);
    }
    if known.is_some() && maker.rng.percent(theme.percent(Theme::Merit, 6)) {
        return Some(if maker.rng.percent(95) { merit::own } else { merit::tier });
    }
    if known.is_some() && maker.rng.percent(theme.percent(Theme::Merit, 4)) {
        return Some(recording::own);
    }
    if known.is_some() && maker.rng.percent(theme.percent(Theme::Work, 16)) {
        return Some(working::own);
    }
    // What is for sale is over within days.
    let sells = known.is_some_and(|known| known.capital.sells());
    let owned = known.is_some_and(|known| !known.shares.is_empty());
    if owned && maker.rng.percent(theme.percent(Theme::Capital, if sells { 12 } else { 2 })) {
        return Some(investing::own);
    }
    let open = known.map_or(&[][..], |known| &known.open);
    // How it votes elsewhere is decided before it is too late there.
    let often = if open.iter().any(|open| open.casts) { 70 } else { 40 };
    if !open.is_empty() && maker.rng.percent(often) {
        return Some(vote);
    }
    // Who is paid over time, or earned by a share, takes it more than once.
    let earns = known.is_some_and(|it| !it.streams.is_empty() || !it.dividends.is_empty());
    if earns && maker.rng.percent(12) {
        return Some(over_time::own);
    }
    // Where somebody holds money outside, it is asked for: a payout takes several steps.
    if known.is_some_and(|known| !known.claims.is_empty()) && maker.rng.percent(25) {
        return Some(outside::own);
    }
    let out = known.is_some_and(|known| !known.expelled.is_empty());
    if maker.rng.percent(if out { 10 } else { 2 }) {
        return Some(belonging::own);
    }
    None
}

/// What there is to earn, to give or to buy in a community.
fn shared(maker: &mut Maker<'_>) -> Option<Matter> {
    let known = maker.dao.and_then(|dao| maker.world.communities.get(&dao));
    let theme = maker.world.theme;
    if known.is_some_and(|known| !known.earning.is_empty())
        && maker.rng.percent(theme.percent(Theme::Earning, 12))
    {
        return Some(earning::own);
    }
    let often = if known.is_some_and(|known| known.given.is_judged()) { 25 } else { 10 };
    if known.is_some_and(|known| !known.learning.is_empty() || known.earning.teaches())
        && maker.rng.percent(theme.percent(Theme::Learning, 14))
    {
        return Some(learning::own);
    }
    if known.is_some_and(|known| !known.given.is_empty())
        && maker.rng.percent(theme.percent(Theme::Giving, often))
    {
        return Some(giving::own);
    }
    let often = if known.is_some_and(|known| known.works.is_any()) { 8 } else { 3 };
    if known.is_some() && maker.rng.percent(theme.percent(Theme::Making, often)) {
        return Some(making::own);
    }
    None
}

pub(super) fn anybody(maker: &mut Maker<'_>) -> u64 {
    maker.rng.pick(&maker.world.people).map_or(1, |person| person.account)
}

/// Somebody with a vote in the DAO in question, who can sign.
pub(super) fn member(maker: &mut Maker<'_>) -> Option<u64> {
    let known = maker.world.communities.get(&maker.dao?)?;
    maker.rng.pick(&known.admitted).copied()
}

fn newcomer(maker: &mut Maker<'_>) -> Intent {
    let secrets = &maker.world.secrets;
    if secrets.is_empty() || maker.rng.percent(10) {
        let fixed = [
            ("dao", Fixed::Nothing),
            ("secret", Fixed::Is(Value::Hash(Hash32(maker.rng.bytes())))),
            ("uses", Fixed::number(5u32)),
            ("valid_for", Fixed::number(20 * DAY)),
            ("vouch", Fixed::flag(false)),
        ];
        // Whom the operator brings in may do more in a day than others' guests.
        let by = if maker.rng.percent(40) { anybody(maker) } else { 1 };
        return Some((Who::Account(by), maker.act("invite", &fixed)?));
    }
    let secret = *maker.rng.pick_late(secrets)?;
    let name = maker.value(&aluma_types::spec::TypeSpec::Name { max: 64 }, "");
    let fixed = [("dao", Fixed::Nothing), ("proof", proof(secret)), ("handle", Fixed::Is(name))];
    Some((Who::Newcomer, maker.act("join", &fixed)?))
}

fn found(maker: &mut Maker<'_>) -> Intent {
    let founder = anybody(maker);
    found_by(maker, founder)
}

/// Somebody founds a community.
pub(super) fn found_by(maker: &mut Maker<'_>, founder: u64) -> Intent {
    let joining = *maker.rng.pick(&["open", "application", "invitation", "vote", "holding"])?;
    let manner = *maker.rng.pick(&["small-circle", "small-circle", "assembly", "delegates"])?;
    let kinds = ["token", "voting-share", "economic-share"];
    let supply = |maker: &mut Maker<'_>| match maker.rng.below(12) {
        0 => u128::MAX / 2,
        1 => 7,
        _ => u128::from(maker.rng.within(100, 1_000_000)),
    };
    let (mut assets, mut names) = (Vec::new(), Vec::new());
    for (place, symbol) in ["PAY", "OWN", "ETC"].into_iter().enumerate() {
        if place > 0 && maker.rng.percent(40) {
            continue;
        }
        names.push(symbol);
        assets.push(vec![
            ("symbol", Fixed::Is(Value::Text(symbol.to_owned()))),
            ("decimals", Fixed::number(maker.rng.below(19))),
            ("kind", Fixed::choice(kinds[place])),
            ("supply", Fixed::number(supply(maker))),
            ("holders", Fixed::Rows(holders(maker))),
        ]);
    }
    // Assets are numbered one after another: whoever founds can tell which number theirs gets.
    let next = maker.world.ids(IdKind::AssetId, None).iter().max().map_or(1, |last| last + 1);
    let has_shares = assets.len() > 1 && names.contains(&"OWN");
    let shares = (has_shares && maker.rng.percent(70)).then_some(next + 1);
    let season = maker.rng.percent(40).then(|| Fixed::number(maker.rng.below(20) * DAY));
    let fixed = [
        ("joining", Fixed::choice(joining)),
        ("manner", Fixed::choice(manner)),
        ("assets", Fixed::Rows(assets)),
        ("season", season.unwrap_or(Fixed::Nothing)),
        ("tip", Fixed::Nothing),
        ("pots", Fixed::Items(vec![Fixed::Is(Value::Text("work".to_owned()))])),
        ("changes", changes(maker, shares)),
        ("template", template(maker)),
        ("domains", first_domains(maker)),
        ("roles", first_roles(maker)),
    ];
    Some((Who::Account(founder), maker.act("found", &fixed)?))
}

/// Some communities follow a template; most keep to rules that let a short run see much.
fn template(maker: &mut Maker<'_>) -> Fixed {
    let all = aluma_core::dao::Template::ALL;
    let one = maker.rng.percent(10).then(|| maker.rng.pick(&all).copied()).flatten();
    one.map_or(Fixed::Nothing, |template| Fixed::choice(template.word()))
}

/// Now and then a team that begins with its community.
fn first_domains(maker: &mut Maker<'_>) -> Fixed {
    let one = || {
        let pot = Fixed::Is(Value::Text("team".to_owned()));
        vec![("parent", Fixed::Nothing), ("pot", pot)]
    };
    Fixed::Rows(if maker.rng.percent(10) { vec![one()] } else { Vec::new() })
}

/// Now and then a role that begins with its community, held by whoever founds it.
fn first_roles(maker: &mut Maker<'_>) -> Fixed {
    let kinds = ["transfer", "pause"].map(|kind| Fixed::Is(Value::Text(kind.to_owned())));
    let limit = vec![
        ("symbol", Fixed::Is(Value::Text("PAY".to_owned()))),
        ("units", Fixed::number(maker.rng.within(1, 50))),
        ("per", Fixed::number(30 * DAY)),
    ];
    let one = vec![
        ("domain", Fixed::Nothing),
        ("may", Fixed::Items(kinds.into())),
        ("limits", Fixed::Rows(vec![limit])),
        ("for_founders", Fixed::flag(true)),
    ];
    Fixed::Rows(if maker.rng.percent(10) { vec![one] } else { Vec::new() })
}

/// A few who hold some of an asset from the beginning.
fn holders(maker: &mut Maker<'_>) -> Vec<Vec<(&'static str, Fixed)>> {
    let units = maker.rng.within(1, 5_000);
    let row = |to| vec![("to", Maker::account(to)), ("units", Fixed::number(units))];
    distinct(maker, 5).into_iter().map(row).collect()
}

/// What makes votes short enough for a run to see many, and now and then anything else.
fn changes(maker: &mut Maker<'_>, shares: Option<u64>) -> Fixed {
    let mut rows = Vec::new();
    let mut row = |key: &str, value: &str| {
        let text = |text: &str| Fixed::Is(Value::Text(text.to_owned()));
        rows.push(vec![("key", text(key)), ("value", text(value))]);
    };
    let periods = ["1h", "12h", "1d", "2d"];
    for track in ["tip", "spend", "role"] {
        if maker.rng.percent(60) {
            row(&format!("{track}.period"), periods[maker.rng.below(4) as usize]);
        }
        if maker.rng.percent(30) {
            row(
                &format!("{track}.final-ballots"),
                ["never", "may", "always"][maker.rng.below(3) as usize],
            );
        }
        if maker.rng.percent(20) {
            row(&format!("{track}.confirm"), "6h");
        }
        if maker.rng.percent(15) {
            row(&format!("{track}.preparation"), "2h");
        }
    }
    if let Some(asset) = shares {
        let mixed = maker.rng.percent(50);
        row("weight.heads", if mixed { "6000" } else { "0" });
        row("weight.shares", if mixed { "4000" } else { "10000" });
        row("weight.asset", &asset.to_string());
        row("weight.shares-on-constitution", if maker.rng.percent(40) { "yes" } else { "no" });
    }
    if let Some(asset) = shares.filter(|_| maker.rng.percent(60)) {
        row("revenue.share", "30%");
        row("revenue.asset", &asset.to_string());
    }
    for (key, value) in investing::rules(maker, shares) {
        row(key, &value);
    }
    if maker.rng.percent(70) {
        row("constitution.period", "2d");
    }
    if maker.rng.percent(50) {
        row("belonging.stakeholders", "yes");
    }
    if maker.rng.percent(60) {
        row("proposals.free", "5");
    }
    for (key, value) in talking::rules(maker) {
        row(key, value);
    }
    if maker.rng.percent(30) && shares.is_none() {
        row("weight.heads", "7000");
        row("weight.roles", "3000");
    }
    if maker.rng.percent(40) {
        row("weight.ramp", "2d");
    }
    if maker.rng.percent(40) {
        row("velocity.week", "100%");
        row("velocity.month", "100%");
    }
    if maker.rng.percent(20) {
        let (key, value) = super::changes::change(maker);
        let is_set = key.contains("period") || key.starts_with("weight");
        if !is_set && !key.starts_with("proposals") {
            row(&key, &value);
        }
    }
    Fixed::Rows(rows)
}

fn invite(maker: &mut Maker<'_>) -> Intent {
    let (dao, by) = (maker.dao?, member(maker)?);
    let fixed = [
        ("dao", Fixed::number(dao)),
        ("secret", Fixed::Is(Value::Hash(Hash32(maker.rng.bytes())))),
        ("uses", Fixed::number(maker.rng.within(1, 5))),
        ("valid_for", Fixed::number(maker.rng.within(1, 20) * DAY)),
        ("vouch", Fixed::flag(maker.rng.percent(75))),
    ];
    Some((Who::Account(by), maker.act("invite", &fixed)?))
}

fn join(maker: &mut Maker<'_>) -> Intent {
    let dao = maker.dao?;
    let known = maker.world.communities.get(&dao)?;
    let secret = maker.rng.pick_late(&known.secrets).copied();
    let brought = match secret {
        Some(secret) if maker.rng.percent(75) => proof(secret),
        _ => Fixed::Nothing,
    };
    if secret.is_some() && maker.rng.percent(15) {
        let name = maker.value(&aluma_types::spec::TypeSpec::Name { max: 64 }, "");
        let fixed = [("dao", Fixed::number(dao)), ("proof", brought), ("handle", Fixed::Is(name))];
        return Some((Who::Newcomer, maker.act("join", &fixed)?));
    }
    let fixed = [("dao", Fixed::number(dao)), ("proof", brought), ("handle", Fixed::Nothing)];
    let expelled = maker.rng.pick_late(&known.expelled).copied();
    let by = expelled.filter(|_| maker.rng.percent(20)).unwrap_or_else(|| anybody(maker));
    if maker.rng.percent(15) {
        return Some((Who::Account(by), maker.act("enter", &[("dao", Fixed::number(dao))])?));
    }
    Some((Who::Account(by), maker.act("join", &fixed)?))
}

fn object(maker: &mut Maker<'_>) -> Intent {
    let (dao, by) = (maker.dao?, member(maker)?);
    let applicant = *maker.rng.pick_late(&maker.world.communities.get(&dao)?.applicants)?;
    let fixed = [("dao", Fixed::number(dao)), ("account", Maker::account(applicant))];
    Some((Who::Account(by), maker.act("object", &fixed)?))
}

fn enroll(maker: &mut Maker<'_>) -> Intent {
    let (dao, by) = (maker.dao?, member(maker)?);
    Some((Who::Account(by), maker.act("enroll", &[("dao", Fixed::number(dao))])?))
}

fn claim(maker: &mut Maker<'_>) -> Intent {
    let (account, secret) = *maker.rng.pick_late(&maker.world.unclaimed)?;
    let fixed =
        [("account", Maker::account(account)), ("key", Fixed::Nothing), ("proof", proof(secret))];
    Some((Who::Newcomer, maker.act("claim", &fixed)?))
}

fn propose(maker: &mut Maker<'_>) -> Intent {
    let (dao, by) = (maker.dao?, member(maker)?);
    // Many at once would share few votes, and little would ever pass.
    if maker.world.communities.get(&dao)?.open.len() > 2 && maker.rng.percent(90) {
        return None;
    }
    let mut acts = Vec::new();
    let paused = maker.world.communities.get(&dao)?.paused;
    let out = !maker.world.communities.get(&dao)?.expelled.is_empty();
    if out && maker.rng.percent(50) {
        acts.extend(belonging::back(maker));
    } else if maker.rng.percent(50) && belonging::votes_elsewhere(maker) {
        acts.extend(belonging::ballot(maker));
    } else if maker.world.theme == Theme::Rounds && maker.rng.percent(8) {
        acts.extend(granting::judged(maker));
    } else if maker.rng.percent(maker.world.theme.percent(Theme::Earning, 13)) {
        acts.extend(earning::by_dao(maker));
    } else if maker.rng.percent(maker.world.theme.percent(Theme::Learning, 15)) {
        acts.extend(learning::by_dao(maker));
    } else if maker.world.theme == Theme::Core && maker.rng.percent(12) {
        acts.extend(belonging::elsewhere(maker));
    } else if maker.rng.percent(if paused { 40 } else { 6 }) {
        acts.extend(offices::pause(maker));
    } else if maker.rng.percent(25) {
        acts.extend(offices::several(maker));
    }
    for _ in 0..(if maker.rng.percent(70) { 1 } else { 2 }) {
        acts.extend(by_dao(maker).filter(|_| acts.is_empty()));
    }
    let fixed = [
        ("dao", Fixed::number(dao)),
        ("actions", Fixed::Is(Value::Acts(acts))),
        ("track", Fixed::Nothing),
        ("review", Fixed::Nothing),
    ];
    let keep = if maker.rng.percent(80) { &fixed[..] } else { &fixed[..2] };
    Some((Who::Account(by), maker.act("propose", keep)?))
}

/// Something that a DAO can do and that has a chance.
fn by_dao(maker: &mut Maker<'_>) -> Option<Act> {
    // A batch counts only once it passed, which few do.
    if maker.rng.percent(if maker.world.theme == Theme::Core { 18 } else { 10 }) {
        return batch(maker);
    }
    if maker.rng.percent(5) {
        return offices::by_dao(maker);
    }
    if maker.rng.percent(1) {
        return maker.act("change-manner", &[]);
    }
    if maker.rng.percent(6) {
        return belonging::by_dao(maker);
    }
    let theme = maker.world.theme;
    if maker.rng.percent(theme.percent(Theme::Talk, 6)) {
        return talking::moderation(maker);
    }
    if maker.rng.percent(theme.percent(Theme::Rounds, 9)) {
        return granting::by_dao(maker);
    }
    if maker.rng.percent(theme.percent(Theme::Giving, 7)) {
        return giving::by_dao(maker);
    }
    if maker.rng.percent(theme.percent(Theme::Work, 6)) {
        return working::by_dao(maker);
    }
    // Rules are changed seldom, and then in a way that can pass.
    if maker.rng.percent(theme.percent(Theme::Core, 3)) {
        let changes = changes(maker, None);
        return maker.act("amend", &[("changes", changes)]);
    }
    if let Some(act) = investing::by_dao(maker).or_else(|| making::by_dao(maker)) {
        return Some(act);
    }
    if maker.rng.percent(theme.percent(Theme::Merit, 3)) {
        return if maker.rng.percent(50) { merit::by_dao(maker) } else { recording::by_dao(maker) };
    }
    let known = maker.world.communities.get(&maker.dao?)?;
    let share = if known.disputed.is_empty() { 25 } else { 40 };
    if (known.claims.is_empty() || !known.disputed.is_empty()) && maker.rng.percent(share) {
        return outside::by_dao(maker);
    }
    of_money(maker)
}

/// What a DAO does with its money, and anything else that it can do.
fn of_money(maker: &mut Maker<'_>) -> Option<Act> {
    let promised = &maker.world.communities.get(&maker.dao?)?.reserved;
    let what = match maker.rng.below(31) {
        // What is set aside is there to be paid or freed, and only then can it be.
        8 | 16 if !promised.is_empty() => 7,
        9 | 17 if !promised.is_empty() => 6,
        10..=14 => 3,
        18..=21 => 5,
        22.. => return over_time::by_dao(maker),
        what => what,
    };
    match what {
        0 => admit(maker),
        1 => give_key(maker),
        2 => {
            let fixed = [
                ("from", Fixed::Nothing),
                ("to", Fixed::Variant("account", Vec::new())),
                ("amount", small(maker)?),
            ];
            maker.act("transfer", &fixed)
        }
        3 => batch(maker),
        4 => {
            let more = Fixed::Variant("more", vec![("asset", Fixed::number(asset(maker)?))]);
            let to = match maker.rng.below(2) {
                0 => Fixed::Variant("account", Vec::new()),
                _ => Fixed::Variant("pot", vec![("pot", Fixed::number(0u8))]),
            };
            let units = Fixed::number(maker.rng.within(1, 9));
            let fixed = [("asset", more), ("units", units), ("to", to)];
            maker.act("issue", &fixed)
        }
        5..=7 => promise(maker, what),
        _ => maker.any_act(Author::Dao),
    }
}

fn admit(maker: &mut Maker<'_>) -> Option<Act> {
    let applicants = &maker.world.communities.get(&maker.dao?)?.applicants;
    let applicant = *maker.rng.pick_late(applicants)?;
    maker.act("admit", &[("account", Maker::account(applicant))])
}

fn give_key(maker: &mut Maker<'_>) -> Option<Act> {
    let (account, _) = *maker.rng.pick_late(&maker.world.unclaimed)?;
    let key = Value::PublicKey(maker.key());
    let fixed =
        [("account", Maker::account(account)), ("key", Fixed::Is(key)), ("proof", Fixed::Nothing)];
    maker.act("claim", &fixed)
}

/// Pays several at once.
fn batch(maker: &mut Maker<'_>) -> Option<Act> {
    let (asset, units) = (asset(maker)?, maker.rng.within(1, 30));
    let mut rows = Vec::new();
    for account in distinct(maker, 3) {
        rows.push(vec![("to", Maker::account(account)), ("units", Fixed::number(units))]);
    }
    let fixed = [
        ("from", Fixed::Nothing),
        ("asset", Fixed::number(asset)),
        ("payments", Fixed::Rows(rows)),
    ];
    maker.act("pay-batch", &fixed)
}

/// Sets something aside (5), frees it (6) or pays out of it (7).
fn promise(maker: &mut Maker<'_>, what: u64) -> Option<Act> {
    if what == 5 {
        let mut fixed = vec![("pot", Fixed::Nothing), ("amount", small(maker)?)];
        if maker.rng.percent(60) {
            fixed.push(("lasts", Fixed::Nothing));
        }
        return maker.act("reserve", &fixed);
    }
    let reserved = &maker.world.communities.get(&maker.dao?)?.reserved;
    let (number, asset) = *maker.rng.pick_late(reserved)?;
    if what == 6 {
        return maker.act("release", &[("number", Fixed::number(number))]);
    }
    let units = maker.rng.within(1, 9);
    let fixed = [
        ("number", Fixed::number(number)),
        ("from", Fixed::Nothing),
        ("to", Fixed::Variant("account", Vec::new())),
        ("amount", Fixed::amount(asset, units.into())),
    ];
    maker.act("pay-reserved", &fixed)
}

/// An asset of the DAO in question, mostly the first.
pub(super) fn asset(maker: &mut Maker<'_>) -> Option<u64> {
    let assets = maker.world.ids(IdKind::AssetId, maker.dao);
    if maker.rng.percent(60) { assets.first().copied() } else { maker.rng.pick(assets).copied() }
}

pub(super) fn small(maker: &mut Maker<'_>) -> Option<Fixed> {
    let units = maker.rng.within(1, 60);
    Some(Fixed::amount(asset(maker)?, units.into()))
}

fn distinct(maker: &mut Maker<'_>, count: usize) -> Vec<u64> {
    let all = maker.world.ids(IdKind::AccountId, None);
    let mut some: Vec<u64> = Vec::new();
    for _ in 0..count {
        some.extend(maker.rng.pick(all).copied().filter(|one| !some.contains(one)));
    }
    some
}

fn vote(maker: &mut Maker<'_>) -> Intent {
    let known = maker.world.communities.get(&maker.dao?)?;
    let now = maker.now;
    let is_late = maker.rng.percent(8);
    let takes = |open: &&Open| is_late || (open.from..=open.until).contains(&now);
    let open: Vec<_> = known.open.iter().filter(takes).collect();
    // Few at a time are voted on by many, or none would be decided; first what is said elsewhere,
    // where nobody waits for it.
    let casts = open.iter().find(|open| open.casts).filter(|_| maker.rng.percent(70));
    let open = casts.or(open.get(maker.rng.below(3) as usize)).or(open.first())?;
    let (proposal, casts) = (open.proposal, open.casts);
    let left: Vec<u64> =
        known.admitted.iter().copied().filter(|one| !open.voters.contains(one)).collect();
    let by = match maker.rng.below(100) {
        0..=79 if !left.is_empty() => *maker.rng.pick(&left)?,
        0..=95 => member(maker)?,
        _ => anybody(maker),
    };
    let liked = if casts { 1 } else { proposal % 5 };
    let choice = match (liked, maker.rng.below(100)) {
        (0, 0..=49) | (1..=4, 0..=9) => Fixed::choice("against"),
        (0, 50..=69) | (1..=4, 10..=17) => Fixed::choice("abstain"),
        (_, 90..=95) => Fixed::Variant("split", Vec::new()),
        _ => Fixed::choice("for"),
    };
    let choice = match choice {
        // Its parts are made by the generator, which knows what they add up to.
        Fixed::Variant("split", _) => None,
        other => Some(("choice", other)),
    };
    let last = maker.rng.percent(if casts { 60 } else { 15 });
    let mut fixed = vec![("proposal", Fixed::number(proposal)), ("last", Fixed::flag(last))];
    fixed.extend(choice);
    Some((Who::Account(by), maker.act("vote", &fixed)?))
}

fn pay(maker: &mut Maker<'_>) -> Intent {
    let by = anybody(maker);
    let dao = maker.dao?;
    let amount = small(maker)?;
    match maker.rng.below(3) {
        0 => {
            let received = vec![("amount", amount), ("pot", Fixed::number(0u8))];
            let fixed = [
                ("dao", Fixed::number(dao)),
                ("received", Fixed::Variant("paid", received)),
                ("payer", Fixed::Nothing),
            ];
            Some((Who::Account(by), maker.act("record-income", &fixed)?))
        }
        _ => {
            let fixed = [("from", Fixed::Nothing), ("amount", amount)];
            Some((Who::Account(by), maker.act("transfer", &fixed)?))
        }
    }
}

fn delegate(maker: &mut Maker<'_>) -> Intent {
    let (dao, by, to) = (maker.dao?, member(maker)?, member(maker)?);
    if maker.rng.percent(20) {
        let fixed = [("dao", Fixed::number(dao))];
        return Some((Who::Account(by), maker.act("undelegate", &fixed)?));
    }
    let all = maker.rng.percent(70);
    let mut fixed = vec![("dao", Fixed::number(dao)), ("to", Maker::account(to))];
    fixed.extend(all.then_some(("track", Fixed::Nothing)));
    Some((Who::Account(by), maker.act("delegate", &fixed)?))
}

fn answer(maker: &mut Maker<'_>) -> Intent {
    let (dao, by) = (maker.dao?, member(maker)?);
    let polls = maker.world.ids(IdKind::PollId, Some(dao));
    let Some(poll) = maker.rng.pick_late(polls).copied() else {
        let fixed = [
            ("dao", Fixed::number(dao)),
            ("lasts", Fixed::number(maker.rng.within(1, 5) * DAY)),
            ("review", Fixed::Nothing),
        ];
        return Some((Who::Account(by), maker.act("poll", &fixed)?));
    };
    let marks = marks(maker, poll).into_iter().map(Fixed::number).collect();
    let fixed = [("poll", Fixed::number(poll)), ("marks", Fixed::Items(marks))];
    Some((Who::Account(by), maker.act("answer", &fixed)?))
}

/// Marks that fit the poll, mostly.
fn marks(maker: &mut Maker<'_>, poll: u64) -> Vec<u64> {
    let (kind, options) = maker.world.polls.get(&poll).copied().unwrap_or(("single", 2));
    let mut places: Vec<u64> = (0..options).filter(|_| maker.rng.percent(60)).collect();
    match kind {
        "single" => vec![maker.rng.below(options)],
        "multiple" => places,
        "score" => (0..options).map(|_| maker.rng.below(11)).collect(),
        _ => {
            if maker.rng.percent(50) {
                places.reverse();
            }
            places
        }
    }
}

fn outcome(maker: &mut Maker<'_>) -> Intent {
    let (dao, by) = (maker.dao?, member(maker)?);
    let proposal = *maker.rng.pick(maker.world.ids(IdKind::ProposalId, Some(dao)))?;
    let of = Fixed::Variant("proposal", vec![("proposal", Fixed::number(proposal))]);
    Some((Who::Account(by), maker.act("outcome", &[("of", of), ("review", Fixed::Nothing)])?))
}

fn withdraw(maker: &mut Maker<'_>) -> Intent {
    let known = maker.world.communities.get(&maker.dao?)?;
    let open = maker.rng.pick_late(&known.open)?;
    let fixed = [("proposal", Fixed::number(open.proposal))];
    Some((Who::Account(open.proposer), maker.act("withdraw", &fixed)?))
}

fn leave(maker: &mut Maker<'_>) -> Intent {
    let (dao, by) = (maker.dao?, member(maker)?);
    // A community that empties is a rare sight.
    if maker.world.communities.get(&dao)?.admitted.len() < 6 && maker.rng.percent(95) {
        return None;
    }
    Some((Who::Account(by), maker.act("leave", &[("dao", Fixed::number(dao))])?))
}

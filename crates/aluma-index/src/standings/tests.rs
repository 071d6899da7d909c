use aluma_core::dao::Event as Member;
use aluma_core::learn::types::Level;
use aluma_core::registry::REGISTRY;
use aluma_types::Timestamp;
use aluma_types::codec::Canon;
use rusqlite::Connection;

use super::*;
use crate::schema::TABLES;

const DAO: DaoId = DaoId(1);
const ANA: AccountId = AccountId(7);
const BEN: AccountId = AccountId(8);

fn fact(domain: &'static str, bytes: Vec<u8>) -> Event {
    let found = REGISTRY.events.iter().find(|(name, _)| *name == domain);
    let (_, spec) = found.expect("a domain");
    Event { domain, dao: Some(DAO), only: None, circle: Default::default(), bytes, spec }
}

fn member(event: &Member) -> Event {
    fact("dao", event.to_bytes())
}

fn points(fact: reputation::Fact) -> Event {
    self::fact("reputation", reputation::Event { dao: DAO, fact }.to_bytes())
}

fn skills(fact: learn::Fact) -> Event {
    self::fact("learn", learn::Event { dao: DAO, fact }.to_bytes())
}

fn gave(account: AccountId) -> Event {
    points(reputation::Fact::PointsMade {
        account,
        domain: None,
        points: Default::default(),
        evidence: 1,
    })
}

fn taken(account: AccountId) -> Event {
    let points = Default::default();
    self::points(reputation::Fact::PointsTaken { penalty: 1, account, domain: None, points })
}

fn came(account: AccountId) -> Event {
    member(&Member::MemberAdmitted { dao: DAO, account, inviter: None })
}

fn left(account: AccountId) -> Event {
    member(&Member::MemberLeft { dao: DAO, account })
}

fn mastered(level: Level) -> Event {
    let until = Timestamp(9);
    skills(learn::Fact::SkillMastered { account: ANA, skill: 3, level, until })
}

/// Numbers of what is open, rests and is over, in the order of their beginning.
fn after(facts: &[Event]) -> Vec<(u64, &'static str)> {
    let mut db = Connection::open_in_memory().expect("a database");
    db.execute_batch(TABLES).expect("tables");
    let rows = db.transaction().expect("a transaction");
    for event in facts {
        write(&rows, event).expect("written");
    }
    rows.commit().expect("kept");
    let mut ask = db.prepare("SELECT number, is_over, rests FROM standings ORDER BY number");
    let all = ask.as_mut().expect("a question").query_map([], |row| {
        let (number, is_over, rests): (i64, bool, bool) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let state = match (is_over, rests) {
            (true, false) => "over",
            (false, true) => "rests",
            (false, false) => "open",
            (true, true) => "both",
        };
        Ok((number.unsigned_abs(), state))
    });
    all.expect("rows").map(|row| row.expect("a row")).collect()
}

#[test]
fn what_was_earned_stands_until_its_holder_leaves_and_anew_when_they_come_back() {
    assert_eq!(after(&[gave(ANA), gave(ANA), gave(BEN)]), [(0, "open"), (1, "open")]);
    assert_eq!(after(&[came(ANA), gave(ANA), left(ANA)]), [(0, "over")]);
    // What comes for work from before begins nothing; coming back does.
    let back = [came(ANA), left(ANA), gave(ANA), came(ANA), gave(ANA)];
    assert_eq!(after(&back[..3]), [(0, "over")]);
    assert_eq!(after(&back), [(0, "over"), (1, "open")]);
    // Who gave from outside and withdraws an application had come nowhere.
    assert_eq!(after(&[gave(ANA), left(ANA)]), [(0, "open")]);
    // Facts of somebody else change nothing.
    assert_eq!(after(&[came(ANA), left(BEN), taken(BEN)]), [(0, "open")]);
}

#[test]
fn what_was_taken_away_ends_what_rested_on_it_and_the_rest_begins_anew() {
    assert_eq!(after(&[came(ANA), gave(ANA), taken(ANA)]), [(0, "over"), (1, "open")]);
    let past =
        points(reputation::Fact::PastStruck { account: ANA, works: 1, points: Default::default() });
    assert_eq!(after(&[gave(ANA), past, left(ANA)]), [(0, "over"), (1, "open")]);
    assert_eq!(after(&[came(ANA), taken(ANA), left(ANA)]), [(0, "over"), (1, "over")]);
}

#[test]
fn an_expulsion_rests_until_it_stands_or_is_taken_back() {
    use aluma_core::dao::rules::expelling::{Appeal, Expulsion};
    use aluma_core::dao::types::Standing;
    let expulsion = Expulsion {
        proposal: aluma_types::ProposalId(1),
        at: Timestamp(1),
        reason: aluma_types::Body::of(&[1; 32], "Why").expect("a text"),
        before: Standing::Admitted,
        appeal: Appeal::Open { until: Timestamp(2) },
        back_from: Timestamp(3),
        bar: None,
        task: 1,
    };
    let expelled = || {
        let expulsion = expulsion.clone();
        member(&Member::MemberExpelled { dao: DAO, account: ANA, expulsion })
    };
    let stands = || member(&Member::ExpulsionStands { dao: DAO, account: ANA });
    let over = || member(&Member::ExpulsionOver { dao: DAO, account: ANA });
    let reinstated = || {
        let standing = Standing::Admitted;
        member(&Member::MemberReinstated { dao: DAO, account: ANA, standing })
    };
    assert_eq!(after(&[came(ANA), expelled()]), [(0, "rests")]);
    assert_eq!(after(&[came(ANA), expelled(), gave(ANA)]), [(0, "rests")]);
    assert_eq!(after(&[came(ANA), expelled(), taken(ANA)]), [(0, "over"), (1, "rests")]);
    assert_eq!(after(&[came(ANA), expelled(), reinstated()]), [(0, "open")]);
    assert_eq!(after(&[came(ANA), expelled(), stands(), gave(ANA)]), [(0, "over")]);
    assert_eq!(after(&[came(ANA), expelled(), over()]), [(0, "over")], "after an appeal");
    let late = [came(ANA), expelled(), stands(), reinstated()];
    assert_eq!(after(&late), [(0, "over"), (1, "open")], "what was withdrawn stays so");
    // Also somebody who had never come in.
    assert_eq!(after(&[gave(BEN), gave(ANA), expelled(), stands(), gave(ANA)]).len(), 2);
}

#[test]
fn a_skill_ends_when_it_was_found_untrue_and_not_by_leaving() {
    let lost = || skills(learn::Fact::SkillLost { account: ANA, skill: 3 });
    let one = [mastered(Level::Knows), mastered(Level::CanDo), came(ANA), left(ANA)];
    assert_eq!(after(&one), [(0, "open"), (1, "over")]);
    assert_eq!(after(&[mastered(Level::Knows), lost()]), [(0, "over")]);
    let anew = [mastered(Level::Knows), lost(), mastered(Level::Knows)];
    assert_eq!(after(&anew), [(0, "over"), (1, "open")]);
    assert_eq!(after(&[lost()]), []);
}

//! Tables of what follows from how somebody belongs, and for how long.

use aluma_types::{AccountId, ProposalId, Span, Timestamp};

use crate::dao::Standing;
use crate::dao::rules::expelling::{self, Appeal};
use crate::testing::body;

#[test]
fn whoever_vouches_answers_for_as_long_as_the_charter_says() {
    let (voucher, since) = (AccountId(7), Timestamp(1_000));
    let (answers, last) = (Span(500), Timestamp(1_500));
    let until = |at: Timestamp| Some(expelling::Bar { voucher, until: at.after(answers) });
    for (at, expected) in [(since, until(since)), (last, until(last)), (Timestamp(1_501), None)] {
        assert_eq!(expelling::bar((voucher, since), answers, at), expected, "{at:?}");
    }
    assert_eq!(expelling::bar((voucher, since), Span(0), since), None, "nobody answers");
}

#[test]
fn an_expulsion_waits_for_the_last_thing_that_follows_from_it() {
    let day = |days: u64| Timestamp(0).after(Span::days(days));
    let row = |appeal, bar: Option<u64>| expelling::Expulsion {
        proposal: ProposalId(1),
        at: day(0),
        reason: body("harm"),
        before: Standing::Admitted,
        appeal,
        back_from: day(180),
        bar: bar.map(|days| expelling::Bar { voucher: AccountId(7), until: day(days) }),
        task: 1,
    };
    let lapsed = Appeal::Lapsed { closed_at: day(14) };
    let made = |days| Appeal::Made { proposal: ProposalId(2), at: day(days) };
    for (appeal, bar, expected) in [
        (Appeal::Open { until: day(14) }, None, 14),
        (Appeal::Open { until: day(14) }, Some(200), 14),
        (lapsed, None, 180),
        (lapsed, Some(179), 180),
        (lapsed, Some(181), 181),
        (made(14), None, 14 + 365),
        (made(14), Some(400), 400),
    ] {
        assert_eq!(row(appeal, bar).waits_until(), day(expected), "{appeal:?} {bar:?}");
    }
}

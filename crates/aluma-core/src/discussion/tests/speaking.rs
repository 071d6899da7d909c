use crate::dao::Standing;
use crate::dao::types::Stake;
use crate::discussion::rules::speaking::Speakers::{self, Admitted, Members, Readers};

#[test]
fn who_may_speak_of_those_who_may_read() {
    let supporter = Standing::Stakeholder { stake: Stake::Supporter, reads: true };
    let applicant = Standing::Applicant { until: None };
    //  standing, holds a role, readers, members, admitted
    for (standing, has_role, expected) in [
        (None, false, [true, false, false]),
        (None, true, [true, true, false]),
        (Some(applicant), false, [true, false, false]),
        (Some(Standing::Left), false, [true, false, false]),
        (Some(Standing::Expelled), false, [true, false, false]),
        (Some(supporter), false, [true, true, false]),
        (Some(Standing::Joined), false, [true, true, false]),
        (Some(Standing::Joined), true, [true, true, false]),
        (Some(Standing::Admitted), false, [true, true, true]),
    ] {
        let lets = [Readers, Members, Admitted].map(|speakers| speakers.lets(standing, has_role));
        assert_eq!(lets, expected, "{standing:?}, role: {has_role}");
    }
}

#[test]
fn the_charters_choices_are_in_its_order() {
    use crate::dao::Kind;
    use crate::discussion::charter::SPEAKERS;
    let Kind::Choice(choices) = SPEAKERS.kind else { panic!("a choice") };
    for (place, (name, ..)) in (0u8..).zip(choices) {
        assert_eq!(Speakers::of_choice(place).word(), *name);
    }
}

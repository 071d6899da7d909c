//! The least that a long run has to have seen: every action accepted, every task run, and every
//! refusal provoked that chance and the workload can provoke. A new action, task or refusal is asked
//! for as soon as it is listed; what a run cannot see stands in [`UNSEEN`] with its reason.

use aluma_core::kernel::action::Registry;
use aluma_core::registry::REFUSALS;
use aluma_types::admission::Inadmissible;

use crate::counts::Counts;

/// A run of fewer blocks than this sees too little to be asked: 200 seeds of 300.
pub const BLOCKS: u64 = 60_000;

/// What people do a thousand times and a community seldom: a run must have seen that too.
pub const ENACTED: &[&str] = &["vote"];

/// Why no run is asked to provoke a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Only a mistake in the rules' own code provokes it: tests of the kernel do.
    Code,
    /// It is asked outside the state machine: signatures, texts, names, what waits.
    Outside,
    /// It takes more of something than a run of 300 blocks makes: 64 keys, 1,000 payees.
    Amount,
    /// It takes moments or values that chance meets once in many runs of this length.
    Chance,
    /// The workload writes what it asks for in a form that cannot be wrong in this way.
    Form,
}

/// What a run of 300 blocks a seed sees never, or once in many: what takes points, which few have by
/// then, and what waits for a decision of the members for a few days only. Scenarios do these.
pub const SELDOM: &[&str] = &[
    "accepted take-tier",
    "accepted name-steward",
    "accepted recall-steward",
    "ran rewind-points",
    "ran forget-clock",
    "accepted dispute-score",
    "accepted decide-work",
    // Two weeks have to pass after work was accepted, or after the first points.
    "ran claim-due",
    "ran pay-reviewers",
    "accepted cancel-round",
    "accepted cancel-sale",
    "accepted stop-stream",
    "accepted judge-reward",
    // What asks again comes after a week and more, and a practical after votes and silence.
    "accepted hand-in-practical",
    // It takes work with a skill in an epoch that has next to nothing left.
    "ran pay-teachers",
    "accepted resume-programme",
];

/// What no run is asked for.
pub const UNSEEN: &[(&str, Why)] = &[
    ("beyond-outflow", Why::Code),
    ("beyond-mint", Why::Code),
    ("beyond-charter", Why::Code),
    ("beyond-members", Why::Code),
    ("beyond-roles", Why::Code),
    ("beyond-standing", Why::Code),
    ("bad-signature", Why::Outside),
    ("high-s", Why::Outside),
    ("bad-proof", Why::Outside),
    ("body-missing", Why::Outside),
    ("body-mismatch", Why::Outside),
    ("forbidden-text", Why::Outside),
    ("skeleton-mismatch", Why::Outside),
    ("busy", Why::Outside),
    ("bad-name", Why::Outside),
    ("unknown-thing", Why::Outside),
    ("wrong-scheme", Why::Outside),
    ("bad-client-data", Why::Outside),
    ("wrong-ceremony", Why::Outside),
    ("wrong-challenge", Why::Outside),
    ("cross-origin", Why::Outside),
    ("bad-authenticator-data", Why::Outside),
    ("wrong-site", Why::Outside),
    ("user-not-present", Why::Outside),
    ("user-not-verified", Why::Outside),
    ("attested-data", Why::Outside),
    ("text-taken", Why::Outside),
    ("too-much-scheduled", Why::Amount),
    ("too-many-seats", Why::Amount),
    ("too-many-peers", Why::Amount),
    ("too-many-keys", Why::Amount),
    ("too-many-open", Why::Amount),
    ("sale-is-full", Why::Amount),
    ("too-many-offers", Why::Amount),
    ("owners-changed", Why::Chance),
    ("work-is-struck", Why::Chance),
    ("too-many-founded", Why::Amount),
    ("too-many-invitations", Why::Amount),
    ("too-many-applicants", Why::Amount),
    ("domain-too-deep", Why::Amount),
    ("too-many-domains", Why::Amount),
    ("too-many-roles", Why::Amount),
    ("too-many-assets", Why::Amount),
    ("too-many-streams", Why::Amount),
    ("too-many-dividends", Why::Amount),
    ("too-many-owners", Why::Amount),
    ("delegate-full", Why::Amount),
    ("too-large", Why::Amount),
    ("thread-full", Why::Amount),
    ("round-is-full", Why::Amount),
    ("too-many-takers", Why::Amount),
    ("too-many-candidates", Why::Amount),
    ("too-many-givers", Why::Amount),
    ("fund-is-full", Why::Amount),
    // Only what members decide names who receives, and few such decisions pass in time.
    ("name-who-receives", Why::Chance),
    ("bad-tokens", Why::Form),
    ("bad-ballot-quorum", Why::Form),
    ("needs-a-steward", Why::Form),
    // Of the few courses that are proposed, fewer name a programme that pays for something else.
    ("teaches-nothing", Why::Chance),
    // It takes a programme that fits, and a course of it that was closed or asks for another first.
    ("course-is-closed", Why::Chance),
    ("learn-first", Why::Chance),
    ("mastery-missing", Why::Form),
    ("not-yours-to-name", Why::Chance),
    ("not-your-job-to-name", Why::Chance),
    ("no-such-past", Why::Chance),
    ("past-there", Why::Chance),
    ("not-your-draft", Why::Chance),
    ("no-ballot-there", Why::Chance),
    ("beyond-budget", Why::Chance),
    ("edited-enough", Why::Amount),
    ("no-such-tag", Why::Form),
    ("not-issued-here", Why::Form),
    ("pause-not-by-role", Why::Chance),
    ("payee-name-taken", Why::Form),
    ("symbol-twice", Why::Form),
    ("books-of-another-dao", Why::Form),
    ("whose-balances", Why::Form),
    // Those whom one member brought have to claim 32 times or more in one epoch.
    ("group-claimed", Why::Amount),
    ("already-paid", Why::Form),
    ("reference-taken", Why::Form),
    ("no-such-action", Why::Form),
    ("not-an-owner-key", Why::Chance),
    ("not-your-veto", Why::Chance),
    ("guardian-locked", Why::Chance),
    ("key-too-young", Why::Chance),
    ("cancelled-before", Why::Chance),
    ("for-members", Why::Chance),
    ("domain-has-money", Why::Chance),
    // Founders leave `proposals.threshold` alone: the model closes votes before what else is due in a
    // block, and could not tell whose proposer was expelled in between. `spam.scn` provokes it.
    ("below-threshold", Why::Chance),
    ("beyond-velocity", Why::Chance),
    ("beyond-mint-cap", Why::Chance),
    ("stream-stopped", Why::Chance),
    ("nobody-holds", Why::Chance),
    ("stake-too-high", Why::Chance),
    ("claimed-enough", Why::Chance),
    ("named-enough", Why::Chance),
    ("asked-for-panel", Why::Chance),
    ("panel-decides", Why::Chance),
    ("work-claimed", Why::Chance),
    ("claim-over", Why::Chance),
    ("nobody-to-judge", Why::Chance),
    ("skill-missing", Why::Chance),
    ("points-missing", Why::Chance),
    ("panel-below", Why::Chance),
    ("delay-too-short", Why::Chance),
    ("promise-stands", Why::Chance),
    ("too-many-left", Why::Chance),
    ("nonce-too-old", Why::Chance),
    ("not-for-proposals", Why::Chance),
    ("bad-terms", Why::Chance),
    ("size-out-of-range", Why::Chance),
    ("only-the-holder", Why::Chance),
    ("only-as-recorded", Why::Chance),
    ("expelled-together", Why::Chance),
    ("already-claimed", Why::Chance),
    ("parts-beyond-whole", Why::Chance),
    ("objections-closed", Why::Chance),
    ("another-dao", Why::Chance),
    ("no-such-parameter", Why::Chance),
    ("parameter-twice", Why::Chance),
    ("parameter-out-of-range", Why::Chance),
    ("nothing-to-change", Why::Chance),
    ("domain-in-use", Why::Chance),
    ("not-for-roles", Why::Chance),
    ("bad-role-limit", Why::Chance),
    ("term-too-long", Why::Chance),
    ("pause-too-long", Why::Chance),
    ("supply-too-large", Why::Chance),
    ("only-the-member", Why::Chance),
    ("pot-twice", Why::Chance),
    ("not-your-asset", Why::Chance),
    ("not-your-pot", Why::Chance),
    ("reserved-otherwise", Why::Chance),
    ("not-a-share", Why::Chance),
    ("track-full", Why::Chance),
    ("above-mint-cap", Why::Chance),
    ("key-revoked", Why::Chance),
    ("cleared-on-appeal", Why::Chance),
    ("hidden-by-members", Why::Chance),
    ("for-the-members", Why::Chance),
    ("own-case", Why::Chance),
    ("locked-lately", Why::Chance),
    ("already-leaving", Why::Chance),
    ("bad-plan", Why::Chance),
    ("too-few-points", Why::Chance),
    ("claims-enough", Why::Amount),
    ("reveals-closed", Why::Chance),
    ("nothing-sealed", Why::Chance),
    ("offered-already", Why::Chance),
    ("seal-broken", Why::Chance),
    ("rated-already", Why::Chance),
    ("may-not-invite", Why::Chance),
    ("bad-winners", Why::Chance),
    ("praised-enough", Why::Amount),
    ("praised-everywhere", Why::Amount),
    ("thanked-enough", Why::Chance),
    ("enough-in-hand", Why::Chance),
    ("no-trust-left", Why::Chance),
    ("group-unsigned", Why::Chance),
    ("offers-full", Why::Amount),
    ("decides-own-work", Why::Chance),
    ("beyond-price", Why::Chance),
    ("rounds-used", Why::Chance),
    ("handover-missing", Why::Chance),
    ("too-many-funds", Why::Amount),
    ("reward-on-reward", Why::Form),
    ("multiplier-by-rewards", Why::Form),
    ("audit-missing", Why::Form),
    ("cap-reached", Why::Chance),
    ("attested-enough", Why::Chance),
    ("attestor-is-revoked", Why::Chance),
    ("payer-only-verifier", Why::Chance),
    ("said-before", Why::Chance),
    ("not-yet", Why::Chance),
    ("pays-otherwise", Why::Chance),
    ("rewards-otherwise", Why::Chance),
    ("bad-score", Why::Chance),
    ("bond-missing", Why::Chance),
    ("not-your-work-to-claim", Why::Chance),
];

/// What a run should have seen and did not: `accepted NAME`, `enacted NAME` by a proposal, `ran NAME`,
/// `refused NAME`.
pub fn missing(counts: &Counts, registry: &Registry) -> Vec<String> {
    let accepted = counts.never_accepted().into_iter().map(|name| format!("accepted {name}"));
    let unseen = |name: &&&str| counts.actions.get(**name).is_none_or(|count| count.proposed == 0);
    let enacted = ENACTED.iter().filter(unseen).map(|name| format!("enacted {name}"));
    let ran = registry
        .tasks
        .iter()
        .filter(|task| counts.tasks.get(task.name).is_none_or(|count| count.accepted == 0));
    let ran = ran.map(|task| format!("ran {}", task.name));
    let is_asked = |name: &str| UNSEEN.iter().all(|(unseen, _)| *unseen != name);
    let inside = REFUSALS.iter().flat_map(|(_, list)| list.iter());
    let inside = inside.filter(|(code, name)| !counts.was_refused(*code) && is_asked(name));
    let before = Inadmissible::LIST.iter();
    let before =
        before.filter(|(_, name)| !counts.inadmissible.contains_key(name) && is_asked(name));
    let refused = inside.chain(before).map(|(_, name)| format!("refused {name}"));
    let all = accepted.chain(enacted).chain(ran).chain(refused);
    all.filter(|name| !SELDOM.contains(&name.as_str())).collect()
}

/// Exceptions that can go: those that name nothing, and those that a run saw although it cannot.
/// What chance or an amount keeps away may be met in a lucky run.
pub fn needless(counts: &Counts) -> Vec<&'static str> {
    let inside = REFUSALS.iter().flat_map(|(_, list)| list.iter());
    let all: Vec<(u16, &str)> = inside.chain(Inadmissible::LIST).copied().collect();
    let is_needless = |name: &str| match all.iter().find(|(_, other)| *other == name) {
        Some((code, name)) => counts.was_refused(*code) || counts.inadmissible.contains_key(name),
        None => true,
    };
    let is_there = |name: &str| all.iter().any(|(_, other)| *other == name);
    let needless = UNSEEN.iter().filter(|(name, why)| match why {
        Why::Code | Why::Outside => is_needless(name),
        Why::Amount | Why::Chance | Why::Form => !is_there(name),
    });
    let is_listed = |name: &str| match name.split_once(' ') {
        Some(("accepted", name)) => counts.actions.contains_key(name),
        Some(("ran", name)) => counts.tasks.contains_key(name),
        _ => false,
    };
    let seldom = SELDOM.iter().filter(|name| !is_listed(name));
    needless.map(|(name, _)| *name).chain(seldom.copied()).collect()
}

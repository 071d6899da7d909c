//! Two communities that have lived a little: one that everybody sees, one for its members only; and
//! somebody who belongs to neither. Everything that people wrote tries to be more than text.

use aluma_types::Span;
use serde_json::json;

use crate::stage::{Person, Stage, public_half};

/// What somebody writes who would like a page to run it.
pub(crate) const HOSTILE: &str = "<img src=x onerror=alert(1)><script>alert(2)</script>&quot;'\"";
/// The secret of an invitation to the community for members only.
pub(crate) const LINK: [u8; 32] = [31; 32];
/// The secret of an invitation to the ledger only.
pub(crate) const LEDGER: [u8; 32] = [32; 32];
/// What only members of the quiet community may read.
pub(crate) const SECRETS: [&str; 3] = ["Quietwater", "zzquiet", "Foxglove"];

/// Who there is.
pub(crate) struct Town {
    pub(crate) stage: Stage,
    /// Founded both communities.
    pub(crate) ann: Person,
    /// A member of both.
    pub(crate) ben: Person,
    /// Applies to the open one.
    pub(crate) cara: Person,
    /// Belongs nowhere.
    pub(crate) eve: Person,
    /// The open community.
    pub(crate) hall: u64,
    /// The one for members only.
    pub(crate) quiet: u64,
}

/// A town on its first evening.
pub(crate) async fn town() -> Town {
    let mut stage = Stage::new();
    let mut ann = stage.person(11, "ann-levi").await;
    let mut ben = stage.person(12, "ben-amar").await;
    let mut cara = stage.person(13, "cara").await;
    let eve = stage.person(14, "eve").await;
    let hall = found(&stage, &mut ann, "hall", HOSTILE, "application", "open").await;
    let quiet = found(&stage, &mut ann, "zzquiet", "Quietwater", "invitation", "members").await;
    stage.bring(&mut ann, hall, &mut ben).await;
    stage.bring(&mut ann, quiet, &mut ben).await;
    let join = json!({ "action": "join", "dao": hall, "note": HOSTILE });
    cara.does(&stage, join).await;
    invite(&stage, &mut ann, Some(quiet), LINK).await;
    invite(&stage, &mut ann, None, LEDGER).await;
    live(&stage, (&mut ann, &mut ben), hall).await;
    live(&stage, (&mut ann, &mut ben), quiet).await;
    stage.indexed();
    Town { stage, ann, ben, cara, eve, hall, quiet }
}

async fn found(
    stage: &Stage,
    by: &mut Person,
    handle: &str,
    name: &str,
    joining: &str,
    visibility: &str,
) -> u64 {
    let found = json!({
        "action": "found", "handle": handle, "name": name, "purpose": format!("For {name}"),
        "joining": joining, "manner": "small-circle", "visibility": visibility,
        "assets": [{
            "symbol": "EUR", "decimals": 2, "kind": "token", "supply": "100000",
            "holders": [{ "to": by.account.expect("an account").0, "units": "5000" }],
        }],
        "pots": [], "changes": [],
        "domains": [{ "parent": null, "name": "Garden", "purpose": HOSTILE, "pot": "garden" }],
        "roles": [{
            "domain": 1, "name": "Gardener", "duty": HOSTILE, "may": ["register"],
            "limits": [], "for_members": true, "weighs": false, "for_founders": true,
        }],
    });
    by.does(stage, found).await.expect("a community")
}

async fn invite(stage: &Stage, by: &mut Person, dao: Option<u64>, secret: [u8; 32]) {
    let invite = json!({
        "action": "invite", "dao": dao, "secret": public_half(secret), "uses": 5,
        "valid_for": "30d", "vouch": dao.is_some(),
    });
    by.does(stage, invite).await;
}

/// Something of each kind that waits, is lent, or is paid.
async fn live(stage: &Stage, (ann, ben): (&mut Person, &mut Person), dao: u64) {
    let to = ann.account.expect("an account").0;
    ben.does(stage, json!({ "action": "delegate", "dao": dao, "to": to })).await;
    let proposal = json!({
        "action": "propose", "dao": dao, "title": "Foxglove",
        "actions": [{ "action": "resolve", "text": HOSTILE }],
    });
    ann.does(stage, proposal).await;
    let poll = json!({
        "action": "poll", "dao": dao, "question": HOSTILE, "options": ["one", "two"],
        "kind": "single", "audience": "members", "lasts": "3d",
    });
    ann.does(stage, poll).await;
    stage.pass(Span::minutes(1));
}

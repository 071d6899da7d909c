//! What somebody has earned, as a credential that this ledger's key signs: for whom it is about and for
//! nobody else, since it is made to be shown elsewhere. Whether it still holds stands in
//! [`crate::status_lists`].

use aluma_core::learn::views::{MasteryCertificateAnswer, MasteryCertificateView, MasteryRow};
use aluma_core::reputation::types::{Level, Tier};
use aluma_core::reputation::views::{CertificateAnswer, CertificateView, SkillsView, Stone};
use aluma_formats::credential::{Earned, body, secured, token};
use aluma_formats::did::Issuer;
use aluma_text::{Arg, Voice};
use aluma_types::json::Lookup;
use aluma_types::spec::IdKind;
use aluma_types::{AccountId, DaoId, Scheme, hash};
use serde_json::Value as Json;

use crate::problem::{Own, Refusal};
use crate::scene::Scene;
use crate::status_lists;

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// The community.
    pub dao: DaoId,
    /// What of it.
    pub what: What,
}

/// What somebody earned.
#[derive(Clone, Copy, Debug)]
pub enum What {
    /// Their tier.
    Tier {
        /// In this domain; none is the whole community.
        domain: Option<u32>,
        /// By this skill.
        skill: Option<u32>,
    },
    /// That they have this skill, which they learned.
    Mastery(u32),
}

impl Asked {
    /// What the parameters of a request ask for. `None` where they ask for two things.
    pub const fn of(dao: DaoId, mastery: Option<u32>, tier: [Option<u32>; 2]) -> Option<Self> {
        let what = match (mastery, tier) {
            (None, [domain, skill]) => What::Tier { domain, skill },
            (Some(skill), [None, None]) => What::Mastery(skill),
            (Some(_), _) => return None,
        };
        Some(Self { dao, what })
    }
}

/// Where a server is reached, as credentials name it.
#[derive(Clone, Debug, Default)]
pub struct Named {
    /// Its origin, such as `https://garden.example`; none on a try-out.
    pub origin: Option<String>,
    /// Where its status lists are read, if somebody else serves them, such as
    /// `https://lists.example/garden`.
    pub lists: Option<String>,
}

/// Who signs: the node, under the name of its server where it has one over HTTPS.
///
/// # Errors
/// Where the node has no key of the kind that signs these.
pub fn issuer(scene: &Scene<'_>) -> Result<Issuer, Refusal> {
    let public = scene.node().key();
    let key = <[u8; 32]>::try_from(public.key_bytes()).map_err(|_| Own::Internal)?;
    if public.scheme() != Scheme::Ed25519 {
        return Err(Own::Internal.into());
    }
    let origin = scene.app.named.origin.as_deref();
    let host = origin.and_then(|origin| origin.strip_prefix("https://")).map(str::to_owned);
    let network = scene.node().network().to_string();
    let short = network.get(..8).unwrap_or_default();
    Ok(Issuer { name: format!("Aluma {short}"), key, host })
}

/// The credential as a document with a proof of data integrity.
///
/// # Errors
/// Where the reader is a stranger, has earned nothing there, or nothing of it stands any more.
pub fn document(scene: &Scene<'_>, asked: Asked) -> Result<Json, Refusal> {
    let (issuer, earned) = (issuer(scene)?, earned(scene, asked)?);
    let sign = |message: &[u8]| scene.node().sign_statement(message);
    let told = secured(body(&earned, &issuer), &issuer.method(), earned.from, sign);
    Ok(told.ok_or(Own::Internal)?)
}

/// The same as a signed token of Open Badges 3.0.
///
/// # Errors
/// As [`document`].
pub fn badge(scene: &Scene<'_>, asked: Asked) -> Result<String, Refusal> {
    let (issuer, earned) = (issuer(scene)?, earned(scene, asked)?);
    let told = token(&earned, &issuer, |message| scene.node().sign_statement(message));
    Ok(told.ok_or(Own::Internal)?)
}

/// What the reader has earned.
fn earned(scene: &Scene<'_>, Asked { dao, what }: Asked) -> Result<Earned, Refusal> {
    // Whoever else might ask for it would carry somebody's standing away without being asked to.
    let account = scene.reader.ok_or(Own::SignIn)?;
    match what {
        What::Tier { domain, skill } => {
            let told = scene.view(&CertificateView { dao, account, domain, skill })?;
            Ok(Earned {
                status: status_lists::entries(scene, (dao, account), None)?,
                ..tier(scene, &told)
            })
        }
        What::Mastery(skill) => {
            let told = scene.view(&MasteryCertificateView { dao, account, skill })?;
            let held = told.mastery.filter(|row| row.holds).ok_or(Own::NothingStands)?;
            let status = status_lists::entries(scene, (dao, account), Some(skill))?;
            Ok(Earned { status, ..mastery(scene, (dao, account), (&told, &held)) })
        }
    }
}

fn tier(scene: &Scene<'_>, told: &CertificateAnswer) -> Earned {
    let CertificateAnswer { dao, account, domain, skill, .. } = *told;
    let of = of(scene);
    let part = |name: &str, number: Option<u32>| {
        number.map_or_else(String::new, |number| format!(":{name}:{number}"))
    };
    let within = format!("{}{}", part("domain", domain), part("skill", skill));
    let tier = tier_word(told.tier);
    let words = Words::of(scene, (dao, account), (skill, told.height), format!("tier-{tier}"));
    Earned {
        id: format!("{of}:credential:{}:{}:{}{within}", dao.0, account.0, told.height),
        who: format!("{of}:account:{}", account.0),
        handle: scene.name(IdKind::AccountId, account.0),
        what: format!("{of}:dao:{}:tier:{tier}{within}", dao.0),
        name: words.say(if skill.is_some() { "credential-skill" } else { "credential-tier" }),
        description: words.say("credential-description"),
        criteria: words.say("credential-criteria"),
        awarded: None,
        from: told.as_of,
        until: told.expires,
        evidence: evidence(scene, told.rests_on.iter(), &words.say("credential-evidence")),
        status: Vec::new(),
    }
}

fn mastery(
    scene: &Scene<'_>,
    (dao, account): (DaoId, AccountId),
    (told, held): (&MasteryCertificateAnswer, &MasteryRow),
) -> Earned {
    let (of, level, skill) = (of(scene), level_word(held.level), held.skill);
    let words =
        Words::of(scene, (dao, account), (Some(skill), told.height), format!("level-{level}"));
    let at = format!("{}:{}:{}", dao.0, account.0, told.height);
    Earned {
        id: format!("{of}:credential:{at}:mastery:{skill}"),
        who: format!("{of}:account:{}", account.0),
        handle: scene.name(IdKind::AccountId, account.0),
        what: format!("{of}:dao:{}:mastery:{skill}:{level}", dao.0),
        name: words.say("credential-mastery"),
        description: words.say("credential-mastery-description"),
        criteria: words.say("credential-mastery-criteria"),
        awarded: Some(held.since),
        from: told.as_of,
        until: held.until,
        evidence: evidence(scene, told.rests_on.iter(), &words.say("credential-evidence")),
        status: Vec::new(),
    }
}

/// How identifiers of this ledger begin.
fn of(scene: &Scene<'_>) -> String {
    format!("urn:aluma:{}", scene.node().network())
}

/// A tier in a word, as identifiers have it.
const fn tier_word(tier: Tier) -> &'static str {
    match tier {
        Tier::Member => "member",
        Tier::Contributor => "contributor",
        Tier::Core => "core",
        Tier::Steward => "steward",
    }
}

/// A level in a word, as identifiers have it.
const fn level_word(level: Level) -> &'static str {
    match level {
        Level::Knows => "knows",
        Level::CanDo => "can-do",
        Level::Retained => "retained",
    }
}

/// The rows it rests on: where the server proves them, or their names alone.
fn evidence<'s>(
    scene: &Scene<'_>,
    rests_on: impl Iterator<Item = &'s Stone>,
    name: &str,
) -> Vec<(String, String)> {
    let rows = rests_on.map(|stone| {
        let key = hash::hex(&stone.key.iter().copied().collect::<Vec<_>>());
        let id = match &scene.app.named.origin {
            Some(origin) => format!("{origin}/v1/proof?table={}&key={key}", stone.table),
            None => format!("{}:row:{}:{key}", of(scene), stone.table),
        };
        (id, name.to_owned())
    });
    rows.collect()
}

/// The words of a credential, in the reader's language.
struct Words<'a> {
    scene: &'a Scene<'a>,
    data: Vec<(&'static str, Arg)>,
}

impl<'a> Words<'a> {
    fn of(
        scene: &'a Scene<'a>,
        (dao, account): (DaoId, AccountId),
        (skill, height): (Option<u32>, u64),
        reached: String,
    ) -> Self {
        let named = |kind, id: u64| scene.name(kind, id).unwrap_or_else(|| format!("#{id}"));
        let skill = skill.map(|skill| skill_name(scene, dao, skill));
        let voice = Voice::plain(scene.lang);
        let key = format!("credential-{reached}");
        let reached = aluma_text::text(voice, &key, &[], scene).unwrap_or(key);
        let data = vec![
            ("tier", Arg::Text(reached)),
            ("skill", Arg::Text(skill.unwrap_or_default())),
            ("community", Arg::Text(named(IdKind::DaoId, dao.0))),
            ("who", Arg::Text(named(IdKind::AccountId, account.0))),
            ("height", Arg::Number(height.into())),
        ];
        Self { scene, data }
    }

    fn say(&self, key: &str) -> String {
        let voice = Voice::plain(self.scene.lang);
        aluma_text::text(voice, key, &self.data, self.scene).unwrap_or_else(|| key.to_owned())
    }
}

/// What a community calls a skill.
fn skill_name(scene: &Scene<'_>, dao: DaoId, skill: u32) -> String {
    let found = scene.view(&SkillsView { dao, after: skill.checked_sub(1) }).ok();
    let found = found.and_then(|all| all.skills.first().copied()).filter(|it| it.skill == skill);
    found.and_then(|it| scene.words(&it.name.id)).unwrap_or_else(|| format!("#{skill}"))
}

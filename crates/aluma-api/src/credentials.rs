//! What somebody has earned, as a credential that this ledger's key signs: for whom it is about and for
//! nobody else, since it is made to be shown elsewhere.

use aluma_core::reputation::types::Tier;
use aluma_core::reputation::views::{CertificateAnswer, CertificateView, SkillsView};
use aluma_formats::credential::{Earned, body, secured, token};
use aluma_formats::did::Issuer;
use aluma_text::{Arg, Voice};
use aluma_types::json::Lookup;
use aluma_types::spec::IdKind;
use aluma_types::{AccountId, DaoId, Hash32, Scheme, hash};
use serde_json::Value as Json;

use crate::problem::{Own, Refusal};
use crate::scene::Scene;

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// The community.
    pub dao: DaoId,
    /// In this domain; none is the whole community.
    pub domain: Option<u32>,
    /// By this skill.
    pub skill: Option<u32>,
}

/// Where a server is reached, as credentials name it.
#[derive(Clone, Copy, Debug, Default)]
pub struct At<'a> {
    /// Its origin, such as `https://garden.example`; none on a try-out.
    pub origin: Option<&'a str>,
}

/// Who signs: the node, under the name of its server where it has one over HTTPS.
///
/// # Errors
/// Where the node has no key of the kind that signs these.
pub fn issuer(scene: &Scene<'_>, at: At<'_>) -> Result<Issuer, Refusal> {
    let public = scene.node().key();
    let key = <[u8; 32]>::try_from(public.key_bytes()).map_err(|_| Own::Internal)?;
    if public.scheme() != Scheme::Ed25519 {
        return Err(Own::Internal.into());
    }
    let host = at.origin.and_then(|origin| origin.strip_prefix("https://")).map(str::to_owned);
    let network = scene.node().network().to_string();
    let short = network.get(..8).unwrap_or_default();
    Ok(Issuer { name: format!("Aluma {short}"), key, host })
}

/// The credential as a document with a proof of data integrity.
///
/// # Errors
/// Where the reader is a stranger or has given nothing there.
pub fn document(scene: &Scene<'_>, asked: Asked, at: At<'_>) -> Result<Json, Refusal> {
    let (issuer, earned) = (issuer(scene, at)?, earned(scene, asked, at)?);
    let sign = |message: &[u8]| scene.node().sign_statement(message);
    let told = secured(body(&earned, &issuer), &issuer.method(), earned.from, sign);
    Ok(told.ok_or(Own::Internal)?)
}

/// The same as a signed token of Open Badges 3.0.
///
/// # Errors
/// As [`document`].
pub fn badge(scene: &Scene<'_>, asked: Asked, at: At<'_>) -> Result<String, Refusal> {
    let (issuer, earned) = (issuer(scene, at)?, earned(scene, asked, at)?);
    let told = token(&earned, &issuer, |message| scene.node().sign_statement(message));
    Ok(told.ok_or(Own::Internal)?)
}

/// What the reader has earned.
fn earned(scene: &Scene<'_>, asked: Asked, at: At<'_>) -> Result<Earned, Refusal> {
    // Whoever else might ask for it would carry somebody's standing away without being asked to.
    let account = scene.reader.ok_or(Own::SignIn)?;
    let Asked { dao, domain, skill } = asked;
    let told = scene.view(&CertificateView { dao, account, domain, skill })?;
    let network = scene.node().network();
    let of = format!("urn:aluma:{network}");
    let part = |name: &str, number: Option<u32>| {
        number.map_or_else(String::new, |number| format!(":{name}:{number}"))
    };
    let within = format!("{}{}", part("domain", domain), part("skill", skill));
    let tier = tier(told.tier);
    let words = Words::of(scene, &told);
    Ok(Earned {
        id: format!("{of}:credential:{}:{}:{}{within}", dao.0, account.0, told.height),
        who: format!("{of}:account:{}", account.0),
        handle: scene.name(IdKind::AccountId, account.0),
        what: format!("{of}:dao:{}:tier:{tier}{within}", dao.0),
        name: words.say(if skill.is_some() { "credential-skill" } else { "credential-tier" }),
        description: words.say("credential-description"),
        criteria: words.say("credential-criteria"),
        from: told.as_of,
        until: told.expires,
        evidence: evidence(&told, (&network, at), &words.say("credential-evidence")),
    })
}

/// A tier in a word, as identifiers have it.
const fn tier(tier: Tier) -> &'static str {
    match tier {
        Tier::Member => "member",
        Tier::Contributor => "contributor",
        Tier::Core => "core",
        Tier::Steward => "steward",
    }
}

/// The rows it rests on: where the server proves them, or their names alone.
fn evidence(
    told: &CertificateAnswer,
    (network, at): (&Hash32, At<'_>),
    name: &str,
) -> Vec<(String, String)> {
    let rows = told.rests_on.iter().map(|stone| {
        let key = hash::hex(&stone.key.iter().copied().collect::<Vec<_>>());
        let id = match at.origin {
            Some(origin) => format!("{origin}/v1/proof?table={}&key={key}", stone.table),
            None => format!("urn:aluma:{network}:row:{}:{key}", stone.table),
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
    fn of(scene: &'a Scene<'a>, told: &CertificateAnswer) -> Self {
        let named = |kind, id: u64| scene.name(kind, id).unwrap_or_else(|| format!("#{id}"));
        let who = |account: AccountId| named(IdKind::AccountId, account.0);
        let skill = told.skill.map(|skill| skill_name(scene, told.dao, skill));
        let voice = Voice::plain(scene.lang);
        let key = format!("credential-tier-{}", tier(told.tier));
        let tier = aluma_text::text(voice, &key, &[], scene).unwrap_or(key);
        let data = vec![
            ("tier", Arg::Text(tier)),
            ("skill", Arg::Text(skill.unwrap_or_default())),
            ("community", Arg::Text(named(IdKind::DaoId, told.dao.0))),
            ("who", Arg::Text(who(told.account))),
            ("height", Arg::Number(told.height.into())),
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

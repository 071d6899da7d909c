//! `actions/`: each action in bytes, JSON and words, and signed by both schemes.

use aluma_core::registry::REGISTRY;
use aluma_text::{Lang, Voice, sentence};
use aluma_types::codec::Canon;
use aluma_types::json::fields_to_json;
use aluma_types::spec::{ActionSpec, Author};
use aluma_types::{
    AccountId, Act, Group, KeyOf, Payload, Scheme, Signature, Signer, Span, Transaction,
};
use aluma_verify::eip712::{Schema, digest, typed_data_json};
use aluma_verify::{Says, ed25519};

use crate::example::{Fill, act};
use crate::page::Page;
use crate::people::{AUTHOR, Known, NOW, key, network, salt, signer, words};

/// One file for each action.
pub fn files() -> Vec<(String, String)> {
    let file = |(number, spec): &(u16, &'static ActionSpec)| {
        (format!("actions/{number:03}-{}.txt", spec.name), page(*number, spec))
    };
    REGISTRY.specs.iter().map(file).collect()
}

fn page(number: u16, spec: &'static ActionSpec) -> String {
    let mut page = Page::new("An action in bytes, JSON and words, and signed: see README.md.");
    page.section("action", spec.name);
    page.line("number", number);
    page.line("since_rules", spec.since);
    for fill in Fill::ALL {
        let (values, act) = act(number, spec, fill);
        page.section("example", fill.name());
        page.line("json", fields_to_json(spec.fields, &values, &Known));
        page.bytes("body", &act.body);
        page.bytes("act", &act.to_bytes());
        page.line("act_hash", act.hash());
        page.line("says", one_line(&Known.says(&act)));
        for lang in Lang::ALL {
            let said = sentence(Voice::plain(lang), spec, &values, &Known);
            page.line(lang.code(), one_line(&said));
        }
        for newcomer in [false, true] {
            let author = if newcomer { Author::Newcomer } else { Author::Member };
            if spec.by.contains(&author) {
                by_ed25519(&mut page, spec, (&act, newcomer));
                by_wallet(&mut page, spec, (&act, newcomer), fill);
                by_passkey(&mut page, spec, (&act, newcomer));
            }
        }
        if spec.several {
            together(&mut page, spec, &act);
        }
    }
    page.text()
}

/// Words that people wrote may have line breaks; a line of a file has none.
fn one_line(text: &str) -> String {
    text.replace('\n', "\\n")
}

fn payload(scheme: Scheme, act: &Act, newcomer: bool) -> Payload {
    Payload {
        network: network(),
        signer: signer(key(scheme, scheme.name()).public(), newcomer),
        nonce: NOW.0,
        valid_until: NOW.after(Span::hours(1)),
        act: act.clone(),
    }
}

fn head(page: &mut Page, scheme: Scheme, payload: &Payload, newcomer: bool) {
    let who = if newcomer { "a newcomer" } else { "a member" };
    page.section("signed_with", scheme.name());
    page.line("signed_by", who);
    page.bytes("payload", &payload.to_bytes());
    page.line("transaction_id", payload.id());
}

fn by_ed25519(page: &mut Page, spec: &'static ActionSpec, (act, newcomer): (&Act, bool)) {
    let payload = payload(Scheme::Ed25519, act, newcomer);
    head(page, Scheme::Ed25519, &payload, newcomer);
    page.bytes("message", &ed25519::payload_message(&payload));
    let key = key(Scheme::Ed25519, Scheme::Ed25519.name());
    let signed = key.sign_payload(payload, spec, &Known.lens()).expect("Ed25519 signs bytes");
    page.bytes("signature", &signed.signature.to_bytes());
    page.bytes("transaction", &signed.to_bytes());
}

fn by_passkey(page: &mut Page, spec: &'static ActionSpec, (act, newcomer): (&Act, bool)) {
    let payload = payload(Scheme::Passkey, act, newcomer);
    head(page, Scheme::Passkey, &payload, newcomer);
    let key = key(Scheme::Passkey, Scheme::Passkey.name());
    let signed = key.sign_payload(payload, spec, &Known.lens()).expect("a passkey signs an id");
    if let Signature::Passkey(assertion) = &signed.signature {
        page.bytes("authenticator_data", assertion.authenticator_data());
        page.line("client_data", String::from_utf8_lossy(assertion.client_data()));
    }
    page.bytes("signature", &signed.signature.to_bytes());
    page.bytes("transaction", &signed.to_bytes());
}

/// One payload that a key of each scheme signs.
fn together(page: &mut Page, spec: &'static ActionSpec, act: &Act) {
    let accounts = [AUTHOR, AccountId(AUTHOR.0 + 1), AccountId(AUTHOR.0 + 2)];
    let group = Group::new(accounts.map(|account| KeyOf { account, key: 0 }).to_vec());
    let signer = Signer::Several(group.expect("three that ascend"));
    let payload = Payload { signer, ..payload(Scheme::Ed25519, act, false) };
    page.section("signed_by_several", Scheme::ALL.map(Scheme::name).join(" "));
    page.bytes("payload", &payload.to_bytes());
    page.line("transaction_id", payload.id());
    let lens = Known.lens();
    page.bytes("digest", &digest(&payload, spec, &lens).expect("an act that wallets can show"));
    let all = Scheme::ALL.map(|scheme| {
        let signed = key(scheme, scheme.name()).signature(&payload, spec, &lens);
        signed.expect("an act that all can sign")
    });
    all.iter().for_each(|one| page.bytes("signature", &one.to_bytes()));
    let [first, others @ ..] = &all;
    let (signature, others) = (first.clone(), others.to_vec());
    page.bytes("transaction", &Transaction { payload, signature, others }.to_bytes());
}

fn by_wallet(
    page: &mut Page,
    spec: &'static ActionSpec,
    (act, newcomer): (&Act, bool),
    fill: Fill,
) {
    let payload = payload(Scheme::Wallet, act, newcomer);
    head(page, Scheme::Wallet, &payload, newcomer);
    let schema = Schema::new(spec, &payload.signer).expect("an action that wallets can show");
    page.line("type", schema.encode_type());
    let lens = Known.lens();
    page.bytes("digest", &digest(&payload, spec, &lens).expect("an act that wallets can show"));
    // The whole message once for each signer: the types are the same for every value.
    if fill == Fill::Full {
        let texts = |id| words(&id).map(|text| (salt(text), text.to_owned()));
        let typed = typed_data_json(&payload, spec, &lens, &texts);
        page.line("typed_data", typed.expect("the words are at hand"));
    }
    let key = key(Scheme::Wallet, Scheme::Wallet.name());
    let signed = key.sign_payload(payload, spec, &lens).expect("an act that wallets can show");
    page.bytes("signature", &signed.signature.to_bytes());
    page.bytes("transaction", &signed.to_bytes());
}

//! `actions/`: each action in bytes, JSON and words, and signed by all schemes.

use aluma_core::registry::REGISTRY;
use aluma_text::{Lang, Voice, sentence};
use aluma_types::codec::Canon;
use aluma_types::json::fields_to_json;
use aluma_types::spec::{ActionSpec, Author};
use aluma_types::{AccountId, Act, Group, KeyOf, Payload, Scheme, Signer, Span, Transaction};
use aluma_verify::Says;
use aluma_verify::eip712::{Schema, digest, typed_data_json};

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
                signed(&mut page, spec, (&act, newcomer), fill);
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

/// A member's payload is the same whatever key signs it; a newcomer's holds the key.
fn signed(page: &mut Page, spec: &'static ActionSpec, (act, newcomer): (&Act, bool), fill: Fill) {
    if newcomer {
        Scheme::ALL
            .iter()
            .for_each(|scheme| by(page, spec, (act, "a newcomer"), (&[*scheme], fill)));
    } else {
        by(page, spec, (act, "a member"), (&Scheme::ALL, fill));
    }
}

/// One payload and the signatures of it.
fn by(
    page: &mut Page,
    spec: &'static ActionSpec,
    (act, who): (&Act, &str),
    (schemes, fill): (&[Scheme], Fill),
) {
    let Some(first) = schemes.first() else { return };
    let payload = payload(*first, act, who == "a newcomer");
    page.section("signed_by", who);
    page.bytes("payload", &payload.to_bytes());
    page.line("transaction_id", payload.id());
    if schemes.contains(&Scheme::Wallet) {
        shown(page, spec, &payload, fill);
    }
    for scheme in schemes {
        let key = key(*scheme, scheme.name());
        let signed = key.sign_payload(payload.clone(), spec, &Known.lens());
        let signed = signed.expect("an act that can be shown and signed");
        let signature = signed.signature.to_bytes();
        let whole = [payload.to_bytes(), signature.clone()].concat();
        assert_eq!(signed.to_bytes(), whole, "as README.md says");
        page.bytes(scheme.name(), &signature);
    }
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
    let [first, others @ ..] = &all;
    let (signature, others) = (first.clone(), others.to_vec());
    page.bytes("transaction", &Transaction { payload, signature, others }.to_bytes());
}

/// What a wallet shows of it.
fn shown(page: &mut Page, spec: &'static ActionSpec, payload: &Payload, fill: Fill) {
    let schema = Schema::new(spec, &payload.signer).expect("an action that wallets can show");
    page.line("type", schema.encode_type());
    let lens = Known.lens();
    page.bytes("digest", &digest(payload, spec, &lens).expect("an act that wallets can show"));
    // The whole message once for each signer: the types are the same for every value.
    if fill == Fill::Full {
        let texts = |id| words(&id).map(|text| (salt(text), text.to_owned()));
        let typed = typed_data_json(payload, spec, &lens, &texts);
        page.line("typed_data", typed.expect("the words are at hand"));
    }
}

use aluma_types::Span;

use crate::dao::actions::{Invite, Join};
use crate::dao::is_admitted;
use crate::testing::{World, name, secret};

#[test]
fn one_link_brings_many() {
    let mut w = World::new();
    let dao = w.community(&["ana"]);
    let (key, proof) = secret("link");
    let valid_for = Span::days(7);
    w.act("ana", &Invite { dao: Some(dao), secret: key, uses: 3, valid_for, vouch: true }).unwrap();
    for who in ["ben", "cleo", "dan"] {
        let join = Join { dao: Some(dao), proof: Some(proof), handle: Some(name(who)), note: None };
        w.come(who, &join).unwrap();
        assert!(is_admitted(w.state(), dao, w.id(who)));
    }
}

//! How a node is reached: one struct that pages, links and certificates read.

use std::net::SocketAddr;

use aluma_types::Hash32;
use aluma_types::keys::rp_hash;

use crate::name::Name;

/// What passkeys of a try-out are bound to.
pub const TRYOUT: &str = "localhost";

/// How connections are encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// On this machine alone: a try-out, whose keys stay here.
    Local,
    /// By certificates that were given.
    Certificate,
    /// By certificates that an authority gives on being asked.
    Acme,
    /// By a proxy in front, on this machine.
    Proxy,
}

/// Where members reach a node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The name, none of a try-out.
    pub name: Option<Name>,
    /// Other names that are answered too, such as the one before.
    pub also: Vec<Name>,
    /// How it is encrypted.
    pub kind: Kind,
    /// The port that members' browsers use, where it is not the usual one.
    pub port: Option<u16>,
}

impl Address {
    /// Of a try-out.
    pub const fn local(listen: SocketAddr) -> Self {
        Self { name: None, also: Vec::new(), kind: Kind::Local, port: Some(listen.port()) }
    }

    /// All names, the first one first.
    pub fn names(&self) -> impl Iterator<Item = &Name> {
        self.name.iter().chain(&self.also)
    }

    /// The origin of pages, such as `https://aluma.example`.
    pub fn origin(&self) -> String {
        match &self.name {
            Some(name) => self.origin_of(name),
            None => format!("http://{TRYOUT}{}", self.port_part()),
        }
    }

    /// The origin of pages that are asked for by one of the names.
    pub fn origin_of(&self, name: &Name) -> String {
        format!("https://{name}{}", self.port_part())
    }

    /// The relying party that passkeys are made for.
    pub fn site(&self) -> &str {
        self.name.as_ref().map_or(TRYOUT, Name::as_str)
    }

    /// What passkeys that can be used here say of the site they were made on.
    pub fn sites(&self) -> Vec<Hash32> {
        match self.name {
            Some(_) => self.names().map(Name::site).collect(),
            None => vec![rp_hash(TRYOUT)],
        }
    }

    fn port_part(&self) -> String {
        self.port.map_or_else(String::new, |port| format!(":{port}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_names_its_port_where_it_is_not_the_usual_one() {
        let name = |text| Name::parse(text).expect("a name");
        let (one, two) = (name("new.example"), name("old.example"));
        let mut address =
            Address { name: Some(one), also: vec![two.clone()], kind: Kind::Acme, port: None };
        assert_eq!(address.origin(), "https://new.example");
        assert_eq!(address.origin_of(&two), "https://old.example");
        assert_eq!(address.sites(), [rp_hash("new.example"), rp_hash("old.example")]);
        address.port = Some(8443);
        assert_eq!(address.origin(), "https://new.example:8443");
        assert_eq!(address.site(), "new.example");
        let local = Address::local(SocketAddr::from(([127, 0, 0, 1], 7171)));
        assert_eq!(local.origin(), "http://localhost:7171");
        assert_eq!(local.sites(), [rp_hash("localhost")]);
    }
}

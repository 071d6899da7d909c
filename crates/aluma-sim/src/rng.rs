//! Chance that one seed fixes for good.
//!
//! SplitMix64: a few lines that will read the same in ten years, where a library's stream may change
//! with its next version and with it every recorded seed.

use aluma_types::PublicKey;
use aluma_types::keys::rp_hash;

/// A stream of numbers from one seed.
#[derive(Clone, Debug)]
pub struct Rng(u64);

impl Rng {
    /// The stream of a seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed ^ 0x5851_F42D_4C95_7F2D)
    }

    /// A stream of its own for a purpose, so that one more number drawn there moves nothing here.
    pub fn fork(&mut self) -> Self {
        Self(self.next())
    }

    /// The next number, any of 2^64.
    pub const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `n`; 0 where `n` is 0.
    pub fn below(&mut self, n: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(n)) >> 64) as u64
    }

    /// A number of `low..=high`.
    pub fn within(&mut self, low: u64, high: u64) -> u64 {
        low + self.below(high - low + 1)
    }

    /// True in so many of a hundred cases.
    pub fn percent(&mut self, hundredths: u64) -> bool {
        self.below(100) < hundredths
    }

    /// One of several; `None` of none.
    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        of.get(self.below(of.len() as u64) as usize)
    }

    /// One of several, the later the likelier: what is new is where things happen.
    pub fn pick_late<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        let len = of.len() as u64;
        let place = self.below(len).max(self.below(len));
        of.get(place as usize)
    }

    /// A public key of any scheme; nobody holds it.
    pub fn public_key(&mut self) -> PublicKey {
        let mut point = [0; 33];
        let scheme = self.below(3);
        let (head, tail) = (2 + self.below(2) as u8, self.bytes());
        point[0] = head;
        point[1..].copy_from_slice(&tail);
        match scheme {
            0 => PublicKey::Ed25519(tail),
            1 => PublicKey::Wallet(point),
            _ => PublicKey::Passkey { point, rp: rp_hash("localhost") },
        }
    }

    /// Any 32 bytes.
    pub fn bytes(&mut self) -> [u8; 32] {
        let mut bytes = [0; 32];
        for part in bytes.chunks_exact_mut(8) {
            part.copy_from_slice(&self.next().to_be_bytes());
        }
        bytes
    }
}

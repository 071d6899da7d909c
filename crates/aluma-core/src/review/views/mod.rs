//! Answers about review: what was given ([`contribution`]), who judges it and what their ratings come to
//! ([`panel`]), how they were drawn ([`draw`]), what waits for the reader and what is known of their
//! ratings ([`desk`]), who rate each other high ([`regards`]).

pub mod contribution;
pub mod desk;
pub mod draw;
pub mod panel;
pub mod regards;

pub use contribution::{ContributionView, ContributionsView};
pub use desk::{CalibrationView, MyReviewsView};
pub use draw::DrawView;
pub use panel::PanelView;
pub use regards::RegardsView;

use aluma_types::Canon;

use crate::review::rules::fixed::Fixed;

/// Rows on one page.
pub const PAGE: usize = 100;

/// A number with a sign, in thousandths, rounded toward nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Signed {
    /// Whether it is below nothing.
    #[he("שלילי")]
    pub below: bool,
    /// Its thousandths.
    #[he("אלפיות")]
    pub thousandths: u64,
}

impl From<Fixed> for Signed {
    fn from(number: Fixed) -> Self {
        Self { below: number.bits() < 0, thousandths: number.size().parts(1_000) }
    }
}

//! Committed blocks as they come, for the index, the pages and whoever waits for a receipt.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};

use aluma_core::kernel::event::Event;
use aluma_core::kernel::receipt::Receipt;
use aluma_core::kernel::refusal::Refused;
use aluma_types::header::Header;

/// What a committed block tells.
#[derive(Clone, Debug)]
pub struct Committed {
    /// Its header.
    pub header: Header,
    /// One for each task and transaction.
    pub receipts: Arc<Vec<Receipt>>,
    /// The reason in full of each refused one, by index.
    pub refusals: Vec<(u32, Refused)>,
    /// Facts, each with the index of its receipt.
    pub events: Vec<(u32, Event)>,
}

/// Hands committed blocks to everybody who asked.
#[derive(Debug, Default)]
pub struct Feed(Mutex<Vec<Sender<Arc<Committed>>>>);

impl Feed {
    /// Blocks from now on.
    pub fn subscribe(&self) -> Receiver<Arc<Committed>> {
        let (sender, receiver) = channel();
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(sender);
        receiver
    }

    /// Hands a block out; whoever has gone is forgotten.
    pub fn publish(&self, block: &Arc<Committed>) {
        let mut senders = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        senders.retain(|sender| sender.send(Arc::clone(block)).is_ok());
    }
}
